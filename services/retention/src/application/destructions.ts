import { organisationStream } from '@everchart/contracts';
import type { RetentionEventData } from '@everchart/contracts-retention';
import { withOrganisation, type Pool, type Transaction } from '@everchart/postgres';
import { v5 as namedId } from 'uuid';
import {
  approvalsMissing,
  dayEverywhere,
  deciders,
  digestOf,
  nameOf,
  reasonAgainst,
  type LeftReason,
  type Proposal,
  type Standing,
} from '../domain/destruction.js';
import { withDestructionLock } from '../infrastructure/hold.store.js';
import {
  destructionStore,
  type Destruction,
  type DueRecord,
  type ItemStanding,
  type UnconfirmedHolder,
  type UnconfirmedPage,
} from '../infrastructure/destruction.store.js';
import { destructionConsumer } from '../consumers/destruction.projector.js';
import { lackOf } from './event.lack.js';
import { holdsLack } from './holds.js';
import { standingsOf, type StandingsView } from './record.standings.js';
import type { RetentionRecorder, RetentionStatement } from './retention.recorder.js';

/** A decision of an officer: sent again under the same id it has one effect. */
export type Decision = Pick<RetentionStatement, 'id' | 'occurredAt' | 'actor' | 'role' | 'correlationId'>;

/** Why a destruction is not proposed, approved, rejected or begun. */
export type Refusal =
  | { code: 'destruction-unknown' | 'nothing-due' | 'nothing-free' | 'destruction-ended' | 'id-conflict' | 'digest-differs' }
  /** What is on record may not be known here yet. */
  | { code: 'holds-not-known' | 'rejections-not-known'; lack: string }
  | { code: 'list-changed' | 'not-to-be-destroyed'; reasons: { subject: string; reason: LeftReason }[] }
  | { code: 'approvals-missing'; people: number; roles: string[] }
  | { code: 'role-not-needed'; roles: string[] };

export class DestructionRefusedError extends Error {
  override readonly name = 'DestructionRefusedError';
  constructor(readonly refusal: Refusal) {
    super(`refused: ${refusal.code}`);
  }
}

/** What became of a list, for people. */
export interface DestructionView extends Destruction {
  items: ItemStanding[];
  /** What is missing to begin; null where it is ended or begun. */
  missing: { people: number; roles: string[] } | null;
  /** What is not any more what was listed: it needs another list, and other approvals. */
  changed: { subject: string; reason: LeftReason }[];
}

export interface DestructionOptions extends Omit<StandingsView, 'now'> {
  now?: () => Date;
}

const itemsMax = 1000;
const duePerPage = 1000;
/** Records that are looked at for one list: what is held, open or in use may stand before what is not. */
const duePagesMax = 100;

/**
 * Lists of what is due, and the decisions of officers on them. Each decision is made under the lock of destructions,
 * recorded in the event store of retention, and only then noted here: a note that is lost comes back with the event.
 */
export class Destructions {
  private readonly now: () => Date;

  /** @param pool as the login of the API: it sees one organisation */
  constructor(
    private readonly pool: Pool,
    private readonly recorder: RetentionRecorder,
    private readonly options: DestructionOptions,
  ) {
    this.now = options.now ?? (() => new Date());
  }

  /**
   * Lists records as they are now.
   * @param decision its id is that of the destruction: the same id lists once
   * @param subjects patients, and classes of the organisation, that are to be listed, all or none; absent: those that
   * are due longest, without those that something stands against
   */
  async propose(
    org: string,
    decision: Decision,
    { subjects, limit = itemsMax }: { subjects?: readonly string[] | undefined; limit?: number | undefined },
  ): Promise<DestructionView> {
    const { id } = decision;
    await this.#allHoldsKnown(org);
    const known = await this.view(org, id);
    if (known) return known;
    // Under the lock holds wait to be placed: it is searched before, and looked at again.
    const chosen = subjects ? [...new Set(subjects)] : await this.#freeClassesAndRecords(org, limit);
    await this.#decide(org, async (tx) => {
      if (await destructionStore.find(tx, org, id)) return;
      const standings = await this.#standings(tx, org, chosen);
      const listed = await this.#listable(tx, org, chosen, standings);
      const reasons = chosen.flatMap((subject) =>
        listed.has(subject) ? [] : [{ subject, reason: this.#obstacle(standings.get(subject)) }],
      );
      if (subjects && reasons.length > 0) throw new DestructionRefusedError({ code: 'not-to-be-destroyed', reasons });
      const items = chosen.flatMap((subject) => (listed.has(subject) ? standings.get(subject)!.item! : []));
      if (items.length === 0) throw new DestructionRefusedError({ code: 'nothing-due' });
      const proposal: Proposal = { act: 'destroy', digest: digestOf({ act: 'destroy', items }), items };
      const at = await this.#record(org, decision, 'destruction.proposed', proposal);
      await destructionStore.propose(tx, org, id, proposal, { actor: decision.actor, role: decision.role, at });
    });
    return (await this.view(org, id))!;
  }

  /** Approves what was shown: it has this digest, and is still what the records are. A person approves once. */
  async approve(
    org: string,
    decision: Decision,
    id: string,
    { digest, as, note }: Omit<RetentionEventData['destruction.approved'], 'destructionId'>,
  ): Promise<DestructionView> {
    await this.#allHoldsKnown(org);
    await this.#decide(org, async (tx) => {
      const destruction = await this.#proposed(tx, org, id, digest);
      if (destruction.approvals.some(({ actor }) => actor === decision.actor)) return;
      const allowed = [...deciders, ...rolesOf(await this.#unchanged(tx, org, destruction))];
      if (!allowed.includes(as)) throw new DestructionRefusedError({ code: 'role-not-needed', roles: allowed });
      const data = { destructionId: id, digest, as, ...(note !== undefined && { note }) };
      const at = await this.#record(org, { ...decision, role: as }, 'destruction.approved', data);
      const { actor, id: eventId } = decision;
      await destructionStore.approve(tx, org, id, { actor, role: as, eventId, approvedAt: at, ...(note !== undefined && { note }) });
    });
    return (await this.view(org, id))!;
  }

  async reject(org: string, decision: Decision, id: string, { reason }: { reason: string }): Promise<DestructionView> {
    await this.#decide(org, async (tx) => {
      const destruction = await destructionStore.find(tx, org, id);
      if (!destruction) throw new DestructionRefusedError({ code: 'destruction-unknown' });
      if (destruction.state === 'rejected') return;
      if (destruction.state !== 'proposed') throw new DestructionRefusedError({ code: 'destruction-ended' });
      const at = await this.#record(org, decision, 'destruction.rejected', { destructionId: id, reason });
      const { actor, role, id: eventId } = decision;
      await destructionStore.end(tx, org, id, 'rejected', { actor, role, at, eventId, reason });
    });
    return (await this.view(org, id))!;
  }

  /** Begins what was approved: from here on it goes on by itself, and each record is checked once more. */
  async begin(org: string, decision: Decision, id: string, { digest }: { digest: string }): Promise<DestructionView> {
    await this.#allHoldsKnown(org);
    await this.#decide(org, async (tx) => {
      const known = await destructionStore.find(tx, org, id);
      if (known?.state === 'begun' && known.digest === digest) return;
      const destruction = await this.#proposed(tx, org, id, digest);
      const standings = await this.#unchanged(tx, org, destruction);
      const missing = approvalsMissing(destruction.approvals, rolesOf(standings));
      if (missing.people > 0 || missing.roles.length > 0) throw new DestructionRefusedError({ code: 'approvals-missing', ...missing });
      await this.#allRejectionsKnown(org);
      const at = await this.#record(org, decision, 'destruction.begun', { destructionId: id, digest });
      const { actor, role, id: eventId } = decision;
      await destructionStore.end(tx, org, id, 'begun', { actor, role, at, eventId });
    });
    return (await this.view(org, id))!;
  }

  view(org: string, id: string): Promise<DestructionView | undefined> {
    return withOrganisation(this.pool, org, async (tx) => {
      const destruction = await destructionStore.find(tx, org, id);
      if (!destruction) return undefined;
      const items = await destructionStore.items(tx, org, id);
      if (destruction.state !== 'proposed') return { ...destruction, items, missing: null, changed: [] };
      const { standings, changed } = await this.#compare(tx, org, destruction);
      return { ...destruction, items, missing: approvalsMissing(destruction.approvals, rolesOf(standings)), changed };
    });
  }

  /** The newest first. */
  list(org: string, page: { limit: number; before?: string | undefined }): ReturnType<typeof destructionStore.list> {
    return withOrganisation(this.pool, org, (tx) => destructionStore.list(tx, org, page));
  }

  /** Holders that have not confirmed for so long, the longest first. */
  unconfirmed(org: string, seconds: number, page: UnconfirmedPage): Promise<UnconfirmedHolder[]> {
    return withOrganisation(this.pool, org, (tx) => destructionStore.unconfirmed(tx, org, seconds, page));
  }

  async #decide(org: string, work: (tx: Transaction) => Promise<void>): Promise<void> {
    await withOrganisation(this.pool, org, async (tx) => {
      await withDestructionLock(tx, org);
      await work(tx);
    });
  }

  async #allHoldsKnown(org: string): Promise<void> {
    const lack = await holdsLack(this.pool, this.recorder.store, org);
    if (lack !== undefined) throw new DestructionRefusedError({ code: 'holds-not-known', lack });
  }

  /** One whose process was killed before it was noted is on record all the same. Under the lock no other one comes. */
  async #allRejectionsKnown(org: string): Promise<void> {
    const missing = (tx: Transaction, ids: readonly string[]): Promise<string[]> => destructionStore.unknownRejections(tx, org, ids);
    const lack = await lackOf(this.pool, this.recorder.store, org, {
      consumer: destructionConsumer,
      types: ['destruction.rejected'],
      missing,
    });
    if (lack !== undefined) throw new DestructionRefusedError({ code: 'rejections-not-known', lack });
  }

  async #proposed(tx: Transaction, org: string, id: string, digest: string): Promise<Destruction> {
    const destruction = await destructionStore.find(tx, org, id);
    if (!destruction) throw new DestructionRefusedError({ code: 'destruction-unknown' });
    if (destruction.state !== 'proposed') throw new DestructionRefusedError({ code: 'destruction-ended' });
    if (destruction.digest !== digest) throw new DestructionRefusedError({ code: 'digest-differs' });
    return destruction;
  }

  async #unchanged(tx: Transaction, org: string, destruction: Destruction): Promise<ReadonlyMap<string, Standing>> {
    const { standings, changed } = await this.#compare(tx, org, destruction);
    if (changed.length > 0) throw new DestructionRefusedError({ code: 'list-changed', reasons: changed });
    return standings;
  }

  async #compare(tx: Transaction, org: string, { proposal: { items } }: Destruction) {
    const subjects = items.map(nameOf);
    const standings = await this.#standings(tx, org, subjects);
    const listed = new Set(subjects);
    const destroyed = await this.#destroyedPartners(tx, org, standings);
    const changed = items.flatMap((item) => {
      const subject = nameOf(item);
      const reason = reasonAgainst(item, standings.get(subject), listed, destroyed);
      return reason === undefined ? [] : [{ subject, reason }];
    });
    return { standings, changed };
  }

  #standings(tx: Transaction, org: string, subjects: readonly string[]): Promise<Map<string, Standing>> {
    return standingsOf(tx, org, subjects, { ...this.options, now: this.now() });
  }

  #destroyedPartners(tx: Transaction, org: string, standings: ReadonlyMap<string, Standing>): Promise<Set<string>> {
    return destructionStore.destroyedAmong(tx, org, [...standings.values()].flatMap(({ mergedWith }) => mergedWith)); // prettier-ignore
  }

  /** Years of accesses first: they are few. */
  async #freeClassesAndRecords(org: string, limit: number): Promise<string[]> {
    const classes = await withOrganisation(this.pool, org, async (tx) => {
      const due = await destructionStore.dueClasses(tx, org, dayEverywhere(this.now()));
      const standings = await this.#standings(tx, org, due);
      return due.filter((name) => this.#obstacle(standings.get(name), false) === undefined).slice(0, limit);
    });
    if (classes.length === limit) return classes;
    const records = await this.#search(org, limit - classes.length).catch((error: unknown) => {
      if (classes.length > 0 && error instanceof DestructionRefusedError) return [];
      throw error;
    });
    return [...classes, ...records];
  }

  /**
   * Records that are due and that nothing stands against, those that are due longest first.
   * @throws DestructionRefusedError when none is found among as many as one search looks at
   */
  async #search(org: string, limit: number): Promise<string[]> {
    const standings = new Map<string, Standing>();
    let chosen: string[] = [];
    let listed = new Set<string>();
    let last: DueRecord | undefined;
    for (let pages = 0; pages < duePagesMax; pages += 1) {
      const page = await withOrganisation(this.pool, org, async (tx) => {
        const due = await destructionStore.due(tx, org, dayEverywhere(this.now()), last, duePerPage);
        const found = await this.#standings(tx, org, due.map(({ subject }) => subject)); // prettier-ignore
        for (const [subject, standing] of found) if (this.#obstacle(standing, false) === undefined) standings.set(subject, standing);
        listed = await this.#listable(tx, org, [...standings.keys()], standings);
        return due;
      });
      chosen = wholePeople(listed, standings, limit);
      if (chosen.length >= limit || page.length < duePerPage) return chosen;
      last = page.at(-1);
    }
    if (chosen.length === 0) throw new DestructionRefusedError({ code: 'nothing-free' });
    return chosen;
  }

  /** Those that nothing stands against; records of one person all or none. */
  async #listable(
    tx: Transaction,
    org: string,
    subjects: readonly string[],
    standings: ReadonlyMap<string, Standing>,
  ): Promise<Set<string>> {
    const destroyed = await this.#destroyedPartners(tx, org, standings);
    const listed = new Set(subjects.filter((subject) => this.#obstacle(standings.get(subject), false) === undefined));
    for (let before = -1; before !== listed.size;) {
      before = listed.size;
      for (const subject of listed)
        if (standings.get(subject)!.mergedWith.some((other) => !listed.has(other) && !destroyed.has(other))) listed.delete(subject);
    }
    return listed;
  }

  #obstacle(standing: Standing | undefined): LeftReason;
  #obstacle(standing: Standing | undefined, orMerged: false): LeftReason | undefined;
  #obstacle(standing: Standing | undefined, orMerged = true): LeftReason | undefined {
    if (!standing) return 'unknown-record';
    return standing.obstacles[0] ?? (standing.item ? (orMerged ? 'merged' : undefined) : 'due-date');
  }

  /** @returns when it was recorded */
  async #record<Type extends RetentionStatement['type']>(
    org: string,
    decision: Decision,
    type: Type,
    data: RetentionEventData[Type],
  ): Promise<string> {
    const [result] = await this.recorder.record(org, [{ ...decision, type, data }]);
    if (result!.outcome === 'id-conflict') throw new DestructionRefusedError({ code: 'id-conflict' });
    if (result!.outcome !== 'created' && result!.outcome !== 'duplicate') throw new Error(`not recorded: ${result!.outcome}`);
    return result!.recordedAt;
  }
}

/** What follows from a list is recorded under one id, however often it is attempted. */
export function decisionId(org: string, destructionId: string, what: string): string {
  return namedId(`${destructionId}/${what}`, organisationStream(org));
}

function rolesOf(standings: ReadonlyMap<string, Standing>): string[] {
  return [...new Set([...standings.values()].flatMap(({ approvals }) => approvals))];
}

/** Up to so many, in their order; of one person all or none. */
function wholePeople(listed: ReadonlySet<string>, standings: ReadonlyMap<string, Standing>, limit: number): string[] {
  const chosen = new Set<string>();
  for (const subject of listed) {
    const person = [subject, ...standings.get(subject)!.mergedWith.filter((other) => listed.has(other))];
    if (!chosen.has(subject) && chosen.size + person.length <= limit) for (const each of person) chosen.add(each);
  }
  return [...chosen];
}
