import { hash } from 'node:crypto';
import {
  chainLinkOf,
  decodeEnvelope,
  EnvelopeError,
  followsInChain,
  headContentType,
  parseHeadEntry,
  parseSource,
  type SourceHead,
} from '@everchart/envelope';
import type { ReceivedEvent } from './consumer.types.js';
import type { Delivery } from './delivery.decider.js';
import type { AssignedPartition, InboundRecord } from './port.js';
import type { Forgery } from './record-seal.js';
import { isMark, receivedMark, type ReceivedMark } from './republished.js';

/** A shard of a store in an organisation: one sequence of positions. */
export interface ShardIdentity {
  org: string;
  storeId: string;
  shard: number;
}

export interface ConsumerDelivery extends Delivery {
  shard: Readonly<ShardIdentity>;
  event: ReceivedEvent;
}

export interface ShardDeliveries {
  identity: Readonly<ShardIdentity>;
  deliveries: ConsumerDelivery[];
}

/** What a source states of one of its shards. */
export interface ReceivedHead extends SourceHead {
  service: string;
  storeId: string;
  epoch: number;
}

/** A record that is no event. `key` names it among the stopped streams. */
export interface MalformedRecord {
  org: string;
  key: string;
  code: string;
  record: InboundRecord;
}

/** A record of no writer of its topic: it is dropped. */
export interface ForgedRecord extends AssignedPartition {
  offset: bigint;
  code: Forgery;
}

export type Decoded =
  | { kind: 'event'; delivery: ConsumerDelivery }
  | { kind: 'head'; head: ReceivedHead }
  | { kind: 'mark'; mark: ReceivedMark }
  | ({ kind: 'malformed' } & MalformedRecord)
  | ({ kind: 'forged' } & ForgedRecord);

/** Key of records on the stream: it decides the partition, and so the order. */
export function recordKey(org: string, shard: number): string {
  return `${org}/${shard}`;
}

/** Reads a record as an event. Never throws: what cannot be read has a stable code. */
export function decodeRecord(record: InboundRecord): Decoded {
  if (record.forged !== undefined) return forged(record, record.forged);
  if (isMark(record)) {
    const mark = receivedMark(record);
    return mark ? { kind: 'mark', mark } : forged(record, 'out-of-place');
  }
  try {
    if (record.headers['content-type'] === headContentType) return decodeHead(record);
    const { traceparent } = record.headers;
    const { header, store, writer, payload } = decodeEnvelope(record.value);
    const event: ReceivedEvent = { header, store, writer, payload, record };
    if (traceparent !== undefined) event.traceparent = traceparent;
    const { org, subject, shard, position, previous, id, source } = header;
    const stream = subject.toLowerCase();
    const { storeId, epoch, service } = parseSource(source);
    // A writer that holds a key of the topic signs its own events only.
    if (service !== record.writer) return forged(record, 'writer-wrong');
    if (
      stream === '' ||
      !isStorable(org, shard, epoch) ||
      !isStorable(stream, header.streamversion) ||
      !isStorable(id) ||
      !isStorable(header.type)
    )
      return malformed(record, 'attribute-malformed');
    const { key, identity } = knownShard(org, storeId, shard);
    // The key decides the partition, and so the order.
    if (record.key !== key) return malformed(record, 'key-mismatch');
    const { chain } = store;
    return { kind: 'event', delivery: { id, stream, position, previous, epoch, shard: identity, event, chain, follows } };
  } catch (error) {
    if (error instanceof EnvelopeError) return malformed(record, error.code);
    throw error;
  }
}

/** Most records are of the shard of the one before. */
let last = { key: '', identity: { org: '', storeId: '', shard: 0 } };

function knownShard(org: string, storeId: string, shard: number): { key: string; identity: Readonly<ShardIdentity> } {
  const { identity } = last;
  if (identity.org !== org || identity.storeId !== storeId || identity.shard !== shard)
    last = { key: recordKey(org, shard), identity: { org, storeId, shard } };
  return last;
}

/** One function for all: a run of them is alive at once. */
function follows(this: ConsumerDelivery, before: Buffer): boolean {
  const { writer, store } = this.event;
  return followsInChain({ position: this.position - 1, chain: before }, chainLinkOf(writer, store));
}

/** @throws EnvelopeError */
function decodeHead(record: InboundRecord): Decoded {
  const stated = parseHeadEntry(record.value);
  const { org, shard, source } = stated;
  const { storeId, epoch, service } = parseSource(source);
  if (service !== record.writer) return forged(record, 'writer-wrong');
  if (!isStorable(org, shard, epoch)) return malformed(record, 'attribute-malformed');
  if (record.key !== recordKey(org, shard)) return malformed(record, 'key-mismatch');
  return { kind: 'head', head: { ...stated, service, storeId, epoch } };
}

function isStorable(text: string, number = 0, another = 0): boolean {
  return text.length <= longestText && !unstorable.test(text) && number <= largestInteger && another <= largestInteger;
}

/**
 * What stands for an event that is not there, before one of the same stream that is: nothing is known of it but its
 * position. Its id follows from that.
 */
export function missingDelivery(following: ConsumerDelivery, position: number): ConsumerDelivery {
  const { shard, stream, event } = following;
  const digits = hash('sha256', `${shardName(shard)}\n${position}`);
  const id = `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
  const place = { position, previous: 0 };
  const header = { ...event.header, ...place, id, type: 'unknown', streamversion: event.header.streamversion - 1, occurredat: event.header.time }; // prettier-ignore
  return { ...following, ...place, id, stream, event: { ...event, header, store: { ...event.store, ...place } } };
}

/** Reads records: deliveries by shard, in order, and what is no event. */
export function arrivalOf(records: readonly InboundRecord[]): {
  shards: Map<string, ShardDeliveries>;
  malformed: MalformedRecord[];
  /** That the topic holds everything. */
  marks: ReceivedMark[];
  heads: ReceivedHead[];
  forged: ForgedRecord[];
} {
  const shards = new Map<string, ShardDeliveries>();
  let current: ShardDeliveries | undefined;
  const malformed: MalformedRecord[] = [];
  const marks: ReceivedMark[] = [];
  const heads: ReceivedHead[] = [];
  const forged: ForgedRecord[] = [];
  for (const record of records) {
    const decoded = decodeRecord(record);
    if (decoded.kind === 'malformed') {
      malformed.push(decoded);
      continue;
    }
    if (decoded.kind === 'mark') {
      marks.push(decoded.mark);
      continue;
    }
    if (decoded.kind === 'head') {
      heads.push(decoded.head);
      continue;
    }
    if (decoded.kind === 'forged') {
      forged.push(decoded);
      continue;
    }
    const { delivery } = decoded;
    // Most are of the shard of the one before: its name is made once.
    if (current?.identity !== delivery.shard) {
      const name = shardName(delivery.shard);
      current = shards.get(name) ?? { identity: delivery.shard, deliveries: [] };
      shards.set(name, current);
    }
    current.deliveries.push(delivery);
  }
  return { shards, malformed, marks, heads, forged };
}

/** One text for a shard. The parts hold no line feed: they are checked when a record is read. */
export function shardName({ org, storeId, shard }: ShardIdentity): string {
  return `${org}\n${storeId}\n${shard}`;
}

/** PostgreSQL text holds no NUL; names are joined with line feeds. */
const unstorable = /[\0\n]/;
/** What fits an index of PostgreSQL, and its integers. */
const longestText = 255;
const largestInteger = 2 ** 31 - 1;

function forged({ topic, partition, offset }: InboundRecord, code: Forgery): Decoded {
  return { kind: 'forged', topic, partition, offset, code };
}

function malformed(record: InboundRecord, code: string): Decoded {
  const key = record.key.replaceAll('\0', '');
  return { kind: 'malformed', org: /^(.+)\/\d+$/.exec(key)?.[1] ?? '', key, code, record };
}
