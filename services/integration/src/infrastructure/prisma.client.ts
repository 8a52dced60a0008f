import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '../generated/prisma/client.js';

export type OrganisationTransaction = Prisma.TransactionClient;

/**
 * The database as the API sees it. Every access is a transaction that first names the organisation: row-level security
 * compares it, so that a query which forgets its WHERE still sees nothing of others.
 */
export class ApiDatabase {
  readonly #client: PrismaClient;

  constructor(connectionString: string, max: number) {
    const adapter = new PrismaPg(
      { connectionString, max, application_name: 'integration api', statement_timeout: 30_000, connectionTimeoutMillis: 10_000 },
      { schema: 'integration' },
    );
    this.#client = new PrismaClient({ adapter });
  }

  withOrganisation<T>(org: string, work: (tx: OrganisationTransaction) => Promise<T>): Promise<T> {
    return this.#client.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.org', ${org}, true)`;
      return work(tx);
    });
  }

  close(): Promise<void> {
    return this.#client.$disconnect();
  }
}
