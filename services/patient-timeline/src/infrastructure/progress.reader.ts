import { withOrganisation, type Pool } from '@everchart/postgres';
import { shardProgress, stoppedStreams } from '@everchart/stream';
import type { Progress } from '../domain/freshness.js';

export interface OrganisationProgress {
  shards: readonly Progress[];
  /** Streams that are stopped, with `<reason>:<code>`. */
  stopped: ReadonlyMap<string, string>;
}

/**
 * How far a consumer is with an organisation, asked of the database once per few milliseconds however many readers there are. What is given is never
 * more than what a statement that begins afterwards sees: read it before the data.
 */
export class ProgressReader {
  private readonly shared = new Map<string, { until: number; progress: Promise<OrganisationProgress> }>();

  constructor(
    private readonly pool: Pool,
    private readonly consumer: string,
    private readonly options: { shareMs: number },
  ) {}

  of(org: string): Promise<OrganisationProgress> {
    const now = performance.now();
    const held = this.shared.get(org);
    if (held && now < held.until) return held.progress;
    const progress = withOrganisation(this.pool, org, async (tx) => ({
      shards: await shardProgress(tx, this.consumer, org),
      stopped: new Map((await stoppedStreams(tx, this.consumer, org)).map(({ stream, reason, code }) => [stream, `${reason}:${code}`])),
    }));
    this.shared.set(org, { until: now + this.options.shareMs, progress });
    progress.catch(() => this.shared.delete(org));
    return progress;
  }
}
