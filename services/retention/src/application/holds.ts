import { organisationStream } from '@everchart/contracts';
import type { HoldScope } from '@everchart/contracts-retention';
import { canonicalJson } from '@everchart/envelope';
import type { EventStore } from '@everchart/event-store';
import { UnusableKeyError } from '@everchart/keyring';
import { withOrganisation, type Pool, type Transaction } from '@everchart/postgres';
import { isHeld, isOrganisationHeld, type HeldFacts, type HeldPart } from '../domain/hold.scope.js';
import { linksOf, readableLife } from '../domain/known-record.js';
import type { StatedFact } from '../domain/subject.js';
import { holdStore, withDestructionLock, type Hold, type HoldLifted, type HoldPlaced } from '../infrastructure/hold.store.js';
import { recordStore } from '../infrastructure/record.store.js';
import { requestStore } from '../infrastructure/request.store.js';
import { lackOf } from './event.lack.js';
import { personWith } from './people.js';
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
  return lackOf(pool, store, org, { consumer: caseConsumer, types: ['hold.placed', 'request.received'], missing });
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
  const holds = await holdStore.inForce(tx, org);
  if (holds.length === 0) return [];
  if (subject === organisationStream(org)) return holds.filter(({ statement }) => isOrganisationHeld(statement.data.scope));
  const facts = await heldFactsOf(tx, org, subject);
  const part = { withAccesses: classes === undefined || classes.some((name) => name.startsWith('access-')) };
  return holds.filter(({ statement }) => mayBeHeld(statement.data.scope, facts, part));
}

/** A record whose facts cannot be compared, such as a day that is none, may be one that is held. */
function mayBeHeld(scope: HoldScope, facts: HeldFacts, part: HeldPart): boolean {
  try {
    return isHeld(scope, facts, part);
  } catch {
    return true;
  }
}

interface SpanRow {
  name: string;
  from: Date;
  until: Date;
}

async function heldFactsOf(tx: Transaction, org: string, subject: string): Promise<HeldFacts> {
  const person = await personWith(tx, org, subject);
  const records = [...person.records.values()];
  const lives = records.flatMap((record) => readableLife(record) ?? []);
  // Also a record that was merged with it, and of which nothing is known here.
  const linked = records.flatMap(linksOf);
  const subjects = [...new Set([subject, ...person.records.keys(), ...linked])];
  const actors = await tx.query<SpanRow>(
    'SELECT actor AS name, first_at AS from, last_at AS until FROM retention.record_actors WHERE org = $1 AND subject = ANY ($2::uuid[])',
    [org, subjects],
  );
  const spans = await tx.query<{ from: Date | null; until: Date | null }>(
    'SELECT min(first_at) AS from, max(occurred_at) AS until FROM retention.records WHERE org = $1 AND subject = ANY ($2::uuid[])',
    [org, subjects],
  );
  const facts = await tx.query<{ fact: StatedFact }>(
    'SELECT fact FROM retention.stated_facts WHERE org = $1 AND subject = ANY ($2::uuid[])',
    [org, subjects],
  );
  const stays = lives.flatMap((life) => life.stays);
  const { from, until } = spans.rows[0]!;
  const isOpen = stays.some(({ state }) => state === 'open');
  return {
    subjects,
    isPartial: records.length === 0 || !person.isWhole || lives.length < records.length || records.some(({ unread }) => unread > 0),
    ...(from && until && { span: { from: from.toISOString(), ...(isOpen ? {} : { until: until.toISOString() }) } }),
    isAnywhere: stays.some(({ places }) => places.some(({ facility }) => facility === undefined)),
    actors: actors.rows.map((row) => ({ actor: row.name, from: row.from.toISOString(), until: row.until.toISOString() })),
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
    circumstances: facts.rows.flatMap(({ fact }) => fact.fact.circumstance ?? []),
    recordKinds: ['patient-record', ...facts.rows.flatMap(({ fact }) => fact.fact.recordKind ?? [])],
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
