import { randomBytes, randomUUID } from 'node:crypto';
import { EventStore, recordOf, shardOf, type StoredEvent } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import type { Pool } from '@everchart/postgres';
import { sealEvent } from '@everchart/sealed-events';
import { clinicalTopic, type ReceivedEvent, type StreamTransport } from '@everchart/stream';

export interface Draft {
  id?: string;
  org?: string;
  patient: string;
  type: string;
  schemaVersion?: number;
  data: unknown;
  occurredAt?: string;
  retentionClass?: string;
}

/** Records clinical events as ingest does: sealed, and appended to an event store. */
export class ClinicalSource {
  readonly store: EventStore;
  readonly #carried = new Map<string, number>();

  constructor(
    pool: Pool,
    private readonly keyring: Keyring,
  ) {
    this.store = new EventStore({ pool, service: 'ingest' });
  }

  /** @returns the events' ids */
  async append(...drafts: Draft[]): Promise<string[]> {
    const ids: string[] = [];
    for (const draft of drafts) {
      const org = draft.org ?? 'home';
      const [outcome] = await this.store.append(org, [await this.#itemOf(org, draft)]);
      if (outcome?.outcome !== 'created') throw new Error(`not appended: ${outcome?.outcome}`);
      ids.push(outcome.id);
    }
    return ids;
  }

  /** What was appended and not yet taken, in order. */
  async take(org = 'home'): Promise<StoredEvent[]> {
    const events = await this.store.readShard(org, 0, this.#carried.get(org) ?? 0, 100_000);
    this.#carried.set(org, events.at(-1)?.header.position ?? this.#carried.get(org) ?? 0);
    return events;
  }

  /** As the stream's consumer would be given them. */
  async received(org = 'home'): Promise<ReceivedEvent[]> {
    return (await this.take(org)).map((event, index) => {
      const traceparent = newTraceparent();
      const { key, headers, value } = recordOf(event, traceparent);
      return {
        ...event,
        traceparent,
        record: { topic: clinicalTopic, partition: 0, offset: BigInt(index), key, headers, value: Buffer.from(value), writer: 'ingest' },
      };
    });
  }

  /** Puts them on the stream, as the relay does. */
  async carry(transport: StreamTransport, org = 'home'): Promise<void> {
    const events = await this.take(org);
    const producer = await transport.createProducer();
    try {
      for (let at = 0; at < events.length; at += 500) {
        const records = events.slice(at, at + 500).map((event) => recordOf(event, newTraceparent()));
        await producer.send(clinicalTopic, records);
      }
    } finally {
      await producer.close();
    }
  }

  async #itemOf(
    org: string,
    { id = randomUUID(), patient, type, schemaVersion = 1, data, occurredAt, retentionClass = 'clinical' }: Draft,
  ) {
    const dataKey = (await this.keyring.keysForSealing(org, retentionClass, [patient])).get(patient)!;
    const event = {
      id,
      org,
      subject: patient,
      type,
      schemaVersion,
      data,
      source: await this.store.source(),
      occurredat: occurredAt ?? '2026-03-01T08:00:00+01:00',
      actor: 'carer-anna',
      actorrole: 'carer',
      shard: shardOf(patient, await this.store.shardsOf(org)),
      retentionclass: retentionClass,
      correlationid: randomUUID(),
    };
    return { ...sealEvent(event, dataKey), expected: { kind: 'any' as const } };
  }
}

const newTraceparent = (): string => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;

export const newPatient = (): string => randomUUID();

export const registration = { identifiers: [], name: { family: 'Keller-Secret', given: ['Anna'] }, birthDate: '1941-03', gender: 'female' };

export const pulse = (value: number) => ({
  code: { text: 'Heart rate', coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  category: 'vital-signs',
  valueQuantity: { value, unit: '/min', code: '/min' },
});
