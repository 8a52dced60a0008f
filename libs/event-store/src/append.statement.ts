import { canonicalJson, formatMicroseconds, sha256, type WriterHeader } from '@everchart/envelope';
import { byteaArray, textArray, type Queryable } from '@everchart/postgres';
import { compactHeader } from './compact-header.js';
import type { AppendItem, AppendOutcome, ExpectedVersion } from './event-store.types.js';

const append = {
  name: 'event-store-append',
  text: `SELECT outcome, shard, position, stream_version, recorded_at_us, reference, (extract(epoch FROM statement_timestamp()) * 1000000)::bigint
    FROM event_store.append($1, $2, $3, $4, $5::uuid[], $6::uuid[], $7::text[], $8::bytea[], $9::bytea[], $10::bytea[], $11::bytea[], $12::integer[], $13::integer[],
      $14::boolean[], $15::integer[], $16::uuid[], $17::integer[], $18::bytea[], $19::integer[], $20::bytea[], $21)`,
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
];

/** What one item was decided under, as the append checks it. */
export interface DecidedAggregate {
  key: Buffer;
  /** Stream version that wrote the state; 0: there is none; -k: the k-th item (from 1) of the same batch writes it. */
  expected: number;
  /** State that the item leaves, sealed; undefined: unchanged. */
  sealed: Buffer | undefined;
}

/** A header as its row keeps it, and the digest that covers it. */
export interface WrittenHeader {
  text: string | null;
  attributes: Buffer | null;
  digest: Buffer;
}

/** @throws Error for a header that has no canonical form */
export function writtenHeaderOf(header: WriterHeader): WrittenHeader {
  const text = canonicalJson(header);
  const attributes = compactHeader(header) ?? null;
  return { text: attributes === null ? text : null, attributes, digest: sha256(text) };
}

export interface BatchItem {
  item: AppendItem;
  written: WrittenHeader;
  /** 0: recorded or refused alone. */
  group: number;
  decided: readonly DecidedAggregate[];
  /** The rules refuse it. It is sent all the same: an id that was recorded before gets its first answer, and the refusal must hold under the lock. */
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

/**
 * One batch of one shard in one statement, which is one transaction and one round trip.
 * @param onLocked told, when something was recorded, how long the statement waited at the database until its shard was locked, by the database's clock:
 * `recordedAt` is read right after the lock. A clock that was set back makes it too long.
 */
export async function appendBatch(
  queryable: Queryable,
  target: BatchTarget,
  batch: readonly BatchItem[],
  onLocked: (waitSeconds: number) => void,
): Promise<BatchOutcome[]> {
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
  const { record } = target;
  const recorded = <T>(of: (each: BatchItem) => T): T[] => (record ? batch.map(of) : []);
  const { rows } = await queryable.query<AppendRow>({
    ...append,
    values: [
      target.org,
      target.shard,
      target.epoch,
      target.rules,
      batch.map(({ item }) => item.header.id),
      batch.map(({ item }) => item.header.subject),
      textArray(recorded(({ written }) => written.text)),
      byteaArray(recorded(({ written }) => written.attributes)),
      byteaArray(recorded(({ written }) => written.digest)),
      byteaArray(recorded(({ item }) => item.payload)),
      byteaArray(batch.map(({ item }) => item.commitment)),
      batch.map(({ item }) => expectedCode(item.expected)),
      batch.map(({ group }) => group),
      batch.map(({ refused }) => refused),
      referenceItems,
      referenceIds,
      decisionItems,
      byteaArray(decided.map(({ key }) => key)),
      decided.map(({ expected }) => expected),
      byteaArray(decided.map(({ sealed }) => sealed ?? null)),
      record,
    ],
  });
  const created = record ? rows.find(([outcome]) => outcome === 'created') : undefined;
  if (created) onLocked(lockWaitSecondsOf(created));
  return batch.map(({ item }, index) => outcomeOf(item.header.id, rows[index]!));
}

function lockWaitSecondsOf([, , , , recordedAtUs, , arrivedAtUs]: AppendRow): number {
  return Math.max(0, recordedAtUs - arrivedAtUs) / 1_000_000;
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

function outcomeOf(id: string, [outcome, shard, position, streamVersion, recordedAtUs, reference]: AppendRow): BatchOutcome {
  switch (outcome) {
    case 'created':
    case 'duplicate':
      return { outcome, id, streamVersion, position, shard, recordedAt: formatMicroseconds(BigInt(recordedAtUs)) };
    case 'version-conflict':
    case 'stream-exists':
      return { outcome, streamVersion };
    case 'reference-missing':
      return { outcome, reference };
    default:
      return { outcome };
  }
}
