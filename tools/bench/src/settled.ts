import { decodePositionToken, type PositionToken } from '@everchart/envelope';
import { createPool, type Pool } from '@everchart/postgres';
import type { Suite } from '@everchart/start';
import { organisationProgress, type ShardProgress } from '@everchart/stream';
import { bloodPressure } from './events.js';
import { expectStatus, pause, type ApiClient } from './load.js';

const consumers = [
  { database: 'timeline', consumer: 'timeline-v1' },
  { database: 'integration', consumer: 'integration-v1' },
  { database: 'retention', consumer: 'retention-v1' },
] as const;

const deadlineMs = 600_000;
const lookMs = 50;
/** Relays and consumers rest up to 250 ms. */
const looksTheSame = 8;

/**
 * Knows when every part has everything, so that no figure pays for the load before, and a load pays for all the work
 * that it causes.
 */
export class Settling {
  private readonly pools: Pool[];

  constructor(
    private readonly suite: Suite,
    private readonly writer: ApiClient,
    private readonly patient: string,
  ) {
    this.pools = consumers.map(({ database }) =>
      createPool({ connectionString: suite.run.databases[database]!, applicationName: 'bench settle', max: 1 }, () => undefined),
    );
  }

  /**
   * Records an event and waits until each consumer has it, and until the log holds every access.
   * @param paused a part that is not waited for
   */
  async settle({ paused }: { paused?: 'timeline' } = {}): Promise<void> {
    const { run } = this.suite;
    const answer = await this.writer.post(`${run.urls.ingest}/v1/orgs/${run.org}/patients/${this.patient}/events`, bloodPressure());
    expectStatus(answer, 201);
    const wanted = decodePositionToken(answer.position!);
    await this.until(async () => {
      const reached = await Promise.all(
        consumers.map(
          async ({ database, consumer }, index) =>
            database === paused || includes((await organisationProgress(this.pools[index]!, consumer, run.org)).shards, wanted),
        ),
      );
      return reached.every(Boolean);
    });
    if (paused === undefined) await this.until(async () => (await this.backlog(run.urls.timeline)) === 0);
    let before = -1;
    let same = 0;
    await this.until(async () => {
      const entries = await this.entriesTaken();
      same = entries === before ? same + 1 : 0;
      before = entries;
      return same === looksTheSame;
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.pools.map((pool) => pool.end()));
  }

  /** Positions that retention has taken, of all stores of the organisation. */
  private async entriesTaken(): Promise<number> {
    const { shards } = await organisationProgress(this.pools[2]!, consumers[2].consumer, this.suite.run.org);
    return shards.reduce((sum, { position }) => sum + position, 0);
  }

  /** Events that a service's relay has not published yet, at its last look. */
  private async backlog(url: string): Promise<number> {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    return [...metrics.matchAll(/^everchart_relay_backlog_events(?:\{[^}]*\})? (\d+)/gm)].reduce(
      (sum, [, events]) => sum + Number(events),
      0,
    );
  }

  private async until(reached: () => Promise<boolean>): Promise<void> {
    for (const deadline = Date.now() + deadlineMs; !(await reached());) {
      if (Date.now() > deadline) throw new Error('the consumers did not catch up');
      await pause(lookMs);
    }
  }
}

function includes(progress: readonly ShardProgress[], { storeId, positions }: PositionToken): boolean {
  return Object.entries(positions).every(([shard, wanted]) =>
    progress.some((each) => each.storeId === storeId && each.shard === Number(shard) && each.position >= wanted),
  );
}
