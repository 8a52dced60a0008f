import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chainDigest, chainGenesis, encodeEnvelope, formatSource, sha256, writerBytes } from '@everchart/envelope';
import type { OutboundRecord } from '../src/index.js';

export interface SampleRecord extends OutboundRecord {
  id: string;
  stream: string;
  version: number;
  position: number;
}

/**
 * One event store that writes to the stream: it counts positions per shard and versions per stream, and goes back to a
 * backup, as the real one does.
 */
export class SampleStore {
  readonly storeId = randomUUID();
  epoch = 1;
  /** The stream of every event, and the chain up to it, in the order of positions. */
  readonly #shards = new Map<string, { stream: string; chain: Buffer }[]>();

  constructor(private readonly shards = 1) {}

  shardOf(stream: string): number {
    return createHash('sha256').update(stream).digest().readUInt32BE(0) % this.shards;
  }

  next(org: string, stream: string): SampleRecord {
    const number = this.shardOf(stream);
    const events = this.#shards.get(`${org}/${number}`) ?? [];
    this.#shards.set(`${org}/${number}`, events);
    const version = events.filter((each) => each.stream === stream).length + 1;
    const previous = events.findLastIndex((each) => each.stream === stream) + 1;
    const payload = randomBytes(60);
    const id = randomUUID();
    const writer = writerBytes({
      id,
      source: formatSource('ingest', { storeId: this.storeId, epoch: this.epoch }),
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
    const position = events.length + 1;
    const place = { position, previous, streamVersion: version, recordedAtUs: 1_772_350_200_000_000 + position };
    const chain = chainDigest(events.at(-1)?.chain ?? chainGenesis, sha256(writer), place);
    events.push({ stream, chain });
    const headers = { 'content-type': 'application/vnd.everchart.event', traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01` }; // prettier-ignore
    return {
      key: `${org}/${number}`,
      headers,
      value: encodeEnvelope(writer, { ...place, chain }, payload),
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
    this.goBack(org, position, number);
    this.epoch += 1;
  }

  /** As a restore after which the epoch was not raised. */
  goBack(org: string, position: number, number = 0): void {
    this.#shards.get(`${org}/${number}`)!.length = position;
  }
}

export const newStreams = (count: number): string[] => Array.from({ length: count }, () => randomUUID());
