import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { formatDataschema, sha256, writerBytes, type WriterHeader } from '@everchart/envelope';
import type { Queryable } from '@everchart/postgres';
import type { AppendItem, ExpectedVersion } from '../src/index.js';

export interface SampleOptions {
  org: string;
  stream: string;
  id?: string;
  /** What the commitment is made of: same content, same commitment. */
  content?: string;
  expected?: ExpectedVersion;
  references?: string[];
  payload?: Buffer;
  shard?: number;
  retentionClass?: string;
}

/** An item as a service would append it; its payload is no real ciphertext, which the store cannot tell. */
export function sampleItem(options: SampleOptions): AppendItem {
  const payload = options.payload ?? randomBytes(200);
  const header: WriterHeader = {
    id: options.id ?? randomUUID(),
    source: 'urn:everchart:test:00000000-0000-4000-8000-000000000000/1',
    type: 'observation.recorded',
    subject: options.stream,
    dataschema: formatDataschema('observation.recorded', 1),
    occurredat: '2026-03-01T08:30:00+01:00',
    org: options.org,
    actor: 'carer-1',
    actorrole: 'carer',
    shard: options.shard ?? 0,
    contentdigest: createHash('sha256').update(payload).digest('hex'),
    keyid: randomUUID(),
    retentionclass: options.retentionClass ?? 'clinical',
    correlationid: randomUUID(),
  };
  return {
    header,
    writer: writerBytes(header),
    traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
    payload,
    commitment: createHash('sha256')
      .update(options.content ?? header.id)
      .digest(),
    expected: options.expected ?? { kind: 'any' },
    ...(options.references ? { references: options.references } : {}),
  };
}

/** Appends an item by one statement in a session of the test's own. @returns its outcome */
export async function appendByHand(
  session: Queryable,
  epoch: number,
  { header, writer, payload, commitment }: AppendItem,
): Promise<string> {
  const { rows } = await session.query<{ outcome: string }>(
    `SELECT outcome FROM event_store.append($1, $2, $3, 0, ARRAY[$4]::uuid[], ARRAY[$5]::uuid[], ARRAY[$6]::bytea[], ARRAY[$7]::bytea[], ARRAY[$8]::bytea[], ARRAY[$9]::bytea[],
       ARRAY[NULL]::text[], '{-3}', '{0}', '{false}', '{}', '{}', '{}', '{}', '{}', '{}', true, $10)`,
    [header.org, header.shard, epoch, header.id, header.subject, writer, sha256(writer), payload, commitment, Date.now() * 1000],
  );
  return rows[0]!.outcome;
}
