import {
  encodeAccessReceipt,
  encodeList,
  formatDataschema,
  ListTree,
  parseSource,
  writerBytes,
  type WriterHeader,
} from '@everchart/envelope';
import { shardOf, type EventStore, type Recorded } from '@everchart/event-store';
import { activeTraceparent } from '@everchart/platform';
import { v7 as newEventId } from 'uuid';
import type { AccessKeys } from './access-keys.js';
import { accessClass } from './access-keys.js';
import { accessSchemaVersion, accessType, sealAccess, type Access } from './access-list.js';
import type { AccessMetrics } from './metrics.js';
import { organisationStream } from '@everchart/contracts';

/** The access could not be put on record: nothing may leave. */
export class AccessNotRecordedError extends Error {
  override readonly name = 'AccessNotRecordedError';
  readonly code = 'access-not-recorded';
}

export interface AccessToRecord extends Omit<Access, 'at'> {
  /**
   * Whether the patient is known here: accesses to unknown ids are sealed under the organisation's key, so that
   * guessing makes no keys.
   */
  patientKnown: boolean;
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
}

/** An event of accesses that is on disk. */
interface RecordedEvent extends Recorded {
  org: string;
  source: string;
  tree: ListTree;
  leaves: number;
}

/** An access that is on record. */
export class AccessOnRecord {
  constructor(
    private readonly event: RecordedEvent,
    private readonly index: number,
  ) {}

  /** Whether one event holds both. */
  isWith(other: AccessOnRecord): boolean {
    return this.event === other.event;
  }

  /** Evidence of it, for the one who gets the answer: no hash is made for it. */
  get receipt(): string {
    const { org, source, shard, position, chain, recordedAt, tree, leaves } = this.event;
    const { storeId, epoch } = parseSource(source);
    const { index } = this;
    return encodeAccessReceipt({ storeId, epoch, org, shard, position, chain, recordedAt, index, leaves, leaf: tree.leaf(index), path: tree.proof(index) }); // prettier-ignore
  }
}

interface Waiting {
  access: AccessToRecord;
  resolve: (recorded: AccessOnRecord) => void;
  reject: (error: AccessNotRecordedError) => void;
}

/** Of one access event at most. */
const accessesMax = 500;
const detailBytesMax = 256 * 1024;

/** The accesses of one organisation that go into its next access event. */
interface Gathering {
  waiting: Waiting[];
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

  constructor(options: AccessLogOptions) {
    this.#options = options;
    this.#gatherMs = options.gatherMs ?? 5;
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
      if (access.detail) gathering.bytes += JSON.stringify(access.detail).length;
      if (gathering.waiting.length >= accessesMax || gathering.bytes >= detailBytesMax) this.#commit(org, traffic, gathering);
      else if (access.urgent) this.#hurry(org, traffic, gathering);
    });
  }

  /** Waits for what is being gathered and committed. */
  async close(): Promise<void> {
    for (const [org, traffic] of this.#traffic) if (traffic.gathering) this.#commit(org, traffic, traffic.gathering);
    await Promise.all(this.#commits);
  }

  /** While others are on their way or came with the last ones, more will come: it pays to wait for them. */
  #gather(org: string, traffic: Traffic): Gathering {
    const commit = (): void => this.#commit(org, traffic, gathering);
    const gathering: Gathering = {
      waiting: [],
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
    const { store, metrics } = this.#options;
    const committed = { subject: 0, organisation: 0 };
    let event: RecordedEvent;
    try {
      const { item, tree } = await this.#seal(org, waiting, committed);
      const [outcome] = await store.append(org, [item]);
      if (outcome?.outcome !== 'created') throw new Error(`the accesses were not appended: ${outcome?.outcome ?? 'no outcome'}`);
      event = { ...outcome, org, source: item.header.source, tree, leaves: waiting.length };
    } catch (cause) {
      metrics.accesses.inc({ outcome: 'failed', key: 'none' }, waiting.length);
      for (const { reject } of waiting) reject(new AccessNotRecordedError('the access could not be put on record', { cause }));
      return;
    }
    metrics.gathered.observe(waiting.length);
    metrics.accesses.inc({ outcome: 'committed', key: 'subject' }, committed.subject);
    metrics.accesses.inc({ outcome: 'committed', key: 'organisation' }, committed.organisation);
    for (const [index, { resolve }] of waiting.entries()) resolve(new AccessOnRecord(event, index));
  }

  async #seal(org: string, waiting: readonly Waiting[], count: { subject: number; organisation: number }) {
    const { keys, store, service } = this.#options;
    const at = new Date();
    const year = at.getUTCFullYear();
    const patients = new Set(
      waiting.flatMap(({ access: { patient, patientKnown } }) => (patient !== undefined && patientKnown ? patient : [])),
    );
    const { organisation, bySubject } = await keys.keysFor(org, year, [...patients]);
    const id = newEventId();
    const subject = organisationStream(org);
    const dataschema = formatDataschema(accessType, accessSchemaVersion);
    const identity = { org, subject, id, type: accessType, dataschema };
    const stamp = at.toISOString();
    const leaves = waiting.map(({ access: { patientKnown, urgent, ...access } }, index) => {
      const own = patientKnown && access.patient !== undefined ? bySubject.get(access.patient) : undefined;
      count[own ? 'subject' : 'organisation'] += 1;
      return sealAccess(JSON.stringify({ ...access, at: stamp } satisfies Access), own ?? organisation, identity, index);
    });
    const tree = new ListTree(leaves);
    const header: WriterHeader = {
      ...identity,
      source: await store.source(),
      occurredat: stamp,
      actor: service,
      actorrole: 'service',
      shard: shardOf(subject, await store.shardsOf(org)),
      contentdigest: tree.root.toString('hex'),
      keyid: organisation.keyId,
      retentionclass: accessClass(year),
      correlationid: waiting.length === 1 ? waiting[0]!.access.correlationId : id,
    };
    const traceparent = activeTraceparent();
    const item = {
      header,
      writer: writerBytes(header),
      payload: encodeList(leaves),
      commitment: tree.root,
      expected: { kind: 'any' as const },
      ...(traceparent !== undefined && { traceparent }),
    };
    return { item, tree };
  }
}
