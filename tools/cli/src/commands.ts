import { clinicalEventTypes } from '@everchart/contracts-clinical';
import type { EventHeader } from '@everchart/envelope';
import type { EventStore, ShardVerification } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import { openEvent } from '@everchart/sealed-events';

const eventsPerRead = 500;

/** An event is there, and its payload cannot be opened. */
export class PayloadUnreadableError extends Error {
  override readonly name = 'PayloadUnreadableError';
}

/** What is shown is what was recorded, at the version of then. */
const asRecorded = (_type: string, _version: number, data: unknown): unknown => data;

export type EventReader = Pick<EventStore, 'readShard' | 'readEvents' | 'verifyShard'>;

/**
 * Headers of an organisation in the order of their positions, beginning after one; ends with the last, unless `follow`
 * says how to wait for more.
 */
export async function* tailEvents(
  store: EventReader,
  { org, shard, after, follow }: { org: string; shard: number; after: number; follow?: () => Promise<boolean> },
): AsyncGenerator<EventHeader> {
  for (let position = after; ;) {
    const events = await store.readShard(org, shard, position, eventsPerRead);
    for (const { header } of events) yield header;
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
  { org, id, keyring }: { org: string; id: string; keyring?: Pick<Keyring, 'keysForOpening'> },
): Promise<{ header: EventHeader; data?: unknown } | undefined> {
  const [event] = await store.readEvents(org, [id]);
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

export function listSchemas(): { type: string; version: number; dataschema: string; retentionClass: string; description: string }[] {
  return clinicalEventTypes.map(({ type, version, dataschema, retentionClass, description }) => ({
    type,
    version,
    dataschema,
    retentionClass,
    description,
  }));
}
