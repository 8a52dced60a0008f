import { setTimeout as pause } from 'node:timers/promises';
import { isKindClass, kindClasses, type Fault } from '@everchart/contracts';
import { clinicalEventContract, referencesOf, retentionClassOf } from '@everchart/contracts-clinical';
import { organisationClass } from '@everchart/contracts-organisation';
import { retentionFactsClass } from '@everchart/contracts-retention';
import {
  passes,
  shardOf,
  type AggregateState,
  type AppendItem,
  type AppendOutcome,
  type Decided,
  type EventStore,
  type ItemDecision,
  type Judgement,
  type Recorded,
} from '@everchart/event-store';
import { KeyDestroyedError, UnusableKeyError, type DataKey, type Keyring } from '@everchart/keyring';
import { OrganisationLanes, presence, Turn, type RequestContext } from '@everchart/platform';
import { pointerOfReference, type CommandReading, type RecordCommand } from '../domain/record.command.js';
import type { PlaceRefusal, ReleaseRefusal } from '../domain/directory/index.js';
import {
  companionOf,
  counterpartId,
  deathTakenAlong,
  isEndOfRecord,
  noTargets,
  refusalByCompanion,
  targetOf,
  type Companion,
  type KnownDeath,
  type Refusal,
  type RuleEvent,
  type Targets,
} from '../domain/rules/index.js';
import { SealedAggregates } from '../infrastructure/sealed-aggregates.js';
import { AbsentEvents } from './absent-events.js';
import { entryNamedBy, shownBy, shows, type ShownRecord } from './shown-records.js';
import { sealCommand, type Sealing } from './event.sealer.js';
import type { StreamRules } from './stream.rules.js';
import { targetEventOf, TargetLoader } from './rule.targets.js';

/** The event that stands in the way of another, as its header has it: opaque ids and times only. */
export interface FirstEvent {
  id: string;
  type: string;
  occurredAt: string;
  recordedAt: string;
  actor: string;
  actorRole: string;
}

export type RecordResult =
  | { outcome: 'created' | 'duplicate'; recorded: Recorded }
  /** The event itself is wrong. */
  | { outcome: 'invalid'; faults: readonly Fault[] }
  /** Its id was used for another event. */
  | { outcome: 'id-conflict'; entryId: string; shown?: readonly ShownRecord[] }
  /** The record went on since the writer saw it. */
  | { outcome: 'version-conflict'; streamVersion: number; shown?: readonly ShownRecord[] }
  | { outcome: 'patient-registered'; streamVersion: number; shown?: readonly ShownRecord[] }
  | { outcome: 'patient-unknown' }
  | { outcome: 'reference-missing'; pointer: string }
  /** The rules of recording do not allow it. */
  | { outcome: 'refused'; refusal: Refusal | PlaceRefusal | ReleaseRefusal; first?: FirstEvent; shown?: readonly ShownRecord[] }
  /** This event alone, of several, made the service fail; nothing of it was recorded. */
  | { outcome: 'failed'; error: unknown }
  /** All or none was requested, and another event of the batch was not accepted. */
  | { outcome: 'batch-refused' }
  /** The patient's keys were destroyed: nothing can be recorded any more. `ofKind`: those of a kind of entries. */
  | { outcome: 'record-destroyed'; ofKind?: true; shown?: readonly ShownRecord[] };

export interface RecordSettings {
  futureToleranceMs: number;
  payloadMaxBytes: number;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Called with what made one event of several fail: the others are recorded, and the fault is ours. */
  onFailedAlone: (error: unknown, context: RequestContext) => void;
}

export interface RecordOptions {
  /** All events of the call or none. */
  atomic?: boolean;
  /**
   * With `atomic`: nothing is recorded, as the caller has refused a part of the whole; the rest is judged, so that
   * every refusal is named.
   */
  judgeOnly?: boolean;
  /** Device clock minus ours. */
  deviceTime?: { offsetMs: number };
}

/** An event that is ready for the store. */
interface Prepared {
  index: number;
  command: RecordCommand;
  item: AppendItem;
  /** What the command brings about in another record; recorded with it or not at all. */
  companion?: { description: Companion; command: RecordCommand; event: RuleEvent; item: AppendItem };
}

/** What all events of a call have in common. */
interface Call {
  sealing: Sealing;
  keys: SubjectKeys;
  loader: TargetLoader;
  options: RecordOptions;
  /** With `atomic` only. */
  absent: AbsentEvents;
  /** One per event; undefined where there is none yet. */
  results: (RecordResult | undefined)[];
}

/** A call of more events is a large one: it awaits its turn before it begins, as many of them may have come at once. */
const eventsAtOnceMax = 20;
/** Large calls of one organisation that are worked on; the others wait in its own queue. */
const largeCalls = { atOnce: 4, besideOthers: 1 };
/** Other calls have places beside others only, which rest for as long as a call took. */
const otherCalls = { atOnce: Infinity, besideOthers: 8, rests: 1 };
/**
 * Events of a large call that are sealed and recorded at a time beside others: database, relay and consumers have them
 * in pieces, with time for others in between, and a call holds nothing sealed while it rests.
 */
const recordedAtOnce = 50;
/**
 * A merge is prepared again when the death was recorded, or changed, since: by then it is known. So is an event that
 * was sealed under the key of a kind of entries which was destroyed since.
 */
const attemptsMax = 3;

type KeyFound = DataKey | UnusableKeyError | undefined;

/**
 * Checks, seals, decides and records events. Each has its own result; what one is refused for does not touch the
 * others, unless all or none is requested.
 */
export class RecordEvents {
  readonly #store: EventStore;
  readonly #keyring: Keyring;
  readonly #rules: StreamRules;
  readonly #settings: RecordSettings;
  readonly #large = new OrganisationLanes(largeCalls);
  readonly #others = new OrganisationLanes(otherCalls);

  /** @param rules of the streams that are written: those of patients, or the organisation's own */
  constructor(store: EventStore, keyring: Keyring, rules: StreamRules, settings: RecordSettings) {
    this.#store = store;
    this.#keyring = keyring;
    this.#rules = rules;
    this.#settings = settings;
  }

  /**
   * @param bodies events as they were sent; of patients each with its `patientId`
   * @returns one result per event, in order
   */
  record(context: RequestContext, bodies: readonly unknown[], options: RecordOptions = {}): Promise<RecordResult[]> {
    const lanes = bodies.length > eventsAtOnceMax ? this.#large : this.#others;
    return lanes.run(context.org, () => this.#record(context, bodies, options));
  }

  async #record(context: RequestContext, bodies: readonly unknown[], options: RecordOptions): Promise<RecordResult[]> {
    const results = new Array<RecordResult | undefined>(bodies.length).fill(undefined);
    const absent = new AbsentEvents();
    const commands = await this.#read(context, bodies, options, results, absent);
    if (commands.size > 0) {
      const keys = new SubjectKeys(this.#keyring, context.org, this.#rules);
      await keys.find(commands.values());
      const sealing: Sealing = {
        context,
        source: await this.#store.source(),
        shards: await this.#store.shardsOf(context.org),
        deviceOffsetMs: options.deviceTime?.offsetMs,
      };
      const call: Call = { sealing, keys, loader: this.#loaderOf(sealing, keys), options, absent, results };
      if (options.atomic === true || commands.size <= recordedAtOnce) await this.#recordTogether(call, commands);
      else await this.#recordInPieces(call, commands);
      await this.#sayWhatIsShown(context.org, commands, results);
    }
    return results.map(orBatchRefused);
  }

  /**
   * Beside others a piece at a time. A call has no place among those of other organisations: while its own store or
   * keys are away, theirs go on.
   */
  async #recordInPieces(call: Call, commands: ReadonlyMap<number, RecordCommand>): Promise<void> {
    for (const rest = [...commands]; rest.length > 0;) {
      const piece = rest.splice(0, presence.othersThan(call.sealing.context.org) ? recordedAtOnce : rest.length);
      const { tookMs } = await this.#recordTogether(call, new Map(piece));
      if (rest.length > 0) await pause(tookMs);
    }
  }

  /** @returns how long it took to append what was sealed */
  async #recordTogether(call: Call, commands: ReadonlyMap<number, RecordCommand>): Promise<{ tookMs: number }> {
    const { sealing, keys, options, absent, results } = call;
    const { context } = sealing;
    const isWhole = options.atomic === true;
    let open = await this.#prepare(call, commands);
    if (isWhole) for (const [index, command] of commands) if (results[index] !== undefined) absent.add(command);
    const began = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      if (isWhole) await this.#appendWhole(context.org, open, options.judgeOnly === true, absent.copy(), results);
      else await this.#appendEach(context, open, results);
      const outdated = attempt < attemptsMax ? open.filter((one) => isOutdated(one, results[one.index])) : [];
      if (outdated.length === 0) return { tookMs: performance.now() - began };
      if (!isWhole) open = outdated;
      const refused = await this.#prepareAgain(sealing, outdated, keys, results);
      for (const { index } of open) results[index] = refused.get(index);
      open = open.filter(({ index }) => results[index] === undefined);
    }
  }

  /**
   * A fault that one event of several has is its own result: the others go on, and the sender learns which one it is.
   * What passes (a store that is away) concerns them all.
   * @param events how many there are in the call
   * @throws the error, when the whole call fails of it
   */
  failedAlone(context: RequestContext, error: unknown, events: number): Extract<RecordResult, { outcome: 'failed' }> {
    if (events === 1 || passes(error)) throw error;
    this.#settings.onFailedAlone(error, context);
    return { outcome: 'failed', error };
  }

  async #read(
    context: RequestContext,
    bodies: readonly unknown[],
    options: RecordOptions,
    results: (RecordResult | undefined)[],
    absent: AbsentEvents,
  ): Promise<Map<number, RecordCommand>> {
    const commands = new Map<number, RecordCommand>();
    const turn = new Turn(context.org);
    if (bodies.length > eventsAtOnceMax) await turn.next();
    const limits = {
      nowMs: this.#settings.clock() + (options.deviceTime?.offsetMs ?? 0),
      futureToleranceMs: this.#settings.futureToleranceMs,
    };
    for (let index = 0; index < bodies.length; index += 1) {
      if (turn.isOver()) await turn.next();
      let reading: CommandReading;
      try {
        reading = this.#rules.read(context.org, bodies[index], limits);
      } catch (error) {
        results[index] = this.failedAlone(context, error, options.atomic === true ? 1 : bodies.length);
        continue;
      }
      if (reading.ok) commands.set(index, reading.command);
      else {
        results[index] = { outcome: 'invalid', faults: reading.faults };
        if (options.atomic === true) absent.addUnread(bodies[index]);
      }
    }
    for (const [index, command] of commands) if (absent.excludes(command)) commands.delete(index);
    return commands;
  }

  /** Seals what can be recorded; the others get their result. */
  async #prepare({ sealing, keys, loader, options, results }: Call, commands: ReadonlyMap<number, RecordCommand>): Promise<Prepared[]> {
    const prepared: Prepared[] = [];
    const turn = new Turn(sealing.context.org);
    if (commands.size > eventsAtOnceMax) await turn.next();
    for (const [index, command] of commands) {
      if (turn.isOver()) await turn.next();
      const key = keys.get(command);
      if (key === undefined) results[index] = { outcome: 'patient-unknown' };
      else if (key instanceof KeyDestroyedError) results[index] = { outcome: 'record-destroyed' };
      else if (key instanceof UnusableKeyError)
        results[index] = this.failedAlone(sealing.context, key, options.atomic === true ? 1 : results.length);
      else {
        const event = this.#ruleEventOf(command);
        const ready = await this.#prepareOne(sealing, { command, event }, keys, loader).catch((error: unknown) =>
          this.failedAlone(sealing.context, error, options.atomic === true ? 1 : results.length),
        );
        if ('outcome' in ready) results[index] = ready;
        else prepared.push({ index, command, ...ready });
        if (commands.size === 1) break;
        offer(loader, command, event);
        if ('companion' in ready && ready.companion) offer(loader, ready.companion.command, ready.companion.event);
      }
    }
    return prepared;
  }

  #loaderOf({ context: { org } }: Sealing, keys: SubjectKeys): TargetLoader {
    return new TargetLoader(this.#store, org, (patientId, retentionClass) => keys.opening(patientId, retentionClass), this.#rules.upcast);
  }

  /**
   * Merges, with the death that is known by now; and what was sealed under a key that is gone.
   * @returns results of those that cannot be recorded
   */
  async #prepareAgain(
    sealing: Sealing,
    outdated: readonly Prepared[],
    keys: SubjectKeys,
    results: readonly (RecordResult | undefined)[],
  ): Promise<Map<number, RecordResult>> {
    const refused = new Map<number, RecordResult>();
    for (const one of outdated) {
      if (isSealedInVain(results[one.index]))
        keys.forgetKinds([one.command.patientId, ...(one.companion ? [one.companion.command.patientId] : [])]);
      const merge = { command: one.command, event: this.#ruleEventOf(one.command), death: deathToTake(results[one.index]) };
      const ready = await this.#prepareOne(sealing, merge, keys, this.#loaderOf(sealing, keys));
      if ('outcome' in ready) refused.set(one.index, ready);
      else Object.assign(one, ready);
    }
    return refused;
  }

  /** The death that the companion of a merge takes along; of one that is recorded already, what it took. */
  async #deathKnownTo(sealing: Sealing, command: RecordCommand, event: RuleEvent, keys: SubjectKeys): Promise<KnownDeath | null> {
    const { org } = sealing.context;
    await keys.findPatient((event.data.otherPatientId as string).toLowerCase());
    const [recorded] = await this.#store.readEvents(org, [counterpartId(event.id)]);
    const key = recorded && (await keys.opening(recorded.header.subject, recorded.header.retentionclass));
    if (recorded && key) return deathTakenAlong(targetEventOf(recorded, key, this.#rules.upcast).data) ?? null;
    const [judgement] = await this.#store.judge(org, [this.#itemOf(sealing, command, event, keys, { ...noTargets, takesAlong: null })]);
    return (judgement?.outcome === 'refused' && (judgement.refusal as Refusal).death) || null;
  }

  /** @param death that a merge takes along, where it is known better than by looking */
  async #prepareOne(
    sealing: Sealing,
    { command: stated, event, death }: { command: RecordCommand; event: RuleEvent; death?: KnownDeath | null | undefined },
    keys: SubjectKeys,
    loader: TargetLoader,
  ): Promise<Pick<Prepared, 'item' | 'companion'> | RecordResult> {
    const entryId = targetOf(event);
    const chain = entryId === undefined ? noTargets.chain : await loader.chainOf(event);
    if (!chain) return { outcome: 'reference-missing', pointer: pointerOfReference(stated, entryId!) };
    const command = await keys.inItsClass(stated, chain);
    const takesAlong = isEndOfRecord(event) ? (death ?? (await this.#deathKnownTo(sealing, command, event, keys))) : undefined;
    const targets: Targets = takesAlong === undefined ? { chain } : { chain, takesAlong };
    const item = this.#itemOf(sealing, command, event, keys, targets);
    if (item.payload.length > this.#settings.payloadMaxBytes)
      return { outcome: 'invalid', faults: [{ pointer: '/data', message: 'is too large' }] };
    const description = companionOf(command, targets);
    if (!description) return { item };
    const described = commandOf(description);
    await keys.findPatient(described.patientId);
    const companion = await keys.inItsClass(described, []);
    if (keys.usable(companion.patientId, companion.retentionClass) === undefined) {
      // Without a key there is no such record, or none any more: what was said in both is then taken back in this one.
      return {
        item: description.namedAt === undefined ? item : refusedItem(item, refusalByCompanion({ code: 'patient-unknown' }, description)),
      };
    }
    const companionEvent = this.#ruleEventOf(companion);
    const companionChain = await loader.chainOf(companionEvent);
    if (!companionChain) return { outcome: 'reference-missing', pointer: pointerOfReference(command, entryId!) };
    return {
      item,
      companion: {
        description,
        command: companion,
        event: companionEvent,
        item: this.#itemOf(sealing, companion, companionEvent, keys, { chain: companionChain, companion: true }),
      },
    };
  }

  #itemOf(sealing: Sealing, command: RecordCommand, event: RuleEvent, keys: SubjectKeys, targets: Targets): AppendItem {
    const { org } = sealing.context;
    const key = keys.usable(command.patientId, command.retentionClass)!;
    const aggregates = SealedAggregates.of(keys.usable(command.patientId, this.#rules.decisionClass)!, org, command.patientId);
    const data = this.#rules.factsOf(event);
    const facts = data && { data, key: keys.ofFacts(command.patientId) };
    return {
      ...sealCommand(sealing, shardOf(command.patientId, sealing.shards), command, key, facts),
      expected: command.ifMatch === undefined ? this.#rules.expected(command) : { kind: 'exact', version: command.ifMatch },
      references: referencesOf(command.type, command.data).map(({ id }) => id),
      decision: new RecordDecision(this.#rules, event, targets, aggregates),
    };
  }

  #ruleEventOf({ patientId, id, type, schemaVersion, occurredAt, data }: RecordCommand): RuleEvent {
    return { patientId, id, type, occurredAt, data: this.#rules.upcast(type, schemaVersion, data) as Record<string, unknown> };
  }

  /**
   * All or none. The append stops at the first event that it does not accept, but who mends the batch wants to know of
   * all of them: they are judged, and nothing is recorded. An event that needs one that is absent is not named, as the
   * fault is not its own.
   */
  async #appendWhole(
    org: string,
    prepared: readonly Prepared[],
    judgeOnly: boolean,
    absent: AbsentEvents,
    results: (RecordResult | undefined)[],
  ): Promise<void> {
    const open = prepared.filter(({ command }) => !absent.excludes(command));
    if (!judgeOnly && results.every((result) => result === undefined)) {
      const items = itemsOf(open).map((item) => ({ ...item, group: 0 }));
      await this.#append(org, items, open, results);
      if (results.every((result) => result !== undefined && 'recorded' in result)) return;
    }
    const judgements = (await this.#store.judge(org, itemsOf(open))).values();
    for (const { index, command, companion } of open) {
      const own = judgements.next().value!;
      const others = companion ? judgements.next().value! : undefined;
      if (absent.excludes(command)) results[index] = undefined;
      // What the append has found stands, should the record allow it by now.
      else results[index] ??= resultOf(command, own, companion && { ...companion, outcome: others! });
      // A repeated event is there.
      if (results[index] && !('recorded' in results[index])) absent.add(command);
    }
  }

  /**
   * One that makes the store fail is found by halves, so that the others are recorded all the same. What a half has
   * recorded before it failed is a repetition the second time.
   */
  async #appendEach(context: RequestContext, prepared: readonly Prepared[], results: (RecordResult | undefined)[]): Promise<void> {
    try {
      await this.#append(context.org, itemsOf(prepared), prepared, results);
    } catch (error) {
      if (prepared.length === 1) results[prepared[0]!.index] = this.failedAlone(context, error, results.length);
      else if (passes(error)) throw error;
      else {
        const half = Math.ceil(prepared.length / 2);
        await this.#appendEach(context, prepared.slice(0, half), results);
        await this.#appendEach(context, prepared.slice(half), results);
      }
    }
  }

  /** @param items of those that are prepared, in order; what comes after them has no result */
  async #append(
    org: string,
    items: readonly AppendItem[],
    prepared: readonly Prepared[],
    results: (RecordResult | undefined)[],
  ): Promise<void> {
    const outcomes = (await this.#store.append(org, items)).values();
    for (const { index, command, companion } of prepared) {
      const own = outcomes.next().value!;
      const others = companion ? outcomes.next().value! : undefined;
      results[index] = resultOf(command, own, companion && { ...companion, outcome: others! });
    }
  }

  /**
   * A refusal that names an event says when that happened and who recorded it, so that a carer can contact that person.
   * Of every result that was decided by what is on record, what it shows is noted.
   */
  async #sayWhatIsShown(
    org: string,
    commands: ReadonlyMap<number, RecordCommand>,
    results: readonly (RecordResult | undefined)[],
  ): Promise<void> {
    const showing = results.flatMap((result, index) => (shows(result) ? [{ result, command: commands.get(index)! }] : []));
    if (showing.length === 0) return;
    const named = showing.flatMap(({ result }) => entryNamedBy(result) ?? []);
    const events = named.length === 0 ? [] : await this.#store.readEvents(org, [...new Set(named)]);
    const byId = new Map(events.map((event) => [event.header.id, event]));
    for (const { result, command } of showing) {
      const entry = byId.get(entryNamedBy(result) ?? '');
      if (entry && result.outcome === 'refused') {
        const { id, type, occurredat: occurredAt, time: recordedAt, actor, actorrole: actorRole } = entry.header;
        result.first = { id, type, occurredAt, recordedAt, actor, actorRole };
      }
      result.shown = shownBy(result, command, entry);
    }
  }
}

/** The same for the organisation's own stream: what it states of itself. */
export class RecordDirectory extends RecordEvents {}

/** And for who does which round. */
export class RecordRounds extends RecordEvents {}

function isSealedInVain(result: RecordResult | undefined): boolean {
  return result?.outcome === 'record-destroyed' && result.ofKind === true;
}

/**
 * A kind of entries was destroyed since it was sealed. Of a merge: its companion was made of a death that is not, or no
 * longer, known; or a repetition of it was recorded meanwhile.
 */
function isOutdated({ command, companion }: Prepared, result: RecordResult | undefined): boolean {
  if (isSealedInVain(result)) return true;
  if (!companion || !isEndOfRecord(command)) return false;
  return result?.outcome === 'id-conflict' || deathToTake(result) !== undefined;
}

/** What a refused merge has to take along, as the record is by now. */
function deathToTake(result: RecordResult | undefined): KnownDeath | null | undefined {
  return result?.outcome === 'refused' ? (result.refusal as Refusal).death : undefined;
}

const orBatchRefused = (result: RecordResult | undefined): RecordResult => result ?? { outcome: 'batch-refused' };

/** Data keys of the subjects of one request, by retention class. */
class SubjectKeys {
  readonly #keyring: Keyring;
  readonly #org: string;
  readonly #rules: StreamRules;
  /** By retention class and subject: a text that is put together for a look-up costs more than the look-up. */
  readonly #keys = new Map<string, Map<string, KeyFound>>();

  constructor(keyring: Keyring, org: string, rules: StreamRules) {
    this.#keyring = keyring;
    this.#org = org;
    this.#rules = rules;
  }

  /** Only the first event of a record may make a new key, so that a mistyped patient id leaves nothing behind. */
  async find(commands: Iterable<RecordCommand>): Promise<void> {
    const { decisionClass } = this.#rules;
    const begun = new Set<string>();
    const withFacts = new Set<string>();
    const unknown = new Map<string, Set<string>>();
    const look = (patientId: string, retentionClass: string): void => {
      const keys = this.#of(retentionClass);
      if (keys.has(patientId)) return;
      const key = this.#keyring.known(this.#org, patientId, retentionClass);
      keys.set(patientId, key);
      if (key) return;
      const ofClass = unknown.get(retentionClass);
      if (ofClass) ofClass.add(patientId);
      else unknown.set(retentionClass, new Set([patientId]));
    };
    const beside = new Map<string, Set<string>>([[retentionFactsClass, withFacts]]);
    for (const command of commands) {
      const { patientId, retentionClass } = command;
      if (this.#rules.begins(command)) begun.add(patientId);
      if (retentionClass !== decisionClass) {
        const ofClass = beside.get(retentionClass);
        if (ofClass) ofClass.add(patientId);
        else beside.set(retentionClass, new Set([patientId]));
      }
      // Decision state has the key of one class, independent of the event's class.
      look(patientId, decisionClass);
      if (this.#rules.mayHaveFacts(command.type)) withFacts.add(patientId);
    }
    await Promise.all([...unknown].map(([retentionClass, subjects]) => this.#find(retentionClass, [...subjects], begun)));
    await Promise.all([...beside].map(([retentionClass, subjects]) => this.#findBeside(retentionClass, subjects)));
  }

  /** Keys that are made where there is a record: its key was found. */
  async #findBeside(retentionClass: string, patientIds: Iterable<string>): Promise<void> {
    const keys = this.#of(retentionClass);
    const unknown: string[] = [];
    for (const patientId of patientIds) {
      if (keys.has(patientId) || !this.usable(patientId, this.#rules.decisionClass)) continue;
      const key = this.#keyring.known(this.#org, patientId, retentionClass);
      if (key) keys.set(patientId, key);
      else unknown.push(patientId);
    }
    if (unknown.length > 0) await this.#find(retentionClass, unknown, new Set(unknown));
  }

  /** A patient that is only named by an event of another one. */
  async findPatient(patientId: string): Promise<void> {
    const { decisionClass } = this.#rules;
    if (!this.#of(decisionClass).has(patientId)) await this.#find(decisionClass, [patientId], new Set());
    await this.#findBeside(retentionFactsClass, [patientId]);
  }

  /** That of the record; one of a kind of entries that is damaged. */
  get({ patientId, retentionClass }: RecordCommand): KeyFound {
    const ofRecord = this.#of(this.#rules.decisionClass).get(patientId);
    if (!ofRecord || ofRecord instanceof UnusableKeyError) return ofRecord;
    const ofKind = this.#of(retentionClass).get(patientId);
    return ofKind instanceof KeyDestroyedError ? ofRecord : ofKind;
  }

  /** Keys of kinds of entries may be gone, though they are in memory: they are read again. */
  forgetKinds(patientIds: readonly string[]): void {
    for (const patientId of patientIds) {
      this.#keyring.forget(this.#org, patientId);
      for (const kind of kindClasses) this.#of(kind).delete(patientId);
    }
  }

  /** The key of recorded events of a class; undefined: there is none any more. */
  async opening(patientId: string, retentionClass: string): Promise<DataKey | undefined> {
    const keys = this.#of(retentionClass);
    // Those of records are looked for before, and no other record is opened for what names an entry of it.
    if (isKindClass(retentionClass) && !keys.has(patientId) && this.usable(patientId, this.#rules.decisionClass)) {
      const known = this.#keyring.known(this.#org, patientId, retentionClass);
      if (known) keys.set(patientId, known);
      else await this.#find(retentionClass, [patientId], new Set());
    }
    return this.usable(patientId, retentionClass);
  }

  /**
   * The command in the class that it is sealed in. What corrects an entry is of the kind of that. Where a kind was
   * destroyed, what comes new of it is a part of the record.
   */
  async inItsClass(command: RecordCommand, chain: Targets['chain']): Promise<RecordCommand> {
    const { patientId, retentionClass } = command;
    const corrected = chain.at(-1);
    const wanted = corrected ? retentionClassOf(corrected.type) : retentionClass;
    if (!isKindClass(wanted)) return command;
    if (!this.#of(wanted).has(patientId)) await this.#findBeside(wanted, [patientId]);
    const key = this.#of(wanted).get(patientId);
    const own = key instanceof KeyDestroyedError ? this.#rules.decisionClass : wanted;
    if (key instanceof UnusableKeyError && own === wanted) throw key;
    return own === retentionClass ? command : { ...command, retentionClass: own };
  }

  usable(patientId: string, retentionClass: string): DataKey | undefined {
    const key = this.#of(retentionClass).get(patientId);
    return key instanceof UnusableKeyError ? undefined : key;
  }

  /** @throws UnusableKeyError: without its facts an event would be one that says no dates */
  ofFacts(patientId: string): DataKey {
    const key = this.#of(retentionFactsClass).get(patientId);
    if (key instanceof UnusableKeyError) throw key;
    if (!key) throw new Error('the key of the facts was not looked for');
    return key;
  }

  #of(retentionClass: string): Map<string, KeyFound> {
    let keys = this.#keys.get(retentionClass);
    if (!keys) this.#keys.set(retentionClass, (keys = new Map<string, KeyFound>()));
    return keys;
  }

  async #find(retentionClass: string, asked: readonly string[], create: ReadonlySet<string>): Promise<void> {
    const keys = this.#of(retentionClass);
    for (const subject of asked) keys.set(subject, undefined);
    for (let subjects = asked; subjects.length > 0;) {
      try {
        const found = await this.#keyring.keysForSealing(
          this.#org,
          retentionClass,
          subjects,
          subjects.filter((subject) => create.has(subject)),
        );
        for (const [subject, key] of found) keys.set(subject, key);
        return;
      } catch (error) {
        if (!(error instanceof UnusableKeyError)) throw error;
        const unusable = new Set(error.subjects);
        for (const subject of unusable) keys.set(subject, error);
        subjects = subjects.filter((subject) => !unusable.has(subject));
      }
    }
  }
}

/** What the command would be as a target of those after it in the same request. */
function offer(loader: TargetLoader, { id, schemaVersion, data, facility }: RecordCommand, event: RuleEvent): void {
  loader.offer(id, () => ({ ...event, recorded: { schemaVersion, data, ...(facility === undefined ? {} : { facility }) } }));
}

function commandOf(companion: Companion): RecordCommand {
  const { patientId, id, type, schemaVersion, occurredAt, facility, causationId, data } = companion;
  return {
    patientId,
    id,
    type,
    schemaVersion,
    retentionClass: clinicalEventContract(type, schemaVersion)!.retentionClass,
    occurredAt,
    ...(facility === undefined ? {} : { facility }),
    causationId,
    data: data,
  };
}

/** What is recorded in one go or not at all has a group. */
function itemsOf(prepared: readonly Prepared[]): AppendItem[] {
  return prepared.flatMap(({ item, companion }, number) =>
    companion
      ? [
          { ...item, group: number },
          { ...companion.item, group: number },
        ]
      : [item],
  );
}

/** Refused, unless it is recorded already. */
function refusedItem(item: AppendItem, refusal: Refusal): AppendItem {
  const { keys } = item.decision!;
  const decision: ItemDecision = {
    keys,
    open: (sealed, name) => item.decision!.open(sealed, name),
    seal: (state, name) => item.decision!.seal(state, name),
    decide: () => ({ accepted: false, refusal }),
  };
  return { ...item, decision };
}

const unchanged: Extract<Decided, { accepted: true }> = { accepted: true, changed: new Map() };

/** The rules of one event, as the store calls them. */
class RecordDecision implements ItemDecision {
  readonly keys: readonly Buffer[];
  readonly #names: readonly string[];

  constructor(
    private readonly rules: StreamRules,
    private readonly event: RuleEvent,
    private readonly targets: Targets,
    private readonly aggregates: SealedAggregates,
  ) {
    this.#names = rules.keysOf(event, targets);
    this.keys = this.#names.map((key) => aggregates.name(key));
  }

  open(sealed: Buffer, name: Buffer): AggregateState {
    return this.aggregates.open(sealed, name);
  }

  seal(state: AggregateState, name: Buffer): Buffer {
    return this.aggregates.seal(state, name);
  }

  decide(states: readonly (AggregateState | undefined)[]): Decided {
    const byKey = new Map(this.#names.map((key, place) => [key, states[place]]));
    const decision = this.rules.decide(this.event, byKey, this.targets);
    if (!decision.accepted) return { accepted: false, refusal: decision.refusal };
    // Most events leave no state behind.
    if (decision.states.size === 0) return unchanged;
    return { accepted: true, changed: new Map([...decision.states].map(([key, state]) => [this.#names.indexOf(key), state])) };
  }
}

function resultOf(
  command: RecordCommand,
  outcome: AppendOutcome | Judgement,
  companion: { description: Companion; command: RecordCommand; outcome: AppendOutcome | Judgement } | undefined,
): RecordResult | undefined {
  switch (outcome.outcome) {
    case 'created':
    case 'duplicate': {
      const { outcome: kind, ...recorded } = outcome;
      return { outcome: kind, recorded };
    }
    case 'id-conflict':
      return { outcome: 'id-conflict', entryId: command.id };
    case 'version-conflict':
      return outcome;
    case 'stream-exists':
      return { outcome: 'patient-registered', streamVersion: outcome.streamVersion };
    case 'stream-missing':
      // The organisation has stated nothing yet, and the writer has seen a version of it.
      return command.retentionClass === organisationClass
        ? { outcome: 'version-conflict', streamVersion: 0 }
        : { outcome: 'patient-unknown' };
    case 'stream-closed':
      return { outcome: 'record-destroyed' };
    case 'class-gone':
      return { outcome: 'record-destroyed', ofKind: true };
    case 'reference-missing':
      return { outcome: 'reference-missing', pointer: pointerOfReference(command, outcome.reference) };
    case 'refused':
      return { outcome: 'refused', refusal: outcome.refusal as Refusal | PlaceRefusal | ReleaseRefusal };
    case 'group-refused':
      return companion && resultByCompanion(companion);
    case 'acceptable':
    case 'undecided':
      return undefined;
  }
}

/** Why a command was not recorded because of what it would have brought about in another record. */
function resultByCompanion({
  description,
  command,
  outcome,
}: {
  description: Companion;
  command: RecordCommand;
  outcome: AppendOutcome | Judgement;
}): RecordResult | undefined {
  if (outcome.outcome === 'refused') {
    return { outcome: 'refused', refusal: refusalByCompanion(outcome.refusal as Refusal, description) };
  }
  return resultOf(command, outcome, undefined);
}
