import {
  canonicalJson,
  decodeAccessReceipt,
  decodePositionToken,
  EnvelopeError,
  dataPartOf,
  openPayload,
  parseSource,
  type ParsedLogEntry,
  type PositionToken,
} from '@everchart/envelope';
import type { EventStore, StoredEvent } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import type { Pool } from '@everchart/postgres';
import { commitmentOf } from '@everchart/sealed-events';

const eventsPerRead = 500;

/** What of a shard is not what others hold of it, or hold it to. */
export interface EvidenceFault {
  fault:
    /** The log has the position, and the store does not. */
    | 'published-event-missing'
    /** The log has another event at the position. */
    | 'published-event-differs'
    /** It was acknowledged, or shown, and the store does not have it. */
    | 'acknowledged-event-missing'
    /** Another event stands where one was acknowledged, or shown. */
    | 'acknowledged-event-differs'
    /** A repeated post of the event would not be recognised, or another one would be taken for it. */
    | 'commitment-wrong'
    | 'payload-unreadable';
  position: number;
  id?: string;
}

interface Shard {
  org: string;
  shard: number;
}

type Reader = Pick<EventStore, 'readShard' | 'identity'>;

/**
 * Every event that the log has of this shard is in the store. Of an epoch that the store has passed only what it still
 * has is compared: a restore took the rest back.
 */
export async function compareWithLog(store: Reader, of: Shard, entries: Iterable<ParsedLogEntry>): Promise<EvidenceFault[]> {
  const { storeId, epoch } = await store.identity();
  const logged = new Map<number, { chain: string; id: string; epoch: number }>();
  for (const { header } of entries) {
    const source = parseSource(header.source);
    if (source.storeId !== storeId || header.org !== of.org || header.shard !== of.shard) continue;
    const { position, chain, id } = header;
    if (source.epoch >= (logged.get(position)?.epoch ?? 0)) logged.set(position, { chain, id, epoch: source.epoch });
  }
  const faults: EvidenceFault[] = [];
  for await (const events of pagesOf(store, of)) {
    for (const { header } of events) {
      const entry = logged.get(header.position);
      if (entry && entry.chain !== header.chain) faults.push({ fault: 'published-event-differs', position: header.position, id: entry.id });
      logged.delete(header.position);
    }
  }
  for (const [position, entry] of logged)
    if (entry.epoch === epoch) faults.push({ fault: 'published-event-missing', position, id: entry.id });
  return faults.sort((a, b) => a.position - b.position);
}

/**
 * @param receipt a position token of an answer, with the chain value of what it acknowledged or showed; or the receipt
 * of its access, for the store of accesses
 */
export async function compareWithReceipt(store: Reader, { org, shard }: Shard, receipt: string): Promise<EvidenceFault[]> {
  const token = readReceipt(receipt);
  const { storeId, epoch } = await store.identity();
  if (token.org !== org || token.storeId !== storeId) throw new RangeError('the receipt is of another organisation or store');
  if (token.epoch !== epoch) throw new RangeError(`the receipt is of epoch ${token.epoch}, the store of ${epoch}: it was restored since`);
  const position = token.positions[shard];
  const chain = token.chains?.[shard];
  if (position === undefined || chain === undefined) throw new RangeError('the receipt has no chain value of this shard');
  const [event] = await store.readShard(org, shard, position - 1, 1);
  if (event?.header.position !== position) return [{ fault: 'acknowledged-event-missing', position }];
  return event.header.chain === chain ? [] : [{ fault: 'acknowledged-event-differs', position, id: event.header.id }];
}

/**
 * The commitment of each event, made again from its content: the chain does not cover it. Events whose key was
 * destroyed are passed over.
 */
export async function checkCommitments(
  store: Reader,
  of: Shard,
  { pool, keyring }: { pool: Pool; keyring: Pick<Keyring, 'keysForOpening'> },
): Promise<EvidenceFault[]> {
  const faults: EvidenceFault[] = [];
  for await (const events of pagesOf(store, of)) {
    const keys = await keyring.keysForOpening(of.org, [...new Set(events.map(({ header }) => header.keyid))]);
    const stored = await commitmentsOf(pool, of, events);
    for (const event of events) {
      const key = keys.get(event.header.keyid);
      const fault = key && faultOf(event, key, stored.get(event.header.position));
      if (fault) faults.push({ fault, position: event.header.position, id: event.header.id });
    }
  }
  return faults;
}

function faultOf({ header, payload }: StoredEvent, key: Buffer, stored: Buffer | undefined): EvidenceFault['fault'] | undefined {
  let json: string;
  try {
    json = canonicalJson(openPayload(dataPartOf(payload), key, header));
  } catch {
    return 'payload-unreadable'; // named by it
  }
  return stored?.equals(commitmentOf(header, json, { keyId: header.keyid, key })) ? undefined : 'commitment-wrong';
}

async function commitmentsOf(pool: Pool, { org, shard }: Shard, events: readonly StoredEvent[]): Promise<Map<number, Buffer>> {
  const { rows } = await pool.query<{ position: number; commitment: Buffer }>(
    'SELECT position, commitment FROM event_store.read_shard($1, $2, $3, $4)',
    [org, shard, events[0]!.header.position - 1, events.length],
  );
  return new Map(rows.map(({ position, commitment }) => [position, commitment]));
}

async function* pagesOf(store: Reader, { org, shard }: Shard): AsyncGenerator<StoredEvent[]> {
  for (let after = 0; ;) {
    const events = await store.readShard(org, shard, after, eventsPerRead);
    if (events.length === 0) return;
    yield events;
    after = events.at(-1)!.header.position;
  }
}

function readReceipt(text: string): PositionToken {
  try {
    const { position, chain, shard, ...of } = decodeAccessReceipt(text);
    return { ...of, positions: { [shard]: position }, chains: { [shard]: chain } };
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    return decodePositionToken(text);
  }
}
