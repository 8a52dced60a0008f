import { organisationStream } from '@everchart/contracts';
import type { EventStore } from '@everchart/event-store';
import type { Pool, Transaction } from '@everchart/postgres';
import { clinicalTopic, organisationProgress, writersOf } from '@everchart/stream';
import { ruleConsumer, ruleTypes } from '../consumers/rule.projector.js';
import { linksOf } from '../domain/known-record.js';
import { destructionStore } from '../infrastructure/destruction.store.js';
import { lackOf } from './event.lack.js';
import { clinicalConsumer } from './organisation-directory.js';
import { personWith } from './people.js';

/** What was published before may be unknown here for so long. */
const behindSecondsMax = 60;

/**
 * Why a record may have entries, or rules and stated facts that its date follows from, that are not known in this
 * database: the stream of them is away or lost, was not taken as far as its sources say, or is stopped for the person.
 * Undefined: what was on record a minute ago is known. A stop of another person's stream is of no concern.
 * @param pool another connection than that of the transaction
 */
export async function recordsLack(
  tx: Transaction,
  pool: Pool,
  store: EventStore,
  org: string,
  subject: string,
): Promise<string | undefined> {
  const { asOf, lost, shards, stopped } = await organisationProgress(tx, clinicalConsumer, org);
  if (lost !== undefined) return 'records-lost';
  if (asOf === undefined || asOf.ageSeconds > behindSecondsMax) return 'records-behind';
  const { records } = await personWith(tx, org, subject);
  const streams = [...new Set([organisationStream(org), subject, ...records.keys(), ...[...records.values()].flatMap(linksOf)])];
  // A stop that is of no single stream, a fork or a record that is no event, may be of any.
  if ([...stopped.keys()].some((stream) => streams.includes(stream) || stream.startsWith(`${org}/`))) return 'records-stopped';
  const stated = await destructionStore.statedPositions(tx, org, writersOf(clinicalTopic)!, behindSecondsMax);
  const isTaken = ({ storeId, shard, position }: (typeof stated)[number]): boolean =>
    shards.some((each) => each.storeId === storeId && each.shard === shard && each.position >= position);
  if (!stated.every(isTaken)) return 'records-behind';
  const lack = await lackOf(pool, store, org, { consumer: ruleConsumer, types: ruleTypes, streams });
  return lack && `rules-${lack}`;
}
