import { withOrganisation, type Pool } from '@everchart/postgres';
import { documentOf, type CertificateDocument } from '../domain/certificate.js';
import { certificateStore } from '../infrastructure/certificate.store.js';

/** Certificates of destruction, as officers read them. */
export class Certificates {
  /** @param pool as the login of the API: it sees one organisation */
  constructor(private readonly pool: Pool) {}

  /** The newest first. */
  list(org: string, page: { limit: number; before?: string | undefined; patientId?: string | undefined }): Promise<CertificateDocument[]> {
    return withOrganisation(this.pool, org, async (tx) =>
      (await certificateStore.list(tx, org, page)).map((each) => documentOf(org, each)),
    );
  }

  /** Without a note: it is to be signed. */
  find(org: string, certificateId: string): Promise<{ document: CertificateDocument; note: string | null } | undefined> {
    return withOrganisation(this.pool, org, async (tx) => {
      const found = await certificateStore.find(tx, org, certificateId);
      return found && { document: documentOf(org, found), note: found.note };
    });
  }
}
