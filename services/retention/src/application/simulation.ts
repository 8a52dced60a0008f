import { organisationStream } from '@everchart/contracts';
import type { DueDate } from '@everchart/contracts-retention';
import { Directories, directorySchema } from '@everchart/organisation-directory';
import { withOrganisation, type Pool, type Transaction } from '@everchart/postgres';
import { RuleBook, type CalendarDate, type RuleSet } from '@everchart/retention-rules';
import { findDate } from '../domain/found-date.js';
import { subjectOf, subjectOfClass, type KnownPlaces, type StatedFact } from '../domain/subject.js';
import { dueDateReader } from '../infrastructure/due-date.reader.js';
import { dueDateStore } from '../infrastructure/due-date.store.js';
import { clinicalClass } from './due-dates.js';
import { peopleOf, recordsIn } from './people.js';

/** Rules as they might be. */
export interface Supposed {
  /** In the place of the adopted ones with the same ids, or beside them. */
  adopt: readonly RuleSet[];
  /** Ids of adopted sets that do not hold. */
  withdraw: readonly string[];
  /** The day whose rules hold; absent: now. */
  asOf?: CalendarDate | undefined;
}

export interface SimulatedDate {
  subject: string;
  retentionClass: string;
  due: DueDate;
  /** As it is kept at this moment; absent: there is none. */
  was?: DueDate;
}

export interface SimulatedPage {
  dates: SimulatedDate[];
  /** Of all records of the organisation; on the first page only. */
  records: number | undefined;
  /** Where to go on; undefined on the last page, which has the records of the organisation itself, too. */
  next: string | undefined;
}

interface Ground {
  book: RuleBook;
  known: KnownPlaces;
  now: string;
  asOf: string;
}

/**
 * Works out dates by rules as they might be, and writes nothing. A page is one short transaction: a million records are
 * many pages, and hold nothing up.
 */
export class Simulation {
  readonly #directories: Directories;

  /** @param pool of the API: it sees one organisation */
  constructor(private readonly pool: Pool) {
    this.#directories = new Directories(pool, directorySchema);
  }

  /** @param after subject: the `next` of the page before */
  page(org: string, supposed: Supposed, after: string | undefined, limit: number): Promise<SimulatedPage> {
    const work = async (tx: Transaction): Promise<SimulatedPage> => {
      const ground = await this.#ground(tx, org, supposed);
      const subjects = await dueDateReader.subjectsAfter(tx, org, after, limit + 1);
      const page = subjects.slice(0, limit);
      const isLast = subjects.length <= limit;
      const dates = await ofRecords(tx, org, ground, page);
      if (isLast) dates.push(...(await ofClasses(tx, org, ground)));
      return {
        dates,
        records: after === undefined ? await dueDateReader.countRecords(tx, org) : undefined,
        next: isLast ? undefined : page.at(-1),
      };
    };
    return withOrganisation(this.pool, org, work, { snapshot: true });
  }

  async #ground(tx: Transaction, org: string, { adopt, withdraw, asOf }: Supposed): Promise<Ground> {
    const replaced = new Set([...adopt.map(({ ruleSetId }) => ruleSetId), ...withdraw]);
    const kept = (await dueDateReader.ruleSets(tx, org)).map(({ ruleSet }) => ruleSet).filter(({ ruleSetId }) => !replaced.has(ruleSetId));
    const now = new Date().toISOString();
    return { book: new RuleBook([...kept, ...adopt]), known: await this.#directories.read(org, tx), now, asOf: asOf ?? now };
  }
}

async function ofRecords(
  tx: Transaction,
  org: string,
  { book, known, now, asOf }: Ground,
  page: readonly string[],
): Promise<SimulatedDate[]> {
  const people = await peopleOf(page, recordsIn(tx, org));
  const all = [...people].flatMap(({ records }) => [...records.keys()]);
  const facts = Map.groupBy(await dueDateStore.factsOf(tx, org, all), ({ subject }) => subject);
  const before = await dueDateStore.keptDates(tx, org, clinicalClass, page);
  const wanted = new Set(page);
  return [...people].flatMap(({ records, isWhole }) => {
    const ofPerson = [...records.values()].sort((a, b) => (a.subject < b.subject ? -1 : 1));
    const stated = ofPerson.flatMap(({ subject }) => facts.get(subject) ?? []);
    const { due } = findDate(book, asOf, () => subjectOf(ofPerson, stated, known, now, isWhole));
    // Others of the person are on pages of their own.
    return ofPerson.flatMap(({ subject }) => (wanted.has(subject) ? dateOf(subject, clinicalClass, due, before.get(subject)) : []));
  });
}

async function ofClasses(tx: Transaction, org: string, { book, known, now, asOf }: Ground): Promise<SimulatedDate[]> {
  const subject = organisationStream(org);
  const stated: StatedFact[] = await dueDateStore.factsOf(tx, org, [subject]);
  const found: SimulatedDate[] = [];
  for (const retentionClass of await dueDateReader.classes(tx, org)) {
    const before = await dueDateStore.keptDates(tx, org, retentionClass, [subject]);
    const { due } = findDate(book, asOf, () => subjectOfClass(retentionClass, stated, known, now));
    found.push(dateOf(subject, retentionClass, due, before.get(subject)));
  }
  return found;
}

function dateOf(subject: string, retentionClass: string, due: DueDate, was: DueDate | undefined): SimulatedDate {
  return { subject, retentionClass, due, ...(was && { was }) };
}
