import { randomUUID } from 'node:crypto';
import { organisationStream } from '@everchart/contracts';
import { accessEventTypes, requestsClass, type AccessEventData } from '@everchart/contracts-access';
import { shardOf, type EventStore } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import {
  addSketch,
  durationSpans,
  encodeSketch,
  errorFields,
  halfHourMs,
  type Logger,
  type RequestCount,
  type RequestCounter,
} from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import { sealEvent } from '@everchart/sealed-events';
import { Counter, type Registry } from 'prom-client';
import { v5 as namedId } from 'uuid';
import { requestCountStore, type CountRow, type SummedCount, type TiedCounts } from './request-count.store.js';

export interface RequestCountsOptions {
  counter: RequestCounter;
  /** Of the login that works for all organisations. */
  pool: Pool;
  /** Where the events go. */
  store: Pick<EventStore, 'append' | 'source' | 'shardsOf'>;
  keyring: Pick<Keyring, 'keysForSealing'>;
  /** Name of the service: the actor of the events. */
  service: string;
  /** In whose log the numbers are that belong to no organisation. */
  installation: string;
  registry: Registry;
  logger: Pick<Logger, 'warn'>;
  everyMs: number;
  now?: () => number;
}

const type = 'requests.counted';
const { version: schemaVersion } = accessEventTypes.findLast((contract) => contract.type === type)!;
/** Of one event at most. */
const countsMax = 1000;
/** Of one statement. */
const rowsMax = 2000;
/** Longer than a process keeps half hours that it cannot write. */
const keptMs = 3 * 24 * 60 * 60 * 1000;

/** What is known of a number that this process has written. */
interface Written {
  run: string;
  requests: number;
  /** What is in an event already, of another run. */
  before: { requests: number; durations: Float64Array };
}

/**
 * Half hours of the requests of a process: written to the database every few seconds as whole numbers, so that a
 * process that dies loses no more than those, and, when the half hour is over, recorded by one process for all of them
 * as an event of each organisation. What is written or recorded twice is there once.
 */
export class RequestCounts {
  readonly name = 'request-counts';
  readonly #options: RequestCountsOptions;
  readonly #run = randomUUID();
  readonly #written = new WeakMap<RequestCount, Written>();
  readonly #failures: Counter<'phase'>;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();

  constructor(options: RequestCountsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#failures = new Counter({
      name: 'everchart_request_counts_failures_total',
      help: 'Times that numbers of requests could not be written to the database, or half hours not be recorded; tried again',
      labelNames: ['phase'],
      registers: [options.registry],
    });
  }

  start(): Promise<void> {
    this.#timer = setInterval(() => void this.work(), this.#options.everyMs).unref();
    return Promise.resolve();
  }

  /** The last numbers are written. They are recorded by the processes that go on, or start next. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#working;
    await this.#attempt('write', () => this.write());
  }

  /** Writes, and records what is over. One at a time; what fails is tried again the next time. */
  work(): Promise<void> {
    return (this.#working = this.#working.then(async () => {
      await this.#attempt('write', () => this.write());
      await this.#attempt('record', () => this.record());
    }));
  }

  /** Numbers that have changed go to the database. */
  async write(): Promise<void> {
    const { counter } = this.#options;
    for (const { from, counts } of counter.halfHours()) {
      const isOver = from + halfHourMs <= this.#now();
      const changed = counts.filter((count) => count.requests > (this.#written.get(count)?.requests ?? 0));
      for (let at = 0; at < changed.length; at += rowsMax) await this.#write(from, changed.slice(at, at + rowsMax));
      if (isOver) counter.forget(from);
    }
  }

  /** Half hours that are over become events. Processes have had the time to write their last numbers. */
  async record(): Promise<void> {
    const { pool, everyMs } = this.#options;
    for (const half of await requestCountStore.untied(pool, this.#now() - 2 * everyMs - 30_000))
      await requestCountStore.tie(pool, { ...half, eventId: randomUUID() });
    for (const tied of await requestCountStore.unrecorded(pool)) {
      // What is wrong with one organisation, its keys for instance, stops no other one.
      await this.#attempt('record', async () => {
        await this.#record(tied, await requestCountStore.summed(pool, tied));
        await requestCountStore.recorded(pool, tied);
      });
    }
    await requestCountStore.forget(pool, this.#now() - keptMs);
  }

  async #write(from: number, counts: readonly RequestCount[]): Promise<void> {
    const { pool } = this.#options;
    const rows = new Map(counts.map((count) => [count, this.#rowOf(from, count)] as const));
    // Whole numbers of this moment: those that come meanwhile are written the next time.
    const late = new Set(await requestCountStore.write(pool, [...rows.values()]));
    for (const [count, row] of rows) {
      const { run, before } = this.#writtenOf(count);
      if (!late.has(row)) this.#written.set(count, { run, before, requests: before.requests + row.requests });
    }
    for (const [count, row] of rows) if (late.has(row)) await this.#writeLate(from, count, row);
  }

  /** The event of the half hour has an earlier number: what came after it is a row of another run. */
  async #writeLate(from: number, count: RequestCount, row: CountRow): Promise<void> {
    const { pool } = this.#options;
    const tied = await requestCountStore.tied(pool, row);
    const { before } = this.#writtenOf(count);
    addSketch(before.durations, tied.durations);
    const requests = before.requests + tied.requests;
    this.#written.set(count, { run: randomUUID(), requests, before: { requests, durations: before.durations } });
    if (count.requests > requests) await this.#write(from, [count]);
  }

  #writtenOf(count: RequestCount): Written {
    return this.#written.get(count) ?? { run: this.#run, requests: 0, before: { requests: 0, durations: new Float64Array(durationSpans) } };
  }

  #rowOf(from: number, count: RequestCount): CountRow {
    const { installation, counter } = this.#options;
    const { run, before } = this.#writtenOf(count);
    return {
      from: new Date(from),
      org: count.org === '' ? installation : count.org,
      run,
      release: counter.release,
      operation: count.operation,
      code: count.code,
      requests: count.requests - before.requests,
      maxUs: count.maxUs,
      durations: encodeSketch(Array.from(count.durations, (number, span) => number - before.durations[span]!)),
    };
  }

  /** The same events, independent of who records them and how often: the store takes each once. */
  async #record({ org, from, eventId }: TiedCounts, counts: readonly SummedCount[]): Promise<void> {
    const { store, keyring, service } = this.#options;
    const subject = organisationStream(org);
    const [source, shards, keys] = await Promise.all([
      store.source(),
      store.shardsOf(org),
      keyring.keysForSealing(org, requestsClass, [subject]),
    ]);
    const to = new Date(from.getTime() + halfHourMs).toISOString();
    for (let at = 0; at < counts.length; at += countsMax) {
      const data: AccessEventData[typeof type] = { from: from.toISOString(), to, counts: counts.slice(at, at + countsMax) };
      const sealed = sealEvent(
        {
          id: at === 0 ? eventId : namedId(String(at), eventId),
          org,
          subject,
          type,
          schemaVersion,
          data,
          source,
          shard: shardOf(subject, shards),
          occurredat: to,
          actor: service,
          actorrole: 'service',
          retentionclass: requestsClass,
          correlationid: eventId,
        },
        keys.get(subject)!,
      );
      const [outcome] = await store.append(org, [{ ...sealed, expected: { kind: 'any' } }]);
      if (outcome?.outcome !== 'created' && outcome?.outcome !== 'duplicate')
        throw new Error(`numbers of requests were not recorded: ${outcome?.outcome ?? 'no outcome'}`);
    }
  }

  async #attempt(phase: 'write' | 'record', work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#failures.inc({ phase });
      this.#options.logger.warn({ event: 'request-counts.failed', phase, ...errorFields(error) });
    }
  }
}
