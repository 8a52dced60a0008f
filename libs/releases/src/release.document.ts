import { noReleases, type OrganisationReleases, type ReleasesByPart } from '@everchart/contracts-organisation';
import { z } from 'zod';

/** All organisations, as ingest answers it. */
export interface ReleaseDocument {
  /** Another one after each change; not always a higher one: a store may be restored. */
  revision: number;
  /** By organisation. */
  assignments: Readonly<Record<string, ReleasesByPart>>;
  /** By organisation and user. */
  overrides: Readonly<Record<string, Readonly<Record<string, ReleasesByPart>>>>;
}

const byPart = z.record(z.string(), z.object({ release: z.string(), epoch: z.int() }));

/** Open: members and parts that this release does not know are passed over. */
export const releaseDocumentSchema = z.object({
  revision: z.int(),
  assignments: z.record(z.string(), byPart),
  overrides: z.record(z.string(), z.record(z.string(), byPart)),
});

export type ByOrganisation = ReadonlyMap<string, OrganisationReleases>;

export function documentOf(revision: number, organisations: ByOrganisation): ReleaseDocument {
  const all = [...organisations];
  return {
    revision,
    assignments: Object.fromEntries(all.map(([org, { assignments }]) => [org, assignments])),
    overrides: Object.fromEntries(all.filter(([, { overrides }]) => Object.keys(overrides).length > 0).map(([org, { overrides }]) => [org, overrides])), // prettier-ignore
  };
}

/** @throws z.ZodError for what is no such document */
export function readDocument(value: unknown): ReleaseDocument {
  return releaseDocumentSchema.parse(value);
}

export function organisationsOf({ assignments, overrides }: ReleaseDocument): ByOrganisation {
  const orgs = new Set([...Object.keys(assignments), ...Object.keys(overrides)]);
  return new Map(
    [...orgs].map((org) => {
      const own = { assignments: assignments[org] ?? {}, overrides: overrides[org] ?? {} };
      const epochs = [own.assignments, ...Object.values(own.overrides)].flatMap((parts) => Object.values(parts).map(({ epoch }) => epoch));
      return [org, { ...noReleases, ...own, epoch: Math.max(0, ...epochs) }];
    }),
  );
}
