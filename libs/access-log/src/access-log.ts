import {
  decodeList,
  encodeAccessReceipt,
  encodeList,
  formatDataschema,
  ListTree,
  parseSource,
  sha256,
  writerBytes,
  type WriterHeader,
} from '@everchart/envelope';
import { passes, shardOf, type AppendItem, type EventStore, type Recorded } from '@everchart/event-store';
import type { DataKey } from '@everchart/keyring';
import { activeTraceparent } from '@everchart/platform';
import { isUnavailable } from '@everchart/postgres';
import { v7 as newEventId } from 'uuid';
import type { AccessKeys } from './access-keys.js';
import { accessClass } from './access-keys.js';
import { accessSchemaVersion, accessType, joined, sealAccess, sealLook, type Access, type openAccesses } from './access-list.js';
import { AccessParts, type AccessPart } from './access-parts.js';
import type { AccessSpool, KeptAccesses, KeptRun } from './access-spool.js';
import type { AccessMetrics } from './metrics.js';
import { organisationStream } from '@everchart/contracts';

/** The access could not be put on record: nothing may leave. */
export class AccessNotRecordedError extends Error {
  override readonly name = 'AccessNotRecordedError';
  readonly code = 'access-not-recorded';
}

/** Of a look at several patients: one of them. */
export interface PartToRecord extends AccessPart {
  patientKnown: boolean;
}

export interface AccessToRecord extends Omit<Access, 'at'> {
  /**
   * Whether the patient is known here: accesses to unknown ids are sealed under the organisation's key, so that
   * guessing makes no keys.
   */
  patientKnown: boolean;
  /** Of a look at several patients: each of them. */
  parts?: readonly PartToRecord[];
  /**
   * The one who waits for it does nothing else meanwhile: it, and what was gathered before it, is committed at once.
   */
  urgent?: boolean;
}

export interface AccessLogOptions {
  store: Pick<EventStore, 'append' | 'source' | 'shardsOf'>;
  keys: Pick<AccessKeys, 'keysFor'>;
  metrics: AccessMetrics;
  /** Name of the service: the actor of its access events. */
  service: string;
  /** Milliseconds for which accesses are gathered at most. Default 5. */
  gatherMs?: number;
  /** Where accesses are kept while the store is away. Without it nothing is answered then. */
  kept?: {
    spool: AccessSpool;
    /** Operations that have the last of its room. */
    vital: ReadonlySet<string>;
    /** Milliseconds after which the store counts as away. Default 3000. */
    storeTimeoutMs?: number;
    /** Accesses that say what has to be put down elsewhere, too, when the store is back: they always go this way. */
    told?: ToldByAccesses;
    onFailure: (error: unknown) => void;
  };
}

/** What some accesses say is put down elsewhere as well. */
export interface ToldByAccesses {
  isTold(access: AccessToRecord): boolean;
  /** Called when the store has the event; again after an end in between, so what is there is not put down twice. */
  putDown(event: SealedAccesses): Promise<void>;
}

/** As {@link openAccesses} takes them. */
export type SealedAccesses = Parameters<typeof openAccesses>[0];

/** An event of accesses, sealed. */
interface SealedEvent {
  org: string;
  id: string;
  at: string;
  /** Of the organisation's key. */
  keyId: string;
  correlationId: string;
  traceparent: string | undefined;
  tree: ListTree;
  leaves: readonly Buffer[];
}

/** Where an event of accesses stands in the store. Undefined: on the disk of this process, until the store is back. */
type Place = (Recorded & { source: string }) | undefined;

/** An access that is on record. */
export class AccessOnRecord {
  constructor(
    private readonly event: SealedEvent,
    private readonly place: Place,
    private readonly index: number,
  ) {}

  /** Whether one event holds both. */
  isWith(other: AccessOnRecord): boolean {
    return this.event === other.event;
  }

  /** Whether the store does not have it yet. */
  get isKept(): boolean {
    return this.place === undefined;
  }

  /**
   * Evidence of it, for the one who gets the answer: no hash is made for it. Undefined while the store does not have
   * it.
   */
  get receipt(): string | undefined {
    if (!this.place) return undefined;
    const { source, shard, position, chain, recordedAt } = this.place;
    const { org, tree, leaves } = this.event;
    const { storeId, epoch } = parseSource(source);
    const { index } = this;
    return encodeAccessReceipt({ storeId, epoch, org, shard, position, chain, recordedAt, index, leaves: leaves.length, leaf: tree.leaf(index), path: tree.proof(index) }); // prettier-ignore
  }

  /** By which it is found when the store has it. */
  get id(): string {
    return `${this.event.id}.${this.index}`;
  }
}

interface Waiting {
  access: AccessToRecord;
  resolve: (recorded: AccessOnRecord) => void;
  reject: (error: AccessNotRecordedError) => void;
}

/** Puts on record which events were kept outside of the store, in their order, and that none is missing. */
const keptOperation = 'accesses.kept';
/** While something is kept, the store is tried so often. */
const drainEveryMs = 500;
const storeTimeoutMs = 3000;

/** Of one access event at most; of one look, too. */
const accessesMax = 500;
const detailBytesMax = 256 * 1024;

/** The accesses of one organisation that go into its next access event. */
interface Gathering {
  waiting: Waiting[];
  /** One for each patient of a look. */
  accesses: number;
  bytes: number;
  urgent: boolean;
  timer: NodeJS.Timeout | NodeJS.Immediate;
}

/** What is known of an organisation that was accessed a moment ago. */
interface Traffic {
  gathering: Gathering | undefined;
  committing: number;
  /** Accesses of the last event. */
  last: number;
}

/**
 * Puts accesses on record: those of an organisation are gathered for at most 5 ms into one access event, a list with
 * one sealed leaf each, and every one of them is on disk when its `record` resolves. An access that comes alone does
 * not wait. The relay takes the events, in order, to the audit log.
 */
export class AccessLog {
  readonly #options: AccessLogOptions;
  readonly #gatherMs: number;
  readonly #traffic = new Map<string, Traffic>();
  readonly #commits = new Set<Promise<void>>();
  readonly #parts = new AccessParts();
  /** Of the file that is drained: how many of its events the store has, by organisation. */
  #taken = new Map<string, number>();
  readonly #timer: NodeJS.Timeout | undefined;

  constructor(options: AccessLogOptions) {
    this.#options = options;
    this.#gatherMs = options.gatherMs ?? 5;
    const { kept } = options;
    if (!kept) return;
    this.metrics.keeps(() => kept.spool.bytes);
    this.#timer = setInterval(() => this.#drain(), drainEveryMs).unref();
  }

  get metrics(): AccessMetrics {
    return this.#options.metrics;
  }

  /** @throws AccessNotRecordedError */
  record(org: string, access: AccessToRecord): Promise<AccessOnRecord> {
    return new Promise((resolve, reject) => {
      let traffic = this.#traffic.get(org);
      if (!traffic) this.#traffic.set(org, (traffic = { gathering: undefined, committing: 0, last: 0 }));
      const gathering = (traffic.gathering ??= this.#gather(org, traffic));
      gathering.waiting.push({ access, resolve, reject });
      gathering.accesses += countOf(access);
      for (const { detail } of [access, ...(access.parts ?? [])]) if (detail) gathering.bytes += JSON.stringify(detail).length;
      if (gathering.accesses >= accessesMax || gathering.bytes >= detailBytesMax) this.#commit(org, traffic, gathering);
      else if (access.urgent) this.#hurry(org, traffic, gathering);
    });
  }

  /**
   * One look at several patients: each of them finds it by their own key, and it is forgotten of each with that key.
   * @throws AccessNotRecordedError
   */
  async recordLook(
    org: string,
    access: Omit<AccessToRecord, 'parts' | 'patient' | 'patientKnown'>,
    parts: readonly PartToRecord[],
  ): Promise<AccessOnRecord[]> {
    const [one, ...others] = parts;
    // Of one alone there is nothing in common.
    if (one && others.length === 0) return [await this.record(org, { ...access, ...joined(access, one) })];
    const counts = Array.from({ length: Math.ceil(parts.length / accessesMax) }, (_, at) => at * accessesMax);
    const looks = counts.map((from) => parts.slice(from, from + accessesMax));
    return Promise.all(looks.map((each) => this.record(org, { ...access, patientKnown: false, parts: each })));
  }

  /** Waits for what is being gathered and committed. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const [org, traffic] of this.#traffic) if (traffic.gathering) this.#commit(org, traffic, traffic.gathering);
    await Promise.all(this.#commits);
    await this.#options.kept?.spool.close();
  }

  /** While others are on their way or came with the last ones, more will come: it pays to wait for them. */
  #gather(org: string, traffic: Traffic): Gathering {
    const commit = (): void => this.#commit(org, traffic, gathering);
    const gathering: Gathering = {
      waiting: [],
      accesses: 0,
      bytes: 0,
      urgent: false,
      timer: traffic.committing > 0 || traffic.last > 1 ? setTimeout(commit, this.#gatherMs) : setImmediate(commit),
    };
    return gathering;
  }

  /** What comes in the same turn of the event loop still goes into it. */
  #hurry(org: string, traffic: Traffic, gathering: Gathering): void {
    if (gathering.urgent) return;
    clearTimeout(gathering.timer as NodeJS.Timeout);
    clearImmediate(gathering.timer as NodeJS.Immediate);
    gathering.urgent = true;
    gathering.timer = setImmediate(() => this.#commit(org, traffic, gathering));
  }

  #commit(org: string, traffic: Traffic, gathering: Gathering): void {
    if (traffic.gathering !== gathering) return;
    traffic.gathering = undefined;
    traffic.committing += 1;
    traffic.last = gathering.waiting.length;
    clearTimeout(gathering.timer as NodeJS.Timeout);
    clearImmediate(gathering.timer as NodeJS.Immediate);
    const committed = this.#append(org, gathering.waiting).then(() => {
      traffic.committing -= 1;
      this.#commits.delete(committed);
      if (traffic.committing === 0 && !traffic.gathering && traffic.last <= 1) this.#traffic.delete(org);
    });
    this.#commits.add(committed);
  }

  async #append(org: string, waiting: readonly Waiting[]): Promise<void> {
    const { metrics } = this.#options;
    const committed = { subject: 0, organisation: 0 };
    const gathered = waiting.reduce((sum, { access }) => sum + countOf(access), 0);
    let event: SealedEvent;
    let place: Place;
    try {
      event = await this.#seal(org, waiting.map(({ access }) => access), committed); // prettier-ignore
      const vital = waiting.some(({ access: { operation } }) => this.#options.kept?.vital.has(operation));
      const tells = waiting.some(({ access }) => this.#options.kept?.told?.isTold(access));
      place = await this.#putDown(event, { vital, tells });
    } catch (cause) {
      metrics.accesses.inc({ outcome: 'failed', key: 'none' }, gathered);
      for (const { reject } of waiting) reject(new AccessNotRecordedError('the access could not be put on record', { cause }));
      return;
    }
    metrics.gathered.observe(gathered);
    const outcome = place ? 'committed' : 'kept';
    metrics.accesses.inc({ outcome, key: 'subject' }, committed.subject);
    metrics.accesses.inc({ outcome, key: 'organisation' }, committed.organisation);
    for (const [index, { resolve }] of waiting.entries()) resolve(new AccessOnRecord(event, place, index));
  }

  /** In the store; on this disk while the store is away, and behind what was kept there before. */
  async #putDown(event: SealedEvent, { vital, tells }: { vital: boolean; tells: boolean }): Promise<Place> {
    const { kept } = this.#options;
    if (!kept) return this.#store(event);
    if (!tells && !(await kept.spool.mustKeep())) {
      try {
        return await inTime(this.#store(event), kept.storeTimeoutMs ?? storeTimeoutMs);
      } catch (error) {
        if (!isAway(error)) throw error;
        kept.onFailure(error);
      }
    }
    // Whether the store took it is perhaps not known: it gets the same event, which it takes once.
    await kept.spool.keep({ ...keptOf(event), ...(tells && { tells }) }, { vital });
    return undefined;
  }

  async #store(event: SealedEvent): Promise<Place> {
    const item = await this.#itemOf(event);
    const [outcome] = await this.#options.store.append(event.org, [item]);
    if (outcome?.outcome !== 'created') throw new Error(`the accesses were not appended: ${outcome?.outcome ?? 'no outcome'}`);
    return { ...outcome, source: item.header.source };
  }

  #drain(): void {
    const { spool, onFailure } = this.#options.kept!;
    if (spool.holds) spool.drain((run) => this.#take(run)).catch(onFailure);
  }

  /**
   * What was kept, and behind it, for each organisation, which events these are: their numbers follow each other, and
   * the last account says how many there were. So the record shows that none of them is missing.
   */
  async #take({ spool, number, events: all, isEnd }: KeptRun): Promise<void> {
    const taken = number === 1 ? new Map<string, number>() : new Map(this.#taken);
    const byOrg = Map.groupBy(all, ({ org }) => org);
    for (const org of new Set([...byOrg.keys(), ...(isEnd ? taken.keys() : [])])) {
      const events = byOrg.get(org) ?? [];
      const before = taken.get(org) ?? 0;
      const until = before + events.length;
      taken.set(org, until);
      const detail = { spool, from: before + 1, events: events.map(({ id }) => id), ...(isEnd && { total: until }) };
      const { service } = this.#options;
      const account: AccessToRecord = { operation: keptOperation, outcome: 'granted', status: 200, purpose: 'HSYSADMIN', actor: service, role: 'service', correlationId: spool, patientKnown: false, detail }; // prettier-ignore
      const id = idOf(spool, org, before, until, isEnd ? 'end' : '');
      const sealed = await this.#seal(org, [account], { subject: 0, organisation: 0 }, id);
      const items = await Promise.all([...events.map(sealedOf), sealed].map((event) => this.#itemOf(event)));
      const outcomes = await this.#options.store.append(org, items);
      // An account that is there was sealed again, and says the same.
      const missing = outcomes.find(({ outcome }, at) => !['created', 'duplicate', ...(at === events.length ? ['id-conflict'] : [])].includes(outcome)); // prettier-ignore
      if (missing) throw new Error(`accesses that were kept were not appended: ${missing.outcome}`);
    }
    for (const { tells, org, id, payload } of all)
      if (tells) await this.#options.kept?.told?.putDown({ header: identityOf(org, id), payload: Buffer.from(payload, 'base64') });
    this.#taken = taken;
  }

  async #seal(
    org: string,
    accesses: readonly AccessToRecord[],
    count: { subject: number; organisation: number },
    id = newEventId(),
  ): Promise<SealedEvent> {
    const at = new Date();
    const named = accesses.flatMap((access): readonly Pick<AccessToRecord, 'patient' | 'patientKnown'>[] => access.parts ?? [access]);
    const patients = new Set(named.flatMap(({ patient, patientKnown }) => (patient !== undefined && patientKnown ? patient : [])));
    const { organisation, bySubject } = await this.#options.keys.keysFor(org, at.getUTCFullYear(), [...patients]);
    const stamp = at.toISOString();
    const keyOf = ({ patient, patientKnown }: { patient?: string; patientKnown: boolean }): DataKey => {
      const own = patientKnown && patient !== undefined ? bySubject.get(patient) : undefined;
      count[own ? 'subject' : 'organisation'] += 1;
      return own ?? organisation;
    };
    const identity = identityOf(org, id);
    const leaves = accesses.map(({ patientKnown, urgent, parts, ...rest }, index) => {
      const access = { ...rest, at: stamp } satisfies Access;
      if (!parts) return sealAccess(JSON.stringify(access), keyOf({ ...access, patientKnown }), identity, index);
      const sealed = parts.map(({ patientKnown: known, ...part }) => {
        const key = keyOf({ patient: part.patient, patientKnown: known });
        return { keyId: key.keyId, sealed: this.#parts.seal(org, part, key) };
      });
      return sealLook(access, sealed, organisation, identity, index);
    });
    const correlationId = accesses.length === 1 ? accesses[0]!.correlationId : id;
    const traceparent = activeTraceparent();
    return { org, id, at: stamp, keyId: organisation.keyId, correlationId, traceparent, tree: new ListTree(leaves), leaves };
  }

  async #itemOf({ org, id, at, keyId, correlationId, traceparent, tree, leaves }: SealedEvent): Promise<AppendItem> {
    const { store, service } = this.#options;
    const identity = identityOf(org, id);
    const header: WriterHeader = {
      ...identity,
      source: await store.source(),
      occurredat: at,
      actor: service,
      actorrole: 'service',
      shard: shardOf(identity.subject, await store.shardsOf(org)),
      contentdigest: tree.root.toString('hex'),
      keyid: keyId,
      retentionclass: accessClass(new Date(at).getUTCFullYear()),
      correlationid: correlationId,
    };
    return {
      header,
      writer: writerBytes(header),
      payload: encodeList(leaves),
      commitment: tree.root,
      expected: { kind: 'any' },
      ...(traceparent !== undefined && { traceparent }),
    };
  }
}

function countOf({ parts }: AccessToRecord): number {
  return parts?.length ?? 1;
}

function identityOf(org: string, id: string) {
  const dataschema = formatDataschema(accessType, accessSchemaVersion);
  return { org, subject: organisationStream(org), id, type: accessType, dataschema };
}

function keptOf({ tree: _, leaves, ...event }: SealedEvent): KeptAccesses {
  return { ...event, payload: encodeList(leaves).toString('base64') };
}

function sealedOf({ payload, tells: _, ...event }: KeptAccesses): SealedEvent {
  const leaves = decodeList(Buffer.from(payload, 'base64'));
  return { traceparent: undefined, ...event, leaves, tree: new ListTree(leaves) };
}

/** The same for the same run: a UUID of version 8. */
function idOf(...parts: (string | number)[]): string {
  const bytes = sha256(Buffer.from(parts.join('\n'))).subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

class StoreTooLateError extends Error {
  override readonly name = 'StoreTooLateError';
}

/** Whether what was not taken now may be taken later as it is. */
function isAway(error: unknown): boolean {
  return error instanceof StoreTooLateError || passes(error) || isUnavailable(error);
}

/** What comes later is not waited for. */
async function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new StoreTooLateError('the store did not answer in time')), timeoutMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined); // said by the error above, when it was too late
  }
}
