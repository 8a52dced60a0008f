import type { Queryable } from '@everchart/postgres';
import { linksOf, type KnownRecord } from '../domain/known-record.js';
import { recordStore } from '../infrastructure/record.store.js';

/** Records of one person that were merged, at most: more are a mistake of merging, and their date is not known. */
const mergedMax = 50;

/** The records of one person, by subject. */
export interface Person {
  records: Map<string, KnownRecord>;
  /** false: there are further records. */
  isWhole: boolean;
}

export interface RecordSource {
  read(subjects: readonly string[]): Promise<KnownRecord[]>;
  /** Records that name one of these as the other one of a merge. */
  namedBy(subjects: readonly string[]): Promise<{ subject: string; other: string }[]>;
}

/** What is known in a database, of one organisation. */
export function recordsIn(db: Queryable, org: string): RecordSource {
  return { read: (subjects) => recordStore.read(db, org, subjects), namedBy: (subjects) => recordStore.namedBy(db, org, subjects) };
}

/** The person that a record is of; without a record where none is known. */
export async function personWith(db: Queryable, org: string, subject: string): Promise<Person> {
  return (await peopleWith(db, org, [subject])).get(subject)!;
}

/** The person of each of these records. */
export async function peopleWith(db: Queryable, org: string, subjects: readonly string[]): Promise<Map<string, Person>> {
  const people = await peopleOf(subjects, recordsIn(db, org));
  const bySubject = new Map([...people].flatMap((person) => [...person.records.keys()].map((subject) => [subject, person] as const)));
  return new Map(
    subjects.map((subject) => [subject, bySubject.get(subject) ?? { records: new Map<string, KnownRecord>(), isWhole: true }]),
  );
}

/** The persons that records are of. Of two records that were merged only one may know it: they are of one person. */
export async function peopleOf(subjects: readonly string[], source: RecordSource): Promise<Set<Person>> {
  const loaded = new Loaded(source);
  await loaded.add(subjects);
  const personBy = new Map<string, Person>();
  for (const subject of subjects) {
    if (personBy.has(subject) || !loaded.records.has(subject)) continue;
    const person = await personOf(subject, loaded);
    for (const known of new Set([...person.records.keys()].flatMap((id) => personBy.get(id) ?? []))) {
      for (const [id, record] of known.records) person.records.set(id, record);
      person.isWhole &&= known.isWhole;
    }
    for (const id of person.records.keys()) personBy.set(id, person);
  }
  return new Set(personBy.values());
}

/** Those that were merged with one, directly or by way of others. */
async function personOf(subject: string, loaded: Loaded): Promise<Person> {
  const found = new Map<string, KnownRecord>();
  for (let wanted = [subject]; wanted.length > 0 && found.size <= mergedMax;) {
    await loaded.add(wanted);
    const records = wanted.flatMap((id) => loaded.records.get(id) ?? []);
    for (const record of records) found.set(record.subject, record);
    const linked: string[] = [];
    for (const record of records) linked.push(...linksOf(record), ...(await loaded.linkedTo(record.subject)));
    wanted = [...new Set(linked)].filter((id) => !found.has(id));
  }
  return { records: found, isWhole: found.size <= mergedMax };
}

class Loaded {
  readonly records = new Map<string, KnownRecord>();
  readonly #asked = new Set<string>();
  readonly #namers = new Map<string, string[]>();

  constructor(private readonly source: RecordSource) {}

  async add(subjects: readonly string[]): Promise<void> {
    const missing = subjects.filter((id) => !this.#asked.has(id));
    if (missing.length === 0) return;
    for (const id of missing) this.#asked.add(id);
    for (const record of await this.source.read(missing)) this.records.set(record.subject, record);
    for (const { subject, other } of await this.source.namedBy(missing))
      this.#namers.set(other, [...(this.#namers.get(other) ?? []), subject]);
  }

  /** Those whose merge with the record is in force. */
  async linkedTo(subject: string): Promise<string[]> {
    const namers = this.#namers.get(subject) ?? [];
    await this.add(namers);
    return namers.filter((id) => {
      const record = this.records.get(id);
      return record !== undefined && linksOf(record).includes(subject);
    });
  }
}
