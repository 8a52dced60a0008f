import { randomUUID } from 'node:crypto';
import { organisationStream } from '@everchart/contracts';
import { retentionClass, retentionEventTypes, type RetentionEventData, type RetentionEventType } from '@everchart/contracts-retention';
import { EventStore, recordOf, shardOf, type StoredEvent } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import type { Pool } from '@everchart/postgres';
import { sealEvent } from '@everchart/sealed-events';
import { retentionTopic, type ReceivedEvent, type StreamTransport } from '@everchart/stream';

const exampleOf = (name: string) => retentionEventTypes.find(({ type }) => type === name)!.example;
const [example, certificate] = [exampleOf('retention.destroyed'), exampleOf('certificate.issued')];

const newTraceparent = (): string => `00-${randomUUID().replaceAll('-', '')}-${randomUUID().slice(0, 18).replaceAll('-', '')}-00`;

type DestroyedKey = RetentionEventData['retention.destroyed']['keys'][number];

interface Destroying {
  classes?: string[];
  org?: string;
  keepKeys?: boolean;
  named?: DestroyedKey[];
}

/**
 * Destroys records, and years of accesses (of the organisation itself), as retention does: the keys first, then the
 * event in the event store of retention.
 */
export class DestroyedRecords {
  readonly store: EventStore;
  /** Position of the last event that was taken, by organisation. */
  readonly #taken = new Map<string, number>();

  /**
   * @param pool to an event store, as its appender
   * @param keyring as a writer @param destroyer as the login that destroys
   */
  constructor(
    pool: Pool,
    private readonly keyring: Keyring,
    private readonly destroyer: Keyring,
  ) {
    this.store = new EventStore({ pool, service: 'retention' });
  }

  /** @param named what the event says of keys, in the place of those of the subject @returns id of the event */
  async destroy(subject: string, { classes = ['clinical'], org = 'home', keepKeys = false, named }: Destroying = {}): Promise<string> {
    const keys: DestroyedKey[] = [];
    for (const each of classes) {
      const { keyId } = (await this.keyring.keysForSealing(org, each, [subject])).get(subject)!;
      keys.push({ keyId, fingerprint: 'b'.repeat(64), retentionClass: each });
    }
    if (!keepKeys && subject === organisationStream(org)) for (const each of classes) await this.destroyer.destroyClass(org, subject, each);
    else if (!keepKeys) await this.destroyer.destroy(org, subject, classes);
    const data = { ...example, destructionId: randomUUID(), retentionClasses: classes, keys: named ?? keys };
    return this.state('retention.destroyed', subject, data, { org });
  }

  /** @returns id of the certificate */
  certify(subject: string, destroyedBy: string, org = 'home'): Promise<string> {
    return this.state('certificate.issued', subject, { ...certificate, destroyedBy }, { org });
  }

  /** Records any event of retention, as retention does. @returns its id */
  async state(type: RetentionEventType, subject: string, data: unknown, { org = 'home', actor = 'retention' } = {}): Promise<string> {
    const key = (await this.keyring.keysForSealing(org, retentionClass, [subject])).get(subject)!;
    const id = randomUUID();
    const sealed = sealEvent(
      {
        id,
        org,
        subject,
        type,
        schemaVersion: 1,
        data,
        source: await this.store.source(),
        shard: shardOf(subject, await this.store.shardsOf(org)),
        occurredat: '2036-03-02T08:00:00Z',
        actor,
        actorrole: 'service',
        retentionclass: retentionClass,
        correlationid: randomUUID(),
      },
      key,
    );
    const [outcome] = await this.store.append(org, [{ ...sealed, expected: { kind: 'any' } }]);
    if (outcome?.outcome !== 'created') throw new Error(`not appended: ${outcome?.outcome}`);
    return id;
  }

  /** What was appended and not yet taken, in order. */
  async take(org = 'home'): Promise<StoredEvent[]> {
    const events = await this.store.readShard(org, 0, this.#taken.get(org) ?? 0, 1000);
    const last = events.at(-1);
    if (last) this.#taken.set(org, last.header.position);
    return events;
  }

  /** As a consumer is given them. */
  async received(org = 'home'): Promise<ReceivedEvent[]> {
    return (await this.take(org)).map((event, index) => {
      const traceparent = newTraceparent();
      const { key, headers, value } = recordOf(event, traceparent);
      const record = {
        topic: retentionTopic,
        partition: 0,
        offset: BigInt(index),
        key,
        headers,
        value: Buffer.from(value),
        writer: 'retention',
      };
      return { ...event, traceparent, record };
    });
  }

  /** Puts on the stream what was not yet put there, as the relay does. */
  async carry(transport: StreamTransport, org = 'home'): Promise<void> {
    await send(transport, await this.take(org));
  }

  /** All of it once more: each is delivered twice. */
  async carryAgain(transport: StreamTransport, org = 'home'): Promise<void> {
    await send(transport, await this.store.readShard(org, 0, 0, 1000));
  }
}

async function send(transport: StreamTransport, events: readonly StoredEvent[]): Promise<void> {
  const producer = await transport.createProducer();
  try {
    await producer.send(
      retentionTopic,
      events.map((event) => recordOf(event, newTraceparent())),
    );
  } finally {
    await producer.close();
  }
}
