import { setTimeout as pause } from 'node:timers/promises';
import type { Directories } from '@everchart/organisation-directory';
import { errorFields, type Logger } from '@everchart/platform';
import { withTransaction, type Pool } from '@everchart/postgres';
import { turnsBetween } from '../domain/turning-points.js';
import { dueDateStore } from '../infrastructure/due-date.store.js';
import type { DueDateMetrics } from '../infrastructure/metrics.js';
import { ChangeRecording } from './change.recording.js';
import { DueDates, type DateFaults } from './due-dates.js';
import type { RetentionRecorder } from './retention.recorder.js';

const restMs = 500;
/** A single change is worked out within a second: that of the consumer which brings it is in it. */
const singlesRestMs = 200;
/**
 * After so many single changes of an organisation at once its next ones are worked out some seconds later: those that
 * record at the bedside touch the same records again each second.
 */
const manySingles = 100;
const manySinglesRestMs = 5000;
const restAfterFailureMs = 2000;
const recordsPerRound = 200;
const recordsPerSpan = 500;
/** While one span waits for the database another one is worked out. */
const spansAtOnce = 2;
/** How often it is looked whether a day has come on which a rule begins to hold. */
const daysEveryMs = 30_000;
/** By so much clocks of keepers may differ: a day has come so much later. */
const clocksMs = 60_000;
/** Of a rule that fails on all records a line of the log names so many; the work list has all. */
const loggedMax = 20;

/** Work that is done for one organisation after the other. */
interface Task {
  /** Those for which there is some. */
  organisations: () => Promise<string[]>;
  /** Some of it. @returns whether there may be more */
  step: (org: string) => Promise<boolean>;
  /** Organisations that have failed, and until when they rest: the fault of one stops and slows no other. */
  resting: Map<string, number>;
}

/**
 * Keeps the due dates of records up to date, and puts each change on record. Single changes are worked out beside all
 * dates of an organisation, and do not wait for them.
 */
export class DueDateKeeper {
  readonly name = 'due dates';
  readonly #stopping = new AbortController();
  readonly #clock: () => Date;
  readonly #restAfterManyMs: number;
  readonly #dates: DueDates;
  readonly #recording: ChangeRecording;
  /** Single changes of an organisation that were worked out since it rested, and until when it rests. */
  readonly #singles = new Map<string, { count: number; until: number }>();
  #working: Promise<unknown> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly directories: Directories,
    recorder: Pick<RetentionRecorder, 'recordEach'>,
    private readonly watch: { metrics: Pick<DueDateMetrics, 'faults'>; logger: Pick<Logger, 'warn'> },
    { clock = () => new Date(), restAfterManyMs = manySinglesRestMs }: { clock?: () => Date; restAfterManyMs?: number } = {},
  ) {
    this.#clock = clock;
    this.#restAfterManyMs = restAfterManyMs;
    this.#dates = new DueDates(directories, clock, (faults) => this.#note(faults));
    this.#recording = new ChangeRecording(pool, recorder);
  }

  start(): Promise<void> {
    const { days, spans, singles, changes } = this.#tasks;
    const loops = [...Array.from({ length: spansAtOnce }, () => spans), changes].map((task) => this.#repeat(task, restMs));
    this.#working = Promise.all([...loops, this.#repeat(singles, singlesRestMs), this.#repeat(days, daysEveryMs)]);
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
  }

  /** Everything that waits. */
  async round(): Promise<void> {
    this.#singles.clear();
    for (const task of Object.values(this.#tasks)) while (await this.#once(task));
  }

  readonly #tasks = {
    days: {
      organisations: () => dueDateStore.recomputed(this.pool),
      step: (org: string) => this.#lookAtDays(org),
      resting: new Map(),
    },
    spans: { organisations: () => dueDateStore.spansIn(this.pool), step: (org: string) => this.#workOutSpan(org), resting: new Map() },
    singles: {
      organisations: async () => (await dueDateStore.changedIn(this.pool)).filter((org) => !this.#isGathering(org)),
      step: (org: string) => this.#workOutChanged(org),
      resting: new Map(),
    },
    changes: {
      organisations: () => dueDateStore.unrecordedIn(this.pool),
      step: (org: string) => this.#recording.step(org),
      resting: new Map(),
    },
  } satisfies Record<string, Task>;

  async #repeat(task: Task, restAfterMs: number): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      let rest = restAfterMs;
      try {
        if (await this.#once(task)) rest = 0;
      } catch (error) {
        this.watch.logger.warn({ event: 'due-dates.not-kept', ...errorFields(error) });
        rest = restAfterFailureMs;
      }
      await pause(rest, undefined, { signal }).catch(() => undefined);
    }
  }

  /** @returns whether there may be more */
  async #once({ organisations, step, resting }: Task): Promise<boolean> {
    let more = false;
    for (const org of await organisations()) {
      if (this.#stopping.signal.aborted) break;
      if (performance.now() < (resting.get(org) ?? 0)) continue;
      resting.delete(org);
      try {
        if (await step(org)) more = true;
      } catch (error) {
        resting.set(org, performance.now() + restAfterFailureMs);
        this.watch.logger.warn({ event: 'due-dates.not-kept', org, ...errorFields(error) });
      }
    }
    return more;
  }

  /** On the day on which a rule begins or ceases to hold all dates are worked out again, without an event. */
  async #lookAtDays(org: string): Promise<boolean> {
    const now = this.#clock();
    await withTransaction(this.pool, async (tx) => {
      const lookedAt = await dueDateStore.lookedAt(tx, org);
      const [sets, { places }] = [await dueDateStore.rulesOf(tx, org), await this.directories.read(org, tx)];
      if (!turnsBetween(sets, places, lookedAt - clocksMs, now.getTime() - clocksMs)) return;
      await dueDateStore.hold(tx, [org]);
      // Another keeper may have begun with it.
      if ((await dueDateStore.lookedAt(tx, org)) === lookedAt) await dueDateStore.recompute(tx, [org], now);
    });
    return false;
  }

  async #workOutSpan(org: string): Promise<boolean> {
    const span = await withTransaction(this.pool, (tx) => dueDateStore.cutSpan(tx, org, recordsPerSpan));
    if (!span) return false;
    return withTransaction(this.pool, async (tx) => {
      // Its rules change at this moment; or another keeper has it.
      if (!(await dueDateStore.share(tx, org)) || !(await dueDateStore.takeSpan(tx, span))) return false;
      const left = await this.#dates.ofRecords(tx, org, await dueDateStore.lockSpan(tx, span), true);
      await dueDateStore.putBack(tx, org, left);
      return true;
    });
  }

  async #workOutChanged(org: string): Promise<boolean> {
    return withTransaction(this.pool, async (tx) => {
      if (!(await dueDateStore.share(tx, org)) || !(await dueDateStore.takeSingles(tx, org))) return false;
      await this.#dates.ofClasses(tx, org, await dueDateStore.takeChangedClasses(tx, org));
      const taken = await dueDateStore.takeChanged(tx, org, recordsPerRound);
      const left = await this.#dates.ofRecords(tx, org, taken, false);
      await dueDateStore.putBack(tx, org, left);
      const more = taken.length === recordsPerRound && left.length < taken.length;
      this.#gather(org, taken.length, more);
      return more;
    });
  }

  /** A backlog is worked off without rest. */
  #gather(org: string, taken: number, more: boolean): void {
    const count = (this.#singles.get(org)?.count ?? 0) + taken;
    if (more) this.#singles.set(org, { count, until: 0 });
    else if (count < manySingles) this.#singles.delete(org);
    else this.#singles.set(org, { count: 0, until: performance.now() + this.#restAfterManyMs });
  }

  #isGathering(org: string): boolean {
    return performance.now() < (this.#singles.get(org)?.until ?? 0);
  }

  #note({ org, retentionClass: kind, reason, subjects, error }: DateFaults): void {
    this.watch.metrics.faults(reason, subjects.length);
    const [count, records] = [subjects.length, subjects.slice(0, loggedMax)];
    this.watch.logger.warn({ event: 'due-dates.not-worked-out', org, kind, reason, count, records, ...errorFields(error) });
  }
}
