import { organisationStream } from '@everchart/contracts';
import type { HoldScope } from '@everchart/contracts-retention';
import { canonicalJson } from '@everchart/envelope';
import type { EventStore } from '@everchart/event-store';
import { UnusableKeyError } from '@everchart/keyring';
import { withOrganisation, type Pool, type Transaction } from '@everchart/postgres';
import { isHeld, isOrganisationHeld, isYearHeld, type HeldFacts, type HeldPart } from '../domain/hold.scope.js';
import { linksOf, readableLife } from '../domain/known-record.js';
import type { StatedFact } from '../domain/subject.js';
import { holdStore, keepingTypes, withDestructionLock, type Hold, type HoldLifted, type HoldPlaced } from '../infrastructure/hold.store.js';
import { recordStore } from '../infrastructure/record.store.js';
import { requestStore } from '../infrastructure/request.store.js';
import { lackOf } from './event.lack.js';
import { personWith, type Person } from './people.js';
import type { RetentionRecorder } from './retention.recorder.js';

/** Name of the consumer of holds and requests: its group on the stream, and the key of its progress. */
export const caseConsumer = 'retention-cases-v1';

/** `id-conflict`: another event has the id. `lifted`: by another statement. */
export type HoldRefusal = 'id-conflict' | 'unknown' | 'lifted';

/**
 * Holds of organisations. One is in force from its acknowledgement on: its row is committed under the lock of
 * destructions before its event is recorded, which is in another database. It ends when the event that lifts it is
 * recorded. So, wherever it breaks off in between, what may be held is held.
 */
export class Holds {
  /** @param pool as the login of the API: it sees one organisation */
  constructor(
    private readonly pool: Pool,
    private readonly recorder: RetentionRecorder,
  ) {}

  /**
   * @returns the hold, and whether it is new: the same statement under the same id has one effect
   * @throws what the recorder throws: the hold is in force then, and is recorded later
   */
  async place(org: string, statement: HoldPlaced): Promise<{ hold: Hold; isNew: boolean } | HoldRefusal> {
    const known = await withOrganisation(this.pool, org, async (tx) => {
      await withDestructionLock(tx, org);
      return holdStore.begin(tx, org, statement);
    });
    if (known && !isSame(known.statement, statement)) return 'id-conflict';
    if (!known?.recorded) {
      const forget = () => withOrganisation(this.pool, org, (tx) => holdStore.forget(tx, org, statement.id));
      const [result] = await this.recorder.record(org, [known?.statement ?? statement]).catch(async (error: unknown) => {
        // One that was placed before stays in force: the answer of then said so.
        if (error instanceof UnusableKeyError && !known) await forget();
        throw error;
      });
      if (result!.outcome === 'id-conflict') {
        await forget();
        return 'id-conflict';
      }
      if (result!.outcome !== 'created' && result!.outcome !== 'duplicate') throw new Error(`a hold was not recorded: ${result!.outcome}`);
    }
    const hold = await withOrganisation(this.pool, org, async (tx) => {
      await holdStore.recorded(tx, org, statement.id);
      return holdStore.find(tx, org, statement.id);
    });
    return { hold: hold!, isNew: known === undefined };
  }

  /** @throws what the recorder throws: the hold stays in force then, unless the same statement is sent again */
  lift(org: string, lift: HoldLifted): Promise<{ hold: Hold; isNew: boolean } | HoldRefusal> {
    const { holdId } = lift.data;
    return withOrganisation(this.pool, org, async (tx) => {
      const hold = await holdStore.find(tx, org, holdId, { lock: true });
      if (!hold) return 'unknown';
      if (hold.lift) return isSame(hold.lift, lift) ? { hold, isNew: false } : hold.lift.id === lift.id ? 'id-conflict' : 'lifted';
      const [result] = await this.recorder.record(org, [lift]);
      if (result!.outcome === 'id-conflict') return 'id-conflict';
      if (result!.outcome !== 'created' && result!.outcome !== 'duplicate') throw new Error(`not recorded: ${result!.outcome}`);
      await holdStore.lift(tx, org, lift, result!.recordedAt);
      return { hold: (await holdStore.find(tx, org, holdId))!, isNew: true };
    });
  }

  find(org: string, holdId: string): Promise<Hold | undefined> {
    return withOrganisation(this.pool, org, (tx) => holdStore.find(tx, org, holdId));
  }

  list(org: string, page: { limit: number; before?: string | undefined; lifted: boolean }): Promise<Hold[]> {
    return withOrganisation(this.pool, org, (tx) => holdStore.list(tx, org, page));
  }

  /** Of the patients those of whom no entry is known here. */
  unknown(org: string, patients: readonly string[]): Promise<string[]> {
    if (patients.length === 0) return Promise.resolve([]);
    return withOrganisation(this.pool, org, (tx) => recordStore.unknown(tx, org, patients));
  }

  of(org: string, subject: string): Promise<Hold[]> {
    return withOrganisation(this.pool, org, (tx) => holdsOf(tx, org, subject));
  }
}

/**
 * Why holds, or requests of persons, may be on record that are not known in this database: nothing of the organisation
 * is destroyed then.
 */
export function holdsLack(pool: Pool, store: EventStore, org: string): Promise<string | undefined> {
  const missing = async (tx: Transaction, ids: readonly string[]): Promise<string[]> =>
    requestStore.missing(tx, org, await holdStore.missing(tx, org, ids));
  return lackOf(pool, store, org, { consumer: caseConsumer, types: keepingTypes, missing, withAccepted: true });
}

function isSame(one: HoldPlaced | HoldLifted, other: HoldPlaced | HoldLifted): boolean {
  const said = ({ id, type, data, occurredAt, actor }: HoldPlaced | HoldLifted): string =>
    canonicalJson({ id, type, data, occurredAt, actor });
  return said(one) === said(other);
}

/**
 * Holds in force that are on a record, or, where the subject is the organisation's own stream, on what is of no single
 * patient. Nothing of it may be destroyed while there is one. They stay what they are under {@link withDestructionLock}
 * only; whether all holds that are on record are known here is said by {@link holdsLack}.
 * @param subject the patient, or the organisation's own stream
 * @param classes that are to be destroyed; absent: the whole record, with the accesses to it
 */
export async function holdsOf(tx: Transaction, org: string, subject: string, classes?: readonly string[]): Promise<Hold[]> {
  if (subject !== organisationStream(org))
    return (await holdsOfPeople(tx, org, new Map([[subject, await personWith(tx, org, subject)]]), classes)).get(subject)!;
  return (await holdStore.inForce(tx, org, [])).filter(({ statement }) => isOrganisationHeld(statement.data.scope));
}

/** The same of many records. @param people the person of each */
export async function holdsOfPeople(
  tx: Transaction,
  org: string,
  people: ReadonlyMap<string, Person>,
  classes?: readonly string[],
): Promise<Map<string, Hold[]>> {
  const subjectsOf = new Map([...people].map(([subject, person]) => [subject, subjectsWith(subject, person)]));
  const subjects = [...new Set([...subjectsOf.values()].flat())];
  const holds = await holdStore.inForce(tx, org, subjects);
  if (holds.length === 0) return new Map([...people.keys()].map((subject) => [subject, []]));
  const part = { withAccesses: classes === undefined || classes.some((name) => name.startsWith('access-')) };
  const rows = await heldRowsOf(tx, org, subjects);
  return new Map(
    [...people].map(([subject, person]) => {
      const facts = heldFactsOf(person, subjectsOf.get(subject)!, rows);
      return [subject, holds.filter(({ statement }) => mayBeHeld(statement.data.scope, facts, part))];
    }),
  );
}

/** The records of one person, also those of which nothing is known here. */
export function subjectsWith(subject: string, { records }: Person): string[] {
  return [...new Set([subject, ...records.keys(), ...[...records.values()].flatMap(linksOf)])];
}

/** A record whose facts cannot be compared, such as a day that is none, may be one that is held. */
function mayBeHeld(scope: HoldScope, facts: HeldFacts, part: HeldPart): boolean {
  try {
    return isHeld(scope, facts, part);
  } catch {
    return true;
  }
}

/** Holds in force that may be on accesses of a year. As {@link holdsOf}. */
export async function holdsOfYear(tx: Transaction, org: string, year: number): Promise<Hold[]> {
  return (await holdStore.allInForce(tx, org)).filter(({ statement }) => isYearHeld(statement.data.scope, year));
}

/** What is known of records beside their entries, by subject. */
interface HeldRows {
  actors: ReadonlyMap<string, { actor: string; from: string; until: string }[]>;
  spans: ReadonlyMap<string, { from: Date; until: Date }>;
  facts: ReadonlyMap<string, StatedFact[]>;
}

async function heldRowsOf(tx: Transaction, org: string, subjects: readonly string[]): Promise<HeldRows> {
  const actors = await tx.query<{ subject: string; actor: string; from: Date; until: Date }>(
    'SELECT subject, actor, first_at AS from, last_at AS until FROM retention.record_actors WHERE org = $1 AND subject = ANY ($2::uuid[])',
    [org, subjects],
  );
  const spans = await tx.query<{ subject: string; from: Date; until: Date }>(
    'SELECT subject, first_at AS from, occurred_at AS until FROM retention.records WHERE org = $1 AND subject = ANY ($2::uuid[])',
    [org, subjects],
  );
  const facts = await tx.query<{ subject: string; fact: StatedFact }>(
    'SELECT subject, fact FROM retention.stated_facts WHERE org = $1 AND subject = ANY ($2::uuid[])',
    [org, subjects],
  );
  const recorded = actors.rows.map((row) => ({ ...row, from: row.from.toISOString(), until: row.until.toISOString() }));
  return {
    actors: Map.groupBy(recorded, ({ subject }) => subject),
    spans: new Map(spans.rows.map(({ subject, ...span }) => [subject, span])),
    facts: new Map(
      [...Map.groupBy(facts.rows, ({ subject }) => subject)].map(([subject, rows]) => [subject, rows.map(({ fact }) => fact)]),
    ),
  };
}

function heldFactsOf(person: Person, subjects: readonly string[], rows: HeldRows): HeldFacts {
  const records = [...person.records.values()];
  const lives = records.flatMap((record) => readableLife(record) ?? []);
  const facts = subjects.flatMap((subject) => rows.facts.get(subject) ?? []);
  const spans = subjects.flatMap((subject) => rows.spans.get(subject) ?? []);
  const from = new Date(Math.min(...spans.map((span) => span.from.getTime())));
  const until = new Date(Math.max(...spans.map((span) => span.until.getTime())));
  const stays = lives.flatMap((life) => life.stays);
  const isOpen = stays.some(({ state }) => state === 'open');
  return {
    subjects,
    isPartial: records.length === 0 || !person.isWhole || lives.length < records.length || records.some(({ unread }) => unread > 0),
    ...(spans.length > 0 && { span: { from: from.toISOString(), ...(isOpen ? {} : { until: until.toISOString() }) } }),
    isAnywhere: stays.some(({ places }) => places.some(({ facility }) => facility === undefined)),
    actors: subjects.flatMap((subject) => rows.actors.get(subject) ?? []),
    facilities: [
      ...records.flatMap(({ facilities }) =>
        facilities.map(({ facility, firstAt, lastAt }) => ({ facility, from: firstAt, until: lastAt })),
      ),
      ...stays.flatMap(({ places }) => places.flatMap(({ facility, from: at, until: end }) => (facility === undefined ? [] : [{ facility, from: at, ...(end !== undefined && { until: end }) }]))), // prettier-ignore
    ],
    // One that an entry says by mistake has entries, too.
    stays: records.flatMap(({ entries }) => entries.flatMap(({ data, occurredAt }) => stayIdsIn(data).map((stayId) => ({ stayId, from: occurredAt, ...endOf(stayId) })))), // prettier-ignore
    births: lives.flatMap(({ birth }) => (birth ? [birth.at] : [])),
    deaths: lives.flatMap(({ death }) => (death ? [death.at] : [])),
    circumstances: facts.flatMap(({ fact }) => fact.circumstance ?? []),
    recordKinds: ['patient-record', ...facts.flatMap(({ fact }) => fact.recordKind ?? [])],
  };

  function endOf(stayId: string): { until?: string } {
    const discharged = stays.find((stay) => stay.stayId === stayId)?.discharged;
    return discharged ? { until: discharged.at } : {};
  }
}

function stayIdsIn(data: unknown): string[] {
  const { stayId } = (data ?? {}) as { stayId?: unknown };
  return typeof stayId === 'string' ? [stayId] : [];
}
