import { accessType, yearOfAccessClass } from '@everchart/access-log';
import { withoutDestroyed } from '@everchart/destruction';
import { decodeList, EnvelopeError, keyIdOf, parseSource } from '@everchart/envelope';
import { byteaArray, integerArray, textArray, uuidArray, type Transaction } from '@everchart/postgres';
import { PoisonEventError, type EventHandler, type ReceivedEvent } from '@everchart/stream';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const accessIndexConsumer = 'timeline-accesses-v1';

interface Leaf {
  org: string;
  keyId: string;
  recordedAt: string;
  eventId: string;
  index: number;
  service: string;
  bytes: Buffer;
  /** Of its class. */
  year: number;
}

/** Accesses of all services → the index by key. It opens nothing, and so needs no keyring. */
export class AccessIndexer implements EventHandler {
  async handle(tx: Transaction, received: readonly ReceivedEvent[]): Promise<void> {
    const kept = await withoutDestroyed(tx, received);
    const leaves = kept.filter(({ unreadable, header }) => unreadable === undefined && header.type === accessType).flatMap(leavesOf);
    if (leaves.length === 0) return;
    await tx.query({
      name: 'write-access-leaves',
      text: `INSERT INTO access_index.leaves (org, key_id, recorded_at, event_id, index, service, leaf, year)
       SELECT * FROM unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::integer[], $6::text[], $7::bytea[], $8::integer[]) ON CONFLICT DO NOTHING`,
      values: [
        textArray(leaves.map(({ org }) => org)),
        uuidArray(leaves.map(({ keyId }) => keyId)),
        leaves.map(({ recordedAt }) => recordedAt),
        uuidArray(leaves.map(({ eventId }) => eventId)),
        integerArray(leaves.map(({ index }) => index)),
        textArray(leaves.map(({ service }) => service)),
        byteaArray(leaves.map(({ bytes }) => bytes)),
        integerArray(leaves.map(({ year }) => year)),
      ],
    });
  }

  /** None: what was put on record before a store was restored has happened all the same. */
  streamsApplied(): Promise<string[]> {
    return Promise.resolve([]);
  }
}

function leavesOf({ header, payload }: ReceivedEvent): Leaf[] {
  const { org, id: eventId, time: recordedAt, source, retentionclass } = header;
  const year = yearOfAccessClass(retentionclass) ?? Number(recordedAt.slice(0, 4));
  try {
    const { service } = parseSource(source);
    return decodeList(payload).map((bytes, index) => ({ org, keyId: keyIdOf(bytes), recordedAt, eventId, index, service, bytes, year }));
  } catch (cause) {
    if (cause instanceof EnvelopeError) throw new PoisonEventError(eventId, cause.code, { cause });
    throw cause;
  }
}
