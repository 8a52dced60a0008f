import { setTimeout as pause } from 'node:timers/promises';
import { lifeOf } from '@everchart/clinical-facts';
import { organisationStream } from '@everchart/contracts';
import type { Directories } from '@everchart/organisation-directory';
import { passes } from '@everchart/event-store';
import { errorFields, type Logger } from '@everchart/platform';
import { withTransaction, type Pool, type Transaction } from '@everchart/postgres';
import { dueDateOf, RuleBook } from '@everchart/retention-rules';
import { v5 as namedId } from 'uuid';
import { changeOf } from '../domain/due-date.change.js';
import type { KnownRecord } from '../domain/known-record.js';
import { subjectOf } from '../domain/subject.js';
import { dueDateStore, type UnrecordedChange } from '../infrastructure/due-date.store.js';
import { recordStore } from '../infrastructure/record.store.js';
import type { RetentionRecorder } from './retention.recorder.js';

const restMs = 500;
const restAfterFailureMs = 2000;
const recordsPerRound = 200;
/** Records of one person that were merged, at most: more are a mistake of merging, and their date is not known. */
const mergedMax = 50;

/** The records of one person, by subject. */
interface Person {
  records: Map<string, KnownRecord>;
  isWhole: boolean;
}

/** Keeps the due dates of records up to date, and puts each change on record. */
export class DueDateKeeper {
  readonly name = 'due dates';
  readonly #stopping = new AbortController();
  /** Organisations that have failed, and until when they rest. */
  readonly #resting = new Map<string, number>();
  #working: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly directories: Directories,
    private readonly recorder: Pick<RetentionRecorder, 'record'>,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  start(): Promise<void> {
    this.#working = this.#work();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
  }

  async #work(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      let rest = restMs;
      try {
        if ((await this.round()) === recordsPerRound) rest = 0;
      } catch (error) {
        this.logger.warn({ event: 'due-dates.not-kept', ...errorFields(error) });
        rest = restAfterFailureMs;
      }
      await pause(rest, undefined, { signal }).catch(() => undefined);
    }
  }

  /** The fault of one organisation stops and slows no other. @returns the most records looked at in one of them */
  async round(): Promise<number> {
    let most = 0;
    for (const org of await dueDateStore.waiting(this.pool)) {
      if (this.#stopping.signal.aborted) break;
      if (performance.now() < (this.#resting.get(org) ?? 0)) continue;
      this.#resting.delete(org);
      try {
        most = Math.max(most, await this.#ofOrganisation(org));
      } catch (error) {
        this.#resting.set(org, performance.now() + restAfterFailureMs);
        this.logger.warn({ event: 'due-dates.not-kept', org, ...errorFields(error) });
      }
    }
    return most;
  }

  async #ofOrganisation(org: string): Promise<number> {
    const looked = await withTransaction(this.pool, async (tx) => {
      const subjects = await dueDateStore.takeChanged(tx, org, recordsPerRound);
      if (subjects.length > 0) await this.#workOut(tx, org, subjects);
      return subjects.length;
    });
    await this.#record(org);
    return looked;
  }

  async #workOut(tx: Transaction, org: string, subjects: readonly string[]): Promise<void> {
    const sets = await dueDateStore.rulesOf(tx, org);
    const book = new RuleBook(sets);
    const directory = await this.directories.read(org);
    const now = new Date().toISOString();
    const people = await peopleOf(tx, org, subjects);
    const all = [...people].flatMap(({ records }) => [...records.keys()]);
    const [facts, before] = [await dueDateStore.factsOf(tx, org, all), await dueDateStore.dueDates(tx, org, all)];
    const factsBy = Map.groupBy(facts, ({ subject }) => subject);
    const changes: UnrecordedChange[] = [];
    const early: string[] = [];
    for (const person of people) {
      const records = [...person.records.values()].sort((a, b) => (a.subject < b.subject ? -1 : 1));
      const stated = records.flatMap(({ subject }) => factsBy.get(subject) ?? []);
      const due = dueDateOf(book, subjectOf(records, stated, directory, now, person.isWhole), now.slice(0, 10));
      for (const { subject } of records) {
        const known = before.get(subject);
        // An organisation that has adopted no rules has no dates.
        if (!known && sets.length === 0) continue;
        const data = changeOf(known?.due, due);
        // In the place of a change that is not recorded yet it would be the only one on record.
        if (data && known?.unrecorded) early.push(subject);
        else if (data) changes.push({ org, subject, revision: (known?.revision ?? 0) + 1, change: { at: now, data } });
      }
    }
    await dueDateStore.save(tx, changes);
    if (early.length > 0) await dueDateStore.putBack(tx, org, early);
  }

  /** One change that cannot be recorded does not keep the others from it. */
  async #record(org: string): Promise<void> {
    const failed: unknown[] = [];
    for (const change of await dueDateStore.unrecorded(this.pool, org, recordsPerRound)) {
      try {
        await this.#recordOne(org, change);
      } catch (error) {
        if (passes(error)) throw error;
        failed.push(error);
      }
    }
    if (failed.length > 0) throw failed[0];
  }

  /** A change that was recorded and not noted so is recorded under the same id again: it has one effect. */
  async #recordOne(org: string, change: UnrecordedChange): Promise<void> {
    const { subject, revision } = change;
    const id = namedId(`${subject}/${revision}`, organisationStream(org));
    const { at: occurredAt, data } = change.change;
    const statement = {
      id,
      type: 'due-date.changed',
      subject,
      data,
      occurredAt,
      actor: 'retention',
      role: 'system',
      correlationId: id,
    } as const;
    const [result] = await this.recorder.record(org, [statement]);
    if (result!.outcome !== 'created' && result!.outcome !== 'duplicate') throw new Error(`a change was not recorded: ${result!.outcome}`);
    await dueDateStore.recorded(this.pool, change);
  }
}

/** Each record is of one person, though of two that were merged only one may know it. */
async function peopleOf(tx: Transaction, org: string, subjects: readonly string[]): Promise<Set<Person>> {
  const loaded = new Map((await recordStore.read(tx, org, subjects)).map((record) => [record.subject, record]));
  const personBy = new Map<string, Person>();
  for (const subject of subjects) {
    if (personBy.has(subject)) continue;
    const person = await personOf(tx, org, subject, loaded);
    for (const known of new Set([...person.records.keys()].flatMap((id) => personBy.get(id) ?? []))) {
      for (const [id, record] of known.records) person.records.set(id, record);
      person.isWhole &&= known.isWhole;
    }
    for (const id of person.records.keys()) personBy.set(id, person);
  }
  return new Set(personBy.values());
}

/**
 * Those that were merged with one, directly or by way of others.
 * @param loaded by subject; what is read is added
 */
export async function personOf(tx: Transaction, org: string, subject: string, loaded: Map<string, KnownRecord>): Promise<Person> {
  const found = new Map<string, KnownRecord>();
  for (let wanted = [subject]; wanted.length > 0 && found.size <= mergedMax;) {
    const missing = wanted.filter((id) => !loaded.has(id));
    if (missing.length > 0) for (const record of await recordStore.read(tx, org, missing)) loaded.set(record.subject, record);
    const records = wanted.flatMap((id) => loaded.get(id) ?? []);
    for (const record of records) found.set(record.subject, record);
    const linked = records.flatMap(({ entries }) => {
      const { replaces, replacedBy } = lifeOf(entries);
      return [...replaces, ...(replacedBy === undefined ? [] : [replacedBy])];
    });
    wanted = [...new Set(linked)].filter((id) => !found.has(id));
  }
  return { records: found, isWhole: found.size <= mergedMax };
}
