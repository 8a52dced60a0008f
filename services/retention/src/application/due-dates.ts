import { kindClasses, organisationStream, type KindClass } from '@everchart/contracts';
import type { DueDate } from '@everchart/contracts-retention';
import type { Directories } from '@everchart/organisation-directory';
import type { Transaction } from '@everchart/postgres';
import { RuleBook, type RetentionSubject } from '@everchart/retention-rules';
import { changeOf } from '../domain/due-date.change.js';
import { findDate, type DateFault, type FoundDate } from '../domain/found-date.js';
import type { KnownRecord } from '../domain/known-record.js';
import { subjectOf, subjectOfClass, type KnownPlaces, type StatedFact } from '../domain/subject.js';
import { destructionStore } from '../infrastructure/destruction.store.js';
import { dueDateStore, type KnownDueDate, type SavedDueDate, type WorkedOut } from '../infrastructure/due-date.store.js';
import { recordStore } from '../infrastructure/record.store.js';
import { peopleOf } from './people.js';

export const clinicalClass = 'clinical';

/** What dates of an organisation follow from beside its records. */
interface Ground {
  book: RuleBook;
  directory: KnownPlaces;
  /** RFC 3339: rules hold that do so on its day. */
  now: string;
}

/** Records, merged ones among them, whose date could not be worked out for one reason. */
export interface DateFaults {
  org: string;
  retentionClass: string;
  reason: DateFault;
  subjects: readonly string[];
  /** The first one. */
  error: unknown;
}

/** Works out dates, and saves those that are others than before. */
export class DueDates {
  constructor(
    private readonly directories: Directories,
    private readonly clock: () => Date,
    private readonly onFaults: (faults: DateFaults) => void,
  ) {}

  /**
   * Rules and facilities stay as they are until the transaction ends.
   * @param taken records that nothing changes until then
   * @returns those of which another record of the person is at work elsewhere: nothing was done about them
   */
  async ofRecords(tx: Transaction, org: string, taken: readonly string[], isMass: boolean): Promise<string[]> {
    if (taken.length === 0) return [];
    const ground = await this.#ground(tx, org);
    const own = new Set(taken);
    const busy = new Set<string>();
    const people = await peopleOf(taken, {
      read: async (subjects) => {
        const others = subjects.filter((subject) => !own.has(subject));
        if (others.length > 0) {
          const found = await recordStore.lock(tx, org, others);
          for (const subject of found.locked) own.add(subject);
          for (const subject of found.busy) busy.add(subject);
        }
        return recordStore.read(tx, org, subjects);
      },
      namedBy: (subjects) => recordStore.namedBy(tx, org, subjects),
    });
    const free = [...people].filter(({ records }) => ![...records.keys()].some((id) => busy.has(id)));
    const subjects = free.flatMap(({ records }) => [...records.keys()]);
    const facts = Map.groupBy(await dueDateStore.factsOf(tx, org, subjects), ({ subject }) => subject);
    const kinds = await kindsWithDates(tx, org, subjects, ground.book);
    const found: Found[] = [];
    const ofKinds = new Map([...kinds.keys()].map((kind): [KindClass, Found[]] => [kind, []]));
    for (const { records: ofPerson, isWhole } of free) {
      const records = [...ofPerson.values()].sort((a, b) => (a.subject < b.subject ? -1 : 1));
      const stated = records.flatMap(({ subject }) => facts.get(subject) ?? []);
      const see = once(() => subjectOf(records, stated, ground.directory, ground.now, isWhole));
      found.push(...this.#find(ground, records, see));
      for (const [kind, destroyed] of kinds) {
        const having = records.filter((record) => record.kinds.includes(kind) && !destroyed.has(record.subject));
        if (having.length > 0) ofKinds.get(kind)!.push(...this.#find(ground, having, see, kind));
      }
    }
    await this.#save(tx, { org, retentionClass: clinicalClass, isMass }, ground, found);
    for (const [kind, each] of ofKinds) await this.#save(tx, { org, retentionClass: kind, isMass }, ground, each);
    const done = new Set(subjects);
    return taken.filter((subject) => !done.has(subject));
  }

  /** Of records that are of no patient. */
  async ofClasses(tx: Transaction, org: string, classes: readonly string[]): Promise<void> {
    if (classes.length === 0) return;
    const ground = await this.#ground(tx, org);
    const subject = organisationStream(org);
    const stated: StatedFact[] = await dueDateStore.factsOf(tx, org, [subject]);
    for (const retentionClass of classes) {
      if ((await destructionStore.destroyedAmong(tx, org, [subject], retentionClass)).has(subject)) continue;
      const seen = () => subjectOfClass(retentionClass, stated, ground.directory, ground.now);
      await this.#save(tx, { org, retentionClass, isMass: false }, ground, this.#find(ground, [{ subject }], seen));
    }
  }

  async #ground(tx: Transaction, org: string): Promise<Ground> {
    const book = new RuleBook(await dueDateStore.rulesOf(tx, org));
    return { book, directory: await this.directories.read(org, tx), now: this.clock().toISOString() };
  }

  #find({ book, now }: Ground, records: readonly Pick<KnownRecord, 'subject'>[], see: () => RetentionSubject, kind?: KindClass): Found[] {
    const date = findDate(book, now, see, kind);
    const text = JSON.stringify(date.due);
    return records.map(({ subject }) => ({ subject, text, ...date }));
  }

  async #save(tx: Transaction, what: WorkedOut, { book, now }: Ground, found: readonly Found[]): Promise<void> {
    const before = await dueDateStore.dueDates(tx, what.org, what.retentionClass, found.map(({ subject }) => subject)); // prettier-ignore
    const saved = found.flatMap((each) => {
      const known = before.get(each.subject);
      // An organisation that has adopted no rules has no dates.
      return !known && book.sets.length === 0 ? [] : (savedOf(each, known, now) ?? []);
    });
    const replaced = saved.flatMap(({ subject, change }) => (change && before.get(subject)?.unrecorded ? [subject] : []));
    await dueDateStore.save(tx, what, saved, replaced);
    for (const [reason, faults] of Map.groupBy(
      found.filter(({ fault }) => fault !== undefined),
      ({ fault }) => fault!.reason,
    ))
      this.onFaults({
        org: what.org,
        retentionClass: what.retentionClass,
        reason,
        subjects: faults.map(({ subject }) => subject),
        error: faults[0]!.fault!.error,
      });
  }
}

/**
 * Kinds of entries that have dates of their own: those that a rule has destroyed alone, and those that had one before.
 * @returns with the records of which they were destroyed
 */
async function kindsWithDates(
  tx: Transaction,
  org: string,
  subjects: readonly string[],
  book: RuleBook,
): Promise<Map<KindClass, ReadonlySet<string>>> {
  const dated = await dueDateStore.classesAmong(tx, org, subjects, kindClasses);
  const kinds = kindClasses.filter((kind) => dated.has(kind) || book.kindsAlone.includes(kind));
  const found = new Map<KindClass, ReadonlySet<string>>();
  for (const kind of kinds) found.set(kind, await destructionStore.destroyedAmong(tx, org, subjects, kind));
  return found;
}

/** What it fails with, it fails with each time. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

interface Found extends FoundDate {
  subject: string;
  /** JSON of the date. */
  text: string;
}

/** @returns undefined where all is as it was: nothing is written then */
function savedOf(found: Found, known: KnownDueDate | undefined, at: string): SavedDueDate | undefined {
  if (!known) return { ...found, revision: 1, change: { at, data: changeOf(undefined, found.due) } };
  if (known.due !== found.text) {
    const data = changeOf(JSON.parse(known.due) as DueDate, found.due);
    return { ...found, revision: known.revision + 1, change: { at, data } };
  }
  if (known.facilities.join() === found.facilities.join()) return undefined;
  return { ...found, revision: known.revision };
}
