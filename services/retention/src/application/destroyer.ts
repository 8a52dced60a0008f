import { setTimeout as pause } from 'node:timers/promises';
import { yearOfAccessClass } from '@everchart/access-log';
import { organisationStream } from '@everchart/contracts';
import type { DestructionItem } from '@everchart/contracts-retention';
import type { Keyring } from '@everchart/keyring';
import { errorFields, type Logger } from '@everchart/platform';
import { withTransaction, type Pool, type Transaction } from '@everchart/postgres';
import { leftReasons, namedIn, nameOf, reasonAgainst, type LeftReason } from '../domain/destruction.js';
import { destructionStore, type Destruction, type Draft } from '../infrastructure/destruction.store.js';
import { withDestructionLock } from '../infrastructure/hold.store.js';
import type { DestructionMetrics } from '../infrastructure/metrics.js';
import { decisionId } from './destructions.js';
import { holdsLack } from './holds.js';
import { destroyKeys } from './key.destruction.js';
import { newestPoint } from './log.point.js';
import { recordsLack } from './records.lack.js';
import { standingsOf } from './record.standings.js';
import type { RetentionRecorder, RetentionStatement } from './retention.recorder.js';

const restMs = 1000;
const restAfterFailureMs = 5000;
const itemsPerRound = 1000;
/** Clocks may be so far apart. */
const clocksApartMsMax = 60_000;
/** Each source states itself every hour at rest: a log without a statement for longer is of another time. */
const quietLogMsMax = 26 * 3_600_000;

/** The lock of a process that was paused ends after 60 s: what it has checked holds for less. */
const checkedMsMax = 30_000;

/** A destruction cannot be checked, or not be carried out, right now; nothing was done. */
class WaitsError extends Error {
  override readonly name = 'WaitsError';
  constructor(readonly waitsFor: string) {
    super(`waits for: ${waitsFor}`);
  }
}

export interface DestroyerOptions {
  /** As `retention_worker`. */
  pool: Pool;
  recorder: RetentionRecorder;
  /** As `keyring_destroyer`: the keyring itself. */
  keyring: Pick<Keyring, 'destroy' | 'destroyClass' | 'destroyedOf' | 'classesOf' | 'standing'>;
  /** Copies of it that do not follow it by themselves. */
  copies: readonly Pick<Keyring, 'destroy' | 'destroyClass' | 'standing'>[];
  /** Services that hold copies, and have to confirm. */
  holders: readonly string[];
  quietDays: number;
  metrics: DestructionMetrics;
  logger: Pick<Logger, 'warn' | 'info'>;
  now?: () => Date;
}

/**
 * Carries out what was approved and begun, record by record, each under the lock of destructions: it is checked once
 * more; what is about to happen is written down; the keys are destroyed, all of them or none, which is the step that
 * decides; it is recorded. A process that ends in between leaves what the next one finishes, if a key is gone, or
 * checks from the start, if none is.
 */
export class Destroyer {
  readonly name = 'destroyer';
  readonly #stopping = new AbortController();
  readonly #options: DestroyerOptions;
  readonly #now: () => Date;
  #working: Promise<void> | undefined;

  constructor(options: DestroyerOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

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
        await this.round();
      } catch (error) {
        this.#options.logger.warn({ event: 'destroyer.failed', ...errorFields(error) });
        rest = restAfterFailureMs;
      }
      await pause(rest, undefined, { signal }).catch(() => undefined);
    }
  }

  /** What waits does not keep the others from it. */
  async round(): Promise<void> {
    const { pool, logger, metrics } = this.#options;
    for (const { org, destructionId } of await destructionStore.begun(pool)) {
      const destruction = (await destructionStore.find(pool, org, destructionId))!;
      const items = new Map(destruction.proposal.items.map((item) => [nameOf(item), item]));
      for (const { subject } of await destructionStore.openItems(pool, org, destructionId, itemsPerRound)) {
        if (this.#stopping.signal.aborted) return;
        try {
          await this.#carryOut(org, destruction, items, subject);
        } catch (error) {
          const waitsFor = error instanceof WaitsError ? error.waitsFor : ((error as { code?: string }).code ?? 'failed');
          await destructionStore.waits(pool, org, destructionId, subject, waitsFor);
          logger.warn({ event: 'destruction.waits', org, destructionId, ...errorFields(error) });
        }
      }
    }
    metrics.items(await destructionStore.counts(pool));
  }

  async #carryOut(org: string, destruction: Destruction, items: ReadonlyMap<string, DestructionItem>, subject: string): Promise<void> {
    const { destructionId } = destruction;
    const { pool, recorder, keyring } = this.#options;
    const item = items.get(subject)!;
    const { retentionClasses } = item;
    await withTransaction(pool, async (tx) => {
      await withDestructionLock(tx, org);
      const standing = await destructionStore.item(tx, org, destructionId, subject);
      if (!standing || standing.state === 'destroyed' || standing.state === 'left') return;
      const owner = ownerOf(org, subject);
      const gone = await keyring.destroyedOf(org, owner, retentionClasses);
      // What has begun with this one is finished; what was gone before, or by another list, decides nothing.
      const isGone = standing.state === 'destroying' && gone.length === retentionClasses.length;
      const isDecided = isGone && !(await destructionStore.destroyedAmong(tx, org, [owner], retentionClasses[0])).has(owner);
      let { draft } = standing;
      let before: Date | undefined;
      if (!isDecided) {
        const left = await this.#endOnRecord(org, destructionId, subject);
        if (left !== undefined) return destructionStore.left(pool, org, destructionId, subject, left);
        // Under the lock: what is recorded under it, by a process that is killed before it is noted, is on record now.
        const lack = await holdsLack(pool, recorder.store, org);
        if (lack !== undefined) throw new WaitsError(`holds-${lack}`);
        const missing = await recordsLack(tx, pool, recorder.store, org, owner);
        if (missing !== undefined) throw new WaitsError(missing);
        const reason = await this.#reasonAgainst(tx, org, destructionId, items, subject);
        if (reason !== undefined) return this.#leave(org, destruction, subject, reason);
        before = new Date((await this.#provideFor(tx, org)).getTime() + checkedMsMax);
        draft = await this.#draft(tx, org, destructionId, item);
        // By another connection: it is there though this transaction ends without.
        await destructionStore.destroying(pool, org, draft, subject);
      }
      await this.#destroy(org, subject, draft!, before);
    });
  }

  /**
   * What is on record and not noted here: a process was killed in between, or this database was restored.
   * @returns why it was left @throws WaitsError where it was destroyed
   */
  async #endOnRecord(org: string, destructionId: string, subject: string): Promise<LeftReason | undefined> {
    const destroyedId = destroyedIdOf(org, destructionId, subject);
    const reasons = new Map(leftReasons.map((reason) => [leftIdOf(org, destructionId, subject, reason), reason]));
    const recorded = await this.#options.recorder.store.readEvents(org, [destroyedId, ...reasons.keys()]);
    if (recorded.some(({ header }) => header.id === destroyedId)) throw new WaitsError('note');
    return recorded.flatMap(({ header }) => reasons.get(header.id) ?? [])[0];
  }

  async #reasonAgainst(
    tx: Transaction,
    org: string,
    destructionId: string,
    items: ReadonlyMap<string, DestructionItem>,
    subject: string,
  ): Promise<LeftReason | undefined> {
    const { quietDays, keyring } = this.#options;
    const view = { now: this.#now(), quietDays, keyring };
    const standing = (await standingsOf(tx, org, [subject], view)).get(subject);
    const partners = standing?.mergedWith ?? [];
    const destroyed = await destructionStore.destroyedAmong(tx, org, partners);
    // One that was left keeps the others of the person, and so does one that will be.
    const left = await destructionStore.leftAmong(tx, org, destructionId, partners);
    const listed = new Set([...items.keys()].filter((each) => !left.has(each)));
    const reason = reasonAgainst(items.get(subject)!, standing, listed, destroyed);
    if (reason !== undefined) return reason;
    const open = partners.filter((partner) => listed.has(partner) && !destroyed.has(partner));
    const others = await standingsOf(tx, org, open, view);
    const isKept = open.some((partner) => reasonAgainst(items.get(partner)!, others.get(partner), listed, destroyed) !== undefined);
    return isKept ? 'merged' : undefined;
  }

  /** All that is needed answers, and no clock has jumped. @returns the time of the keyring @throws WaitsError */
  async #provideFor(tx: Transaction, org: string): Promise<Date> {
    const { keyring, copies } = this.#options;
    const now = this.#now().getTime();
    const times: Date[] = [];
    for (const [at, each] of [keyring, ...copies].entries()) {
      const standing = await each.standing().catch(() => {
        throw new WaitsError(at === 0 ? 'keyring' : 'copy-of-keyring');
      });
      if (!standing.served && at === 0) throw new WaitsError('keyring-compared');
      if (Math.abs(standing.now.getTime() - now) > clocksApartMsMax) throw new WaitsError('clocks');
      times.push(standing.now);
    }
    const { database, newest } = await destructionStore.clocks(tx, org);
    if (Math.abs(database.getTime() - now) > clocksApartMsMax) throw new WaitsError('clocks');
    if (newest && (newest.getTime() > now + clocksApartMsMax || newest.getTime() < now - quietLogMsMax))
      throw new WaitsError('clock-of-the-log');
    return times[0]!;
  }

  async #draft(tx: Transaction, org: string, destructionId: string, item: DestructionItem): Promise<Draft> {
    const { retentionClasses, rule, dueOn } = item;
    const { inputs, scope } = await scopeOf(tx, org, item);
    return {
      destructionId,
      retentionClasses,
      rule,
      dueOn,
      ...(item.requestId !== undefined && { requestId: item.requestId }),
      holders: [...this.#options.holders],
      inputs: inputs.map(({ trigger, eventIds }) => ({ trigger, eventIds: eventIds.slice(0, 50) })),
      checked: { at: this.#now().toISOString(), holds: 0, requests: 0 },
      scope,
      before: await newestPoint(tx, org),
    };
  }

  /**
   * @param draft what is recorded, but for the keys
   * @param before by the clock of the keyring: later what was checked may have changed, as the lock has ended
   */
  async #destroy(org: string, subject: string, draft: Draft, before: Date | undefined): Promise<void> {
    const { pool, keyring, copies, metrics } = this.#options;
    const { destructionId, retentionClasses } = draft;
    const owner = ownerOf(org, subject);
    const gone = await destroyKeys(keyring, org, owner, retentionClasses, before);
    for (const copy of copies) await destroyKeys(copy, org, owner, retentionClasses);
    const destroyedAt = gone.destroyedAt.toISOString();
    const data = { ...draft, ...gone.keys, destroyedAt };
    const id = destroyedIdOf(org, destructionId, subject);
    await this.#record(org, { id, type: 'retention.destroyed', subject: owner, data, occurredAt: destroyedAt });
    await destructionStore.destroyed(pool, { org, subject: owner, eventId: id, destroyedAt, destroyed: data });
    metrics.destroyed();
  }

  /** Recorded again after a process was killed it is the same: its time is that of the beginning. */
  async #leave(org: string, { destructionId, ended }: Destruction, subject: string, reason: LeftReason): Promise<void> {
    const id = leftIdOf(org, destructionId, subject, reason);
    const data = { destructionId, ...namedIn(subject), reason };
    await this.#record(org, { id, type: 'destruction.left', data, occurredAt: ended!.at });
    await destructionStore.left(this.#options.pool, org, destructionId, subject, reason);
  }

  async #record(org: string, statement: Pick<RetentionStatement, 'id' | 'type' | 'data' | 'subject' | 'occurredAt'>): Promise<void> {
    const [result] = await this.#options.recorder.record(org, [
      { ...statement, actor: 'retention', role: 'system', correlationId: statement.id },
    ]);
    if (result!.outcome !== 'created' && result!.outcome !== 'duplicate') throw new Error(`not recorded: ${result!.outcome}`);
  }
}

function destroyedIdOf(org: string, destructionId: string, subject: string): string {
  return decisionId(org, destructionId, `destroyed ${subject}`);
}

function leftIdOf(org: string, destructionId: string, subject: string, reason: LeftReason): string {
  return decisionId(org, destructionId, `left ${subject} ${reason}`);
}

/** Whose keys are destroyed, by the name in a list: the patient, or the organisation itself. */
function ownerOf(org: string, name: string): string {
  return namedIn(name).patientId ?? organisationStream(org);
}

/** Entries of a record, or the year of its accesses, and what the date follows from. */
async function scopeOf(tx: Transaction, org: string, { patientId, entries, retentionClasses }: DestructionItem) {
  if (patientId !== undefined) {
    const { inputs, from, to } = await destructionStore.scopeOf(tx, org, patientId, retentionClasses[0]!);
    return { inputs, scope: { ...(entries !== undefined && { entries }), from, to } };
  }
  const [name] = retentionClasses;
  const year = yearOfAccessClass(name!);
  return { inputs: await destructionStore.inputsOfClass(tx, org, name!), scope: { from: `${year}-01-01`, to: `${year}-12-31` } };
}
