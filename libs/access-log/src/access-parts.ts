import { organisationStream } from '@everchart/contracts';
import { formatDataschema, openPayload, sealPayload, type SealedIdentity } from '@everchart/envelope';
import type { DataKey } from '@everchart/keyring';
import type { Access } from './access-list.js';

/** What a look says of one patient alone. */
export interface AccessPart {
  patient: string;
  served?: Access['served'];
  detail?: Access['detail'];
}

interface KeptPart {
  position: string | undefined;
  streamVersion: number | undefined;
  sealed: Buffer;
}

/** Patients whose last part is kept. */
const keptMax = 10_000;

/** A part belongs to its key, and to each look that holds it: what seals a look binds its parts to the event. */
function identityOf(org: string, keyid: string): SealedIdentity {
  return { org, subject: organisationStream(org), id: 'part', type: 'access.part', dataschema: formatDataschema('access.part', 1), keyid };
}

/**
 * Seals parts of looks. A part says which state of a record was shown: it is sealed once for each state, and not again
 * for every look. That two looks hold the same bytes is seen by those alone who can open the looks.
 */
export class AccessParts {
  /** Those that were sealed first come first. */
  readonly #kept = new Map<string, KeptPart>();

  /** @returns COSE */
  seal(org: string, part: AccessPart, key: DataKey): Buffer {
    const { served: { position, streamVersion } = {} } = part;
    const name = `${key.keyId}/${part.patient}`;
    const kept = part.detail ? undefined : this.#kept.get(name);
    if (kept && kept.streamVersion === streamVersion && kept.position === position) return kept.sealed;
    const sealed = sealPayload(JSON.stringify(part), key.key, identityOf(org, key.keyId));
    if (!part.detail) this.#keep(name, { position, streamVersion, sealed });
    return sealed;
  }

  #keep(name: string, part: KeptPart): void {
    this.#kept.delete(name);
    this.#kept.set(name, part);
    if (this.#kept.size > keptMax) this.#kept.delete(this.#kept.keys().next().value!);
  }
}

/** @throws EnvelopeError it is malformed, or not of this organisation and key */
export function openPart(sealed: Buffer, { keyId, key }: { keyId: string; key: Uint8Array }, org: string): AccessPart {
  return openPayload(sealed, key, identityOf(org, keyId)) as AccessPart;
}
