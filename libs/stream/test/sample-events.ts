import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { encodeEnvelope, envelopeContentType, formatSource, writerBytes, type WriterHeader } from '@everchart/envelope';
import type { OutboundRecord } from '../src/index.js';

export interface SampleRecord extends OutboundRecord {
  id: string;
  stream: string;
  version: number;
}

/** One event store that writes to the stream: it counts positions per shard and versions per stream, as the real one does. */
export class SampleStore {
  readonly storeId = randomUUID();
  readonly #positions = new Map<string, number>();
  readonly #heads = new Map<string, { version: number; position: number; shard: number }>();

  /** @param shards of each organisation; streams take turns */
  constructor(private readonly shards = 1) {}

  next(org: string, stream: string): SampleRecord {
    const {
      version: before,
      position: previous,
      shard,
    } = this.#heads.get(`${org}/${stream}`) ?? {
      version: 0,
      position: 0,
      shard: this.#heads.size % this.shards,
    };
    const version = before + 1;
    const position = (this.#positions.get(`${org}/${shard}`) ?? 0) + 1;
    this.#positions.set(`${org}/${shard}`, position);
    this.#heads.set(`${org}/${stream}`, { version, position, shard });
    const value = randomBytes(60);
    const header: WriterHeader = {
      id: randomUUID(),
      source: formatSource('test', { storeId: this.storeId, epoch: 1 }),
      type: 'note.written',
      subject: stream,
      dataschema: 'urn:everchart:schema:note.written:1',
      occurredat: '2026-03-01T08:30:00+01:00',
      org,
      actor: 'carer-1',
      actorrole: 'carer',
      shard,
      contentdigest: createHash('sha256').update(value).digest('hex'),
      keyid: randomUUID(),
      retentionclass: 'clinical',
      correlationid: randomUUID(),
    };
    const store = { position, previous, streamVersion: version, recordedAtUs: 1_772_350_201_000_000, chain: randomBytes(32) };
    return {
      id: header.id,
      stream,
      version,
      key: `${org}/${shard}`,
      headers: {
        'content-type': envelopeContentType,
        traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
      },
      value: encodeEnvelope(writerBytes(header), store, value),
    };
  }

  /** `perStream` events of each of `streams` streams, taking turns. */
  take(org: string, streams: readonly string[], perStream: number): SampleRecord[] {
    return Array.from({ length: perStream }, () => streams.map((stream) => this.next(org, stream))).flat();
  }
}

export const newStreams = (count: number): string[] => Array.from({ length: count }, () => randomUUID());
