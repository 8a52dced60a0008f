import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chainDigest, chainGenesis, encodeEnvelope, formatSource, sha256, writerBytes } from '@everchart/envelope';
import type { OutboundRecord } from '../src/index.js';

export interface SampleRecord extends OutboundRecord {
  id: string;
  stream: string;
  version: number;
  position: number;
}

interface Shard {
  chain: Buffer;
  /** Position and version of every event, by stream. */
  events: { stream: string; version: number; chain: Buffer }[];
}

/**
 * One event store that writes to the stream: it counts positions per shard and versions per stream, links them into a
 * chain, and goes back to a backup, as the real one does.
 */
export class SampleStore {
  readonly storeId = randomUUID();
  epoch = 1;
  readonly #shards = new Map<string, Shard>();

  constructor(private readonly shards = 1) {}

  shardOf(stream: string): number {
    return createHash('sha256').update(stream).digest().readUInt32BE(0) % this.shards;
  }

  next(org: string, stream: string): SampleRecord {
    const number = this.shardOf(stream);
    const shard = this.#shards.get(`${org}/${number}`) ?? { chain: chainGenesis, events: [] };
    this.#shards.set(`${org}/${number}`, shard);
    const version = shard.events.filter((event) => event.stream === stream).length + 1;
    const previous = shard.events.findLastIndex((event) => event.stream === stream) + 1;
    const payload = randomBytes(60);
    const id = randomUUID();
    const writer = writerBytes({
      id,
      source: formatSource('test', { storeId: this.storeId, epoch: this.epoch }),
      type: 'note.written',
      subject: stream,
      dataschema: 'urn:everchart:schema:note.written:1',
      occurredat: '2026-03-01T08:30:00+01:00',
      org,
      actor: 'carer-1',
      actorrole: 'carer',
      shard: number,
      contentdigest: sha256(payload).toString('hex'),
      keyid: randomUUID(),
      retentionclass: 'clinical',
      correlationid: randomUUID(),
    });
    const position = shard.events.length + 1;
    const place = { position, previous, streamVersion: version, recordedAtUs: 1_772_350_200_000_000 + position };
    shard.chain = chainDigest(shard.chain, sha256(writer), place);
    shard.events.push({ stream, version, chain: shard.chain });
    const headers = { 'content-type': 'application/vnd.everchart.event', traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01` }; // prettier-ignore
    return {
      key: `${org}/${number}`,
      headers,
      value: encodeEnvelope(writer, { ...place, chain: shard.chain }, payload),
      id,
      stream,
      version,
      position,
    };
  }

  /** `perStream` events of each of `streams` streams, taking turns. */
  take(org: string, streams: readonly string[], perStream: number): SampleRecord[] {
    return Array.from({ length: perStream }, () => streams.map((stream) => this.next(org, stream))).flat();
  }

  /** Goes back to a backup in which the shard ended at a position, and on in a new epoch. */
  restore(org: string, position: number, number = 0): void {
    const shard = this.#shards.get(`${org}/${number}`)!;
    shard.events = shard.events.slice(0, position);
    shard.chain = shard.events.at(-1)?.chain ?? chainGenesis;
    this.epoch += 1;
  }
}

export const newStreams = (count: number): string[] => Array.from({ length: count }, () => randomUUID());
