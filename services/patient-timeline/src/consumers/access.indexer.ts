import { accessType } from '@everchart/access-log';
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
}

/** Accesses of all services → the index by key. It opens nothing, and so needs no keyring. */
export class AccessIndexer implements EventHandler {
  async handle(tx: Transaction, received: readonly ReceivedEvent[]): Promise<void> {
    const leaves = received.filter(({ unreadable, header }) => unreadable === undefined && header.type === accessType).flatMap(leavesOf);
    if (leaves.length === 0) return;
    await tx.query({
      name: 'write-access-leaves',
      text: `INSERT INTO access_index.leaves (org, key_id, recorded_at, event_id, index, service, leaf)
       SELECT * FROM unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::integer[], $6::text[], $7::bytea[]) ON CONFLICT DO NOTHING`,
      values: [
        textArray(leaves.map(({ org }) => org)),
        uuidArray(leaves.map(({ keyId }) => keyId)),
        leaves.map(({ recordedAt }) => recordedAt),
        uuidArray(leaves.map(({ eventId }) => eventId)),
        integerArray(leaves.map(({ index }) => index)),
        textArray(leaves.map(({ service }) => service)),
        byteaArray(leaves.map(({ bytes }) => bytes)),
      ],
    });
  }

  /** None: what was put on record before a store was restored has happened all the same. */
  streamsApplied(): Promise<string[]> {
    return Promise.resolve([]);
  }
}

function leavesOf({ header, payload }: ReceivedEvent): Leaf[] {
  const { org, id: eventId, time: recordedAt, source } = header;
  try {
    const { service } = parseSource(source);
    return decodeList(payload).map((bytes, index) => ({ org, keyId: keyIdOf(bytes), recordedAt, eventId, index, service, bytes }));
  } catch (cause) {
    if (cause instanceof EnvelopeError) throw new PoisonEventError(eventId, cause.code, { cause });
    throw cause;
  }
}
