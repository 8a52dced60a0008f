import { formatMicroseconds, sha256, type StorePart } from '@everchart/envelope';
import { booleanArray, byteaArray, integerArray, textArray, uuidArray, type Queryable } from '@everchart/postgres';
import { sqlState } from './event-store.errors.js';
import type { AppendItem, AppendOutcome, CommittedEvent, ExpectedVersion } from './event-store.types.js';
import { packHeader } from './packed-header.js';

const append = {
  name: 'event-store-append',
  text: `SELECT outcome, shard, position, stream_version, recorded_at_us, reference, (extract(epoch FROM statement_timestamp()) * 1000000)::bigint, previous, chain
    FROM event_store.append($1, $2, $3, $4, $5::uuid[], $6::uuid[], $7::bytea[], $8::bytea[], $9::bytea[], $10::bytea[], $11::text[], $12::integer[],
      $13::integer[], $14::boolean[], $15::integer[], $16::uuid[], $17::integer[], $18::bytea[], $19::integer[], $20::bytea[], $21, $22, $23::text[])`,
  rowMode: 'array' as const,
};

/** One item alone: see the function. */
const appendOne = {
  name: 'event-store-append-one',
  text: `SELECT outcome, shard, position, stream_version, recorded_at_us, reference, (extract(epoch FROM statement_timestamp()) * 1000000)::bigint, previous, chain
    FROM event_store.append_one($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
  rowMode: 'array' as const,
};

type AppendRow = [
  outcome: BatchOutcome['outcome'],
  shard: number,
  position: number,
  version: number,
  recordedAtUs: number,
  reference: string,
  arrivedAtUs: number,
  previous: number,
  chain: Buffer,
];

/** What one item was decided under, as the append checks it. */
export interface DecidedAggregate {
  key: Buffer;
  /** Stream version that wrote the state; 0: there is none; -k: the k-th item (from 1) of the same batch writes it. */
  expected: number;
  /** State that the item leaves, sealed; undefined: unchanged. */
  sealed: Buffer | undefined;
}

export interface BatchItem {
  item: AppendItem;
  /** 0: recorded or refused alone. */
  group: number;
  decided: readonly DecidedAggregate[];
  /**
   * The rules refuse it. It is sent all the same: an id that was recorded before gets its first answer, and the refusal
   * must hold under the lock.
   */
  refused: boolean;
}

export type BatchOutcome =
  | Exclude<AppendOutcome, { outcome: 'refused' }>
  | { outcome: 'refused' }
  /** The stream's decision state is missing, of other rules, or behind: rebuild it. */
  | { outcome: 'undecided' }
  /** A state that the item was decided under has changed, or an item before it in its stream is to be decided again. */
  | { outcome: 'decision-stale' };

export interface BatchTarget {
  org: string;
  shard: number;
  epoch: number;
  /** Version of the rules; 0 for a store without. */
  rules: number;
  /** false: only what would come out is answered; nothing is recorded, and the shard is not locked. */
  record: boolean;
}

/** What one transaction recorded. */
export interface RecordedBatch {
  /** In the order of their positions, which follow each other. */
  events: readonly CommittedEvent[];
  /**
   * How long the statement waited at the database until its shard was locked, by the database's clock: `recordedAt` is
   * read right after the lock. A clock that was set back makes it too long.
   */
  lockWaitSeconds: number;
}

/**
 * One batch of one shard in one statement, which is one transaction and one round trip.
 * @param onRecorded called when something was recorded
 */
export async function appendBatch(
  queryable: Queryable,
  target: BatchTarget,
  batch: readonly BatchItem[],
  onRecorded: (recorded: RecordedBatch) => void,
): Promise<BatchOutcome[]> {
  const rows = (await rowsOfOne(queryable, target, batch)) ?? (await rowsOf(queryable, target, batch));
  const events = target.record ? batch.flatMap(({ item }, index) => committedOf(item, rows[index]!)) : [];
  if (events.length > 0) onRecorded({ events, lockWaitSeconds: lockWaitSecondsOf(rows.find(([outcome]) => outcome === 'created')!) });
  return batch.map(({ item }, index) => outcomeOf(item.header.id, rows[index]!));
}

async function rowsOf(queryable: Queryable, target: BatchTarget, batch: readonly BatchItem[]): Promise<AppendRow[]> {
  const statement = statementOf(target, batch);
  const { rows } = await queryable.query<AppendRow>(statement).catch((error: unknown) => {
    // Another shard of the organisation recorded the id after this transaction had looked: now it is found.
    if (isIdTaken(error)) return queryable.query<AppendRow>(statement);
    throw error;
  });
  return rows;
}

/** @returns undefined: it is no item that comes so, or something is out of the ordinary; nothing was recorded */
async function rowsOfOne(queryable: Queryable, target: BatchTarget, batch: readonly BatchItem[]): Promise<AppendRow[] | undefined> {
  const [{ item, decided, refused }] = batch as [BatchItem];
  const { expected, references = [] } = item;
  const isPlain = batch.length === 1 && expected.kind === 'any' && references.length === 0 && decided.length === 0 && !refused;
  if (!isPlain || !target.record || target.rules !== 0) return undefined;
  const { header, writer, payload, commitment, traceparent } = item;
  const values = [
    target.org,
    target.shard,
    target.epoch,
    header.id,
    header.subject,
    packed(item),
    sha256(writer),
    payload,
    commitment,
    sampled(traceparent),
    Date.now() * 1000,
    header.retentionclass,
  ];
  try {
    const { rows } = await queryable.query<AppendRow>({ ...appendOne, values });
    return rows.length === 1 ? rows : undefined;
  } catch (error) {
    if (isIdTaken(error)) return undefined;
    throw error;
  }
}

function statementOf(target: BatchTarget, batch: readonly BatchItem[]): typeof append & { values: unknown[] } {
  const referenceItems: number[] = [];
  const referenceIds: string[] = [];
  const decisionItems: number[] = [];
  const decided: DecidedAggregate[] = [];
  batch.forEach(({ item, decided: own }, index) => {
    for (const reference of item.references ?? []) {
      referenceItems.push(index + 1);
      referenceIds.push(reference);
    }
    for (const aggregate of own) {
      decisionItems.push(index + 1);
      decided.push(aggregate);
    }
  });
  const recorded = <T>(of: (each: BatchItem) => T): T[] => (target.record ? batch.map(of) : []);
  return {
    ...append,
    values: [
      target.org,
      target.shard,
      target.epoch,
      target.rules,
      uuidArray(batch.map(({ item }) => item.header.id)),
      uuidArray(batch.map(({ item }) => item.header.subject)),
      byteaArray(recorded(({ item }) => packed(item))),
      byteaArray(recorded(({ item }) => sha256(item.writer))),
      byteaArray(recorded(({ item }) => item.payload)),
      byteaArray(batch.map(({ item }) => item.commitment)),
      textArray(recorded(({ item }) => sampled(item.traceparent))),
      integerArray(batch.map(({ item }) => expectedCode(item.expected))),
      integerArray(batch.map(({ group }) => group)),
      booleanArray(batch.map(({ refused }) => refused)),
      integerArray(referenceItems),
      uuidArray(referenceIds),
      integerArray(decisionItems),
      byteaArray(decided.map(({ key }) => key)),
      integerArray(decided.map(({ expected }) => expected)),
      byteaArray(decided.map(({ sealed }) => sealed ?? null)),
      target.record,
      Date.now() * 1000,
      textArray(batch.map(({ item }) => item.header.retentionclass)),
    ],
  };
}

/** A trace that is not sampled is not stored. Flags: W3C Trace Context, section 3.2.2.5. */
function sampled(traceparent: string | undefined): string | null {
  return traceparent !== undefined && (parseInt(traceparent.slice(-2), 16) & 1) === 1 ? traceparent : null;
}

/** A header as the append takes it, and its digest: for what appends by a function of its own, in its transaction. */
export function packedHeader(item: AppendItem): { header: Buffer; digest: Buffer } {
  return { header: packed(item), digest: sha256(item.writer) };
}

function packed({ header: { id, subject, contentdigest }, writer }: AppendItem): Buffer {
  return packHeader(writer, { id: id.toLowerCase(), stream: subject.toLowerCase(), payloadDigest: contentdigest });
}

function committedOf(
  item: AppendItem,
  [outcome, , position, streamVersion, recordedAtUs, , , previous, chain]: AppendRow,
): CommittedEvent[] {
  if (outcome !== 'created') return [];
  const store: StorePart = { position, previous, streamVersion, recordedAtUs, chain };
  const { header, writer, payload, traceparent } = item;
  return [{ header, store, writer, payload, ...(traceparent === undefined ? {} : { traceparent }) }];
}

function lockWaitSecondsOf([, , , , recordedAtUs, , arrivedAtUs]: AppendRow): number {
  return Math.max(0, recordedAtUs - arrivedAtUs) / 1_000_000;
}

function isIdTaken(error: unknown): boolean {
  return sqlState(error) === '23505' && (error as { constraint?: unknown }).constraint === 'events_id_once';
}

function expectedCode(expected: ExpectedVersion): number {
  switch (expected.kind) {
    case 'any':
      return -3;
    case 'existing':
      return -2;
    case 'new':
      return -1;
    case 'exact':
      return expected.version;
  }
}

function outcomeOf(id: string, [outcome, shard, position, streamVersion, recordedAtUs, reference, , , chain]: AppendRow): BatchOutcome {
  switch (outcome) {
    case 'created':
    case 'duplicate':
      return {
        outcome,
        id,
        streamVersion,
        position,
        shard,
        chain: chain?.toString('hex') ?? '',
        recordedAt: formatMicroseconds(recordedAtUs),
      };
    case 'version-conflict':
    case 'stream-exists':
      return { outcome, streamVersion };
    case 'reference-missing':
      return { outcome, reference };
    default:
      return { outcome };
  }
}
