import { clinicalEventTypes } from '@everchart/contracts-clinical';
import type { EventHeader } from '@everchart/envelope';
import { streamEndOf, type EventStore, type ShardVerification } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import type { Pool } from '@everchart/postgres';
import { openEvent } from '@everchart/sealed-events';
import type { StreamTransport } from '@everchart/stream';
import type { ShownRecord } from './shown.record.js';

const eventsPerRead = 500;

/** An event is there, and its payload cannot be opened. */
export class PayloadUnreadableError extends Error {
  override readonly name = 'PayloadUnreadableError';
}

/** What is shown is what was recorded, at the version of then. */
const asRecorded = (_type: string, _version: number, data: unknown): unknown => data;

export type EventReader = Pick<EventStore, 'readShard' | 'readEvents' | 'verifyShard'>;

/** Where it is put on record what is shown, before it is. */
export type OnRecord = Pick<ShownRecord, 'event' | 'headers'>;

interface Tail {
  org: string;
  shard: number;
  after: number;
  record: OnRecord;
  follow?: () => Promise<boolean>;
}

/**
 * Headers of an organisation in the order of their positions, beginning after one; ends with the last, unless `follow`
 * says how to wait for more.
 */
export async function* tailEvents(store: EventReader, { org, shard, after, record, follow }: Tail): AsyncGenerator<EventHeader> {
  for (let position = after; ;) {
    const events = await store.readShard(org, shard, position, eventsPerRead);
    const headers = events.map(({ header }) => header);
    if (headers.length > 0) await record.headers(headers);
    yield* headers;
    position = events.at(-1)?.header.position ?? position;
    if (events.length === eventsPerRead) continue;
    if (!follow || !(await follow())) return;
  }
}

/**
 * One event. The payload is opened only with a keyring: it is patient data. @returns undefined when there is no such
 * event in the organisation @throws PayloadUnreadableError
 */
export async function showEvent(
  store: EventReader,
  { org, id, record, keyring }: { org: string; id: string; record: OnRecord; keyring?: Pick<Keyring, 'keysForOpening'> },
): Promise<{ header: EventHeader; data?: unknown } | undefined> {
  const [event] = await store.readEvents(org, [id]);
  await record.event(keyring ? 'event-payload.read' : 'event-header.read', id, event?.header);
  if (!event || !keyring) return event && { header: event.header };
  const key = (await keyring.keysForOpening(org, [event.header.keyid])).get(event.header.keyid);
  if (!key) throw new PayloadUnreadableError('this keyring has no key for the event: destroyed, or it is the keyring of another store');
  try {
    return { header: event.header, data: openEvent(event, key, asRecorded).data };
  } catch (cause) {
    throw new PayloadUnreadableError('the payload does not open under its key: it was changed', { cause });
  }
}

/** Recomputes every digest and the chain from the rows. */
export function verifyChain(store: EventReader, { org, shard }: { org: string; shard: number }): Promise<ShardVerification> {
  return store.verifyShard(org, shard);
}

/** @param pool as the owner of the store */
export async function raiseEpoch(
  pool: Pool,
  transport: StreamTransport,
  topic: string,
): Promise<{ storeId: string; was: number; epoch: number }> {
  const { storeId, epoch: was, seenEpoch } = await streamEndOf(pool, transport, topic);
  const { rows } = await pool.query<{ epoch: number }>('SELECT event_store.raise_epoch($1) AS epoch', [seenEpoch]);
  return { storeId, was, epoch: rows[0]!.epoch };
}

export function listSchemas(): { type: string; version: number; dataschema: string; retentionClass: string; description: string }[] {
  return clinicalEventTypes.map(({ type, version, dataschema, retentionClass, description }) => ({
    type,
    version,
    dataschema,
    retentionClass,
    description,
  }));
}
