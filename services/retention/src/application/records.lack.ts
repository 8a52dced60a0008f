import { organisationStream } from '@everchart/contracts';
import type { Transaction } from '@everchart/postgres';
import { clinicalTopic, organisationProgress, writersOf } from '@everchart/stream';
import { linksOf } from '../domain/known-record.js';
import { destructionStore } from '../infrastructure/destruction.store.js';
import { clinicalConsumer } from './organisation-directory.js';
import { personWith } from './people.js';

/** What was published before may be unknown here for so long. */
const behindSecondsMax = 60;

/**
 * Why a record may have entries that are not known in this database: the stream of them is away or lost, was not taken
 * as far as its sources say, or is stopped for the person. Undefined: what was on record a minute ago is known. A stop
 * of another person's stream is of no concern.
 */
export async function recordsLack(tx: Transaction, org: string, subject: string): Promise<'lost' | 'behind' | 'stopped' | undefined> {
  const { asOf, lost, shards, stopped } = await organisationProgress(tx, clinicalConsumer, org);
  if (lost !== undefined) return 'lost';
  if (asOf === undefined || asOf.ageSeconds > behindSecondsMax) return 'behind';
  const { records } = await personWith(tx, org, subject);
  const streams = [organisationStream(org), subject, ...records.keys(), ...[...records.values()].flatMap(linksOf)];
  // A stop that is of no single stream, a fork or a record that is no event, may be of any.
  if (streams.some((stream) => stopped.has(stream)) || [...stopped.keys()].some((key) => key.startsWith(`${org}/`))) return 'stopped';
  const stated = await destructionStore.statedPositions(tx, org, writersOf(clinicalTopic)!, behindSecondsMax);
  const isTaken = ({ storeId, shard, position }: (typeof stated)[number]): boolean =>
    shards.some((each) => each.storeId === storeId && each.shard === shard && each.position >= position);
  return stated.every(isTaken) ? undefined : 'behind';
}
