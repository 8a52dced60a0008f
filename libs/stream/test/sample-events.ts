import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { formatSource, toCloudEventHeaders, type EventHeader } from '@everchart/envelope';
import type { OutboundRecord } from '../src/index.js';

/** One event store that writes to the stream: it counts positions per organisation and versions per stream, as the real one does. */
export class SampleStore {
  readonly storeId = randomUUID();
  readonly #positions = new Map<string, number>();
  readonly #versions = new Map<string, number>();

  next(org: string, stream: string): OutboundRecord & { id: string } {
    const version = (this.#versions.get(`${org}/${stream}`) ?? 0) + 1;
    const position = (this.#positions.get(org) ?? 0) + 1;
    this.#versions.set(`${org}/${stream}`, version);
    this.#positions.set(org, position);
    const value = randomBytes(60);
    const header: EventHeader = {
      specversion: '1.0',
      id: randomUUID(),
      source: formatSource('test', { storeId: this.storeId, epoch: 1 }),
      type: 'note.written',
      subject: stream,
      dataschema: 'urn:everchart:schema:note.written:1',
      occurredat: '2026-03-01T08:30:00+01:00',
      org,
      actor: 'carer-1',
      actorrole: 'carer',
      shard: 0,
      contentdigest: createHash('sha256').update(value).digest('hex'),
      keyid: randomUUID(),
      retentionclass: 'clinical',
      correlationid: randomUUID(),
      traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
      time: '2026-03-01T07:30:01.000000Z',
      streamversion: version,
      position,
      chain: randomBytes(32).toString('hex'),
    };
    return { id: header.id, key: stream, headers: toCloudEventHeaders(header), value };
  }

  /** `perStream` events of each of `streams` streams, taking turns. */
  take(org: string, streams: readonly string[], perStream: number): (OutboundRecord & { id: string })[] {
    return Array.from({ length: perStream }, () => streams.map((stream) => this.next(org, stream))).flat();
  }
}

export const newStreams = (count: number): string[] => Array.from({ length: count }, () => randomUUID());
