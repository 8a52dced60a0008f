import { organisationStream } from '@everchart/contracts';
import { directorySchema, Directories, type Directory } from '@everchart/organisation-directory';
import type { Pool } from '@everchart/postgres';
import { organisationProgress, ProgressReader } from '@everchart/stream';

/** Name of the consumer of the clinical topic beside the log: its group on the stream, and the key of its progress. */
export const clinicalConsumer = 'retention-clinical-v1';

/**
 * What may be missing in a directory: the beginning (`building`), what came after a stop, an event that cannot be read,
 * records that the stream lost.
 */
export type DirectoryLack = 'building' | 'unreadable' | 'stream-lost' | `stopped:${string}`;

export interface CurrentDirectory extends Directory {
  /** Everything that was published before is in; undefined before the first contact with the stream. */
  asOf: Date | undefined;
  /** Undefined: nothing is missing that was published before `asOf`. */
  lacks: DirectoryLack | undefined;
}

/** Facilities with what the law goes by: jurisdictions and kinds of care, with the instants from which they hold. */
export class OrganisationDirectory {
  readonly #directories: Directories;
  readonly #progress: ProgressReader;

  /** @param pool of the API or of the workers */
  constructor(pool: Pool) {
    this.#directories = new Directories(pool, directorySchema);
    this.#progress = new ProgressReader((org) => organisationProgress(pool, clinicalConsumer, org));
  }

  async read(org: string): Promise<CurrentDirectory> {
    // Read first: then what the answer claims is never more than what it has.
    const { asOf, lost, stopped } = await this.#progress.of(org);
    const directory = await this.#directories.read(org);
    return { ...directory, asOf: asOf?.at, lacks: lackOf() };

    function lackOf(): DirectoryLack | undefined {
      const stop = stopped.get(organisationStream(org)) ?? forkOf(org, stopped, directory.last?.shard);
      if (stop !== undefined) return `stopped:${stop}`;
      if (lost !== undefined) return 'stream-lost';
      if (directory.unreadable > 0) return 'unreadable';
      return asOf ? undefined : 'building';
    }
  }
}

/** Two histories of the shard have come, of which only one is in. */
function forkOf(org: string, stopped: ReadonlyMap<string, string>, shard: number | undefined): string | undefined {
  for (const [key, reason] of stopped)
    if (reason.startsWith('fork:') && (shard === undefined ? key.startsWith(`${org}/`) : key === `${org}/${shard}`)) return reason;
  return undefined;
}
