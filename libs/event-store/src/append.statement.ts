import { canonicalJson, formatMicroseconds, sha256 } from '@everchart/envelope';
import type { Queryable } from '@everchart/postgres';
import { EventStoreEpochError } from './event-store.errors.js';
import type { AppendItem, AppendOutcome, ExpectedVersion } from './event-store.types.js';

const append = {
  name: 'event-store-append',
  text: `SELECT outcome, shard, position, stream_version, recorded_at_us, reference
    FROM event_store.append($1, $2, $3, $4::uuid[], $5::uuid[], $6::text[], $7::bytea[], $8::bytea[], $9::bytea[], $10::integer[], $11::integer[], $12::uuid[])`,
  rowMode: 'array' as const,
};

type AppendRow = [
  outcome: AppendOutcome['outcome'],
  shard: number,
  position: number,
  version: number,
  recordedAtUs: number,
  reference: string,
];

/** SQLSTATE raised by the function when the store's epoch is not the writer's. */
const epochChanged = 'EV001';

/** One batch of one shard in one statement, which is one transaction and one round trip. */
export async function appendBatch(
  queryable: Queryable,
  org: string,
  shard: number,
  epoch: number,
  items: readonly AppendItem[],
): Promise<AppendOutcome[]> {
  const headers = items.map((item) => canonicalJson(item.header));
  const referenceItems: number[] = [];
  const referenceIds: string[] = [];
  items.forEach((item, index) => {
    for (const reference of item.references ?? []) {
      referenceItems.push(index + 1);
      referenceIds.push(reference);
    }
  });
  let rows: AppendRow[];
  try {
    ({ rows } = await queryable.query<AppendRow>({
      ...append,
      values: [
        org,
        shard,
        epoch,
        items.map((item) => item.header.id),
        items.map((item) => item.header.subject),
        headers,
        headers.map((header) => sha256(header)),
        items.map((item) => item.payload),
        items.map((item) => item.commitment),
        items.map((item) => expectedCode(item.expected)),
        referenceItems,
        referenceIds,
      ],
    }));
  } catch (cause) {
    if (sqlState(cause) === epochChanged) throw new EventStoreEpochError('the store has another epoch than this process knows', { cause });
    throw cause;
  }
  return items.map((item, index) => outcomeOf(item.header.id, rows[index]!));
}

/** Errors of the data of one item (class 22) or of a constraint (class 23). */
export function isDataError(error: unknown): boolean {
  return /^2[23]/.test(sqlState(error) ?? '');
}

function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
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

function outcomeOf(id: string, [outcome, shard, position, streamVersion, recordedAtUs, reference]: AppendRow): AppendOutcome {
  switch (outcome) {
    case 'created':
    case 'duplicate':
      return { outcome, id, streamVersion, position, shard, recordedAt: formatMicroseconds(BigInt(recordedAtUs)) };
    case 'version-conflict':
    case 'stream-exists':
      return { outcome, streamVersion };
    case 'reference-missing':
      return { outcome, reference };
    case 'id-conflict':
    case 'stream-missing':
      return { outcome };
  }
}
