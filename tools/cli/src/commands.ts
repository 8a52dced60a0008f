import { clinicalEventTypes } from '@everchart/contracts-clinical';
import { openPayload, type EventHeader } from '@everchart/envelope';
import type { EventStore, ShardVerification } from '@everchart/event-store';
import type { DecisionReplay } from '@everchart/ingest';
import type { Keyring } from '@everchart/keyring';

const eventsPerRead = 500;

export type EventReader = Pick<EventStore, 'readShard' | 'readEvents' | 'verifyShard'>;

/** Headers of an organisation in the order of their positions, beginning after one; ends with the last, unless `follow` says how to wait for more. */
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

/** One event. The payload is opened only with a keyring: it is patient data. @returns undefined when there is no such event in the organisation */
export async function showEvent(
  store: EventReader,
  { org, id, keyring }: { org: string; id: string; keyring?: Pick<Keyring, 'keysForOpening'> },
): Promise<{ header: EventHeader; data?: unknown } | undefined> {
  const [event] = await store.readEvents(org, [id]);
  if (!event || !keyring) return event && { header: event.header };
  const key = (await keyring.keysForOpening(org, [event.header.keyid])).get(event.header.keyid);
  if (!key) throw new Error('the key of this event is destroyed: its payload can be read by nobody');
  return { header: event.header, data: openPayload(event.payload, key, event.header) };
}

export interface VerifiedShard {
  shard: ShardVerification;
  /** Records whose decision state is not what their events say; undefined when no keyring was given. */
  decisions?: { records: number; different: string[] };
}

/** Recomputes the chain from the rows and, with a keyring, every record's decision state from its events. */
export async function verifyShards(
  store: EventReader,
  {
    org,
    shard,
    replay,
    onRecord,
  }: { org: string; shard: number; replay?: Pick<DecisionReplay, 'compare'>; onRecord?: (done: number, all: number) => void },
): Promise<VerifiedShard> {
  const verified = await store.verifyShard(org, shard);
  if (!verified.ok || !replay) return { shard: verified };
  const records = new Set<string>();
  for await (const { subject } of tailEvents(store, { org, shard, after: 0 })) records.add(subject);
  const different: string[] = [];
  let done = 0;
  for (const record of records) {
    if (!(await replay.compare(org, record)).equal) different.push(record);
    done += 1;
    onRecord?.(done, records.size);
  }
  return { shard: verified, decisions: { records: records.size, different } };
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
