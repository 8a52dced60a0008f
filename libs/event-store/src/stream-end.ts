import type { Pool } from '@everchart/postgres';
import { decodeRecord, type StreamTransport } from '@everchart/stream';
import { EventStoreHeldError, storeErrorOf } from './event-store.errors.js';

/** Records of each partition that are looked at: what a restore lost is what was published last. */
const recordsPerPartition = 200;

/** The last event of a shard that others may have seen. */
interface SeenEvent {
  org: string;
  shard: number;
  position: number;
  epoch: number;
  chain: Buffer;
}

/** What is published, against what the store holds. */
export interface StreamEnd {
  storeId: string;
  epoch: number;
  /** The highest epoch of the store at the end of its topic; 0: there is nothing of it. */
  seenEpoch: number;
  /** What the store lacks, or has otherwise, in its own epoch. */
  contradicted: { org: string; shard: number; position: number; here: number | null }[];
}

/**
 * Compares the end of a topic with a store that writes to it. A store that was restored, and goes on in its old epoch,
 * would give positions to other events that consumers have taken: they would drop what is recorded now as repetitions.
 * @param pool as a role with `event_store_relay`
 */
export async function streamEndOf(pool: Pool, transport: Pick<StreamTransport, 'lastRecords'>, topic: string): Promise<StreamEnd> {
  const { rows } = await pool.query<{ storeId: string; epoch: number }>(
    'SELECT store_id AS "storeId", epoch FROM event_store.store_identity()',
  );
  const { storeId, epoch } = rows[0]!;
  const last = new Map<string, SeenEvent>();
  let seenEpoch = 0;
  for (const record of await transport.lastRecords(topic, recordsPerPartition)) {
    const decoded = decodeRecord(record);
    const event = seenIn(decoded);
    if (event?.storeId !== storeId) continue;
    seenEpoch = Math.max(seenEpoch, event.epoch);
    const key = `${event.shard}/${event.org}`;
    if (event.epoch === epoch && event.position > (last.get(key)?.position ?? 0)) last.set(key, event);
  }
  const seen = [...last.values()];
  const { rows: contradicted } = await pool.query<StreamEnd['contradicted'][number]>(
    'SELECT org, shard, position, here FROM event_store.contradicted($1, $2, $3, $4)',
    [seen.map(({ org }) => org), seen.map(({ shard }) => shard), seen.map(({ position }) => position), seen.map(({ chain }) => chain)], // prettier-ignore
  );
  return { storeId, epoch, seenEpoch, contradicted };
}

/** An event, or the last one that a head stands for. */
function seenIn(decoded: ReturnType<typeof decodeRecord>): (SeenEvent & { storeId: string }) | undefined {
  if (decoded.kind === 'head') return decoded.head;
  if (decoded.kind !== 'event') return undefined;
  const { shard, position, epoch, chain } = decoded.delivery;
  return { ...shard, position, epoch, chain };
}

/** The one way on. No credentials: the text is logged. */
export const raiseEpochCommand =
  'npm run everchart -- epoch raise --topic <clinical or access> --store <database of the store, as its owner>';

/** @returns why the store must not go on in its epoch, and what to do; undefined when it may */
export function reasonToHold({ epoch, seenEpoch, contradicted }: StreamEnd): string | undefined {
  const raise = `Stop all processes of this service, run: ${raiseEpochCommand}; then start them`;
  if (seenEpoch > epoch)
    return `The stream has events of epoch ${seenEpoch} of this store, which is at epoch ${epoch}: it was restored. ${raise}`;
  const [first, ...others] = contradicted;
  if (!first) return undefined;
  const { shard, position, here } = first;
  const what = (here ?? 0) < position ? `this store ends at ${here ?? 0}` : 'this store has another event there';
  const more = others.length === 0 ? '' : ` (and ${others.length} more shards)`;
  return `The stream has position ${position} of a shard ${shard}${more} in epoch ${epoch}, and ${what}: it was restored without raising its epoch. ${raise}`;
}

/**
 * @throws EventStoreHeldError the store must not go on in its epoch; no process records or publishes under it any more
 */
export async function compareWithStream(pool: Pool, transport: Pick<StreamTransport, 'lastRecords'>, topic: string): Promise<void> {
  // One that is held stays so while the stream is away.
  await pool.query('SELECT event_store.refuse_held(i.epoch) FROM event_store.identity i').catch((error: unknown) => {
    throw storeErrorOf(error);
  });
  const end = await streamEndOf(pool, transport, topic);
  const reason = reasonToHold(end);
  if (reason === undefined) return;
  await pool.query('SELECT event_store.hold($1, $2)', [end.epoch, reason]);
  throw new EventStoreHeldError(reason);
}
