import { RequestAccesses, shownOf, type ShownState } from '@everchart/access-log';
import { organisationStream } from '@everchart/contracts';
import { encodePositionToken, latestOf } from '@everchart/envelope';
import { EventStore } from '@everchart/event-store';
import { sharedProblems, type ProblemError, type RequestContext } from '@everchart/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RecordResult } from '../application/record-events.handler.js';
import type { ShownRecord } from '../application/shown-records.js';
import { problemOf } from './result.problem.js';

/** What an answer shows, and by which code. */
export interface ShownByCode extends ShownRecord {
  code: string;
}

/** What the answer to one event shows of the record. */
export function shownIn(result: RecordResult): ShownByCode[] {
  if (!('shown' in result) || !result.shown) return [];
  const { code } = problemOf(result);
  return result.shown.map((record) => ({ ...record, code }));
}

/** What is not shown, as its access could not be put on record. */
export const withheld = sharedProblems['access-not-recorded'];

export const isWithheld = (error: unknown): error is ProblemError => (error as { code?: unknown }).code === withheld.code;

/**
 * Puts on record what answers show of the record. What is recorded is on record as the event itself and never comes
 * here.
 */
@Injectable()
export class ShownAccesses {
  constructor(
    @Inject(RequestAccesses) private readonly accesses: RequestAccesses,
    @Inject(EventStore) private readonly store: EventStore,
  ) {}

  /**
   * One access for each patient, before the answer leaves.
   * @param status of the answer
   * @throws ProblemError 503 `access-not-recorded`: nothing of it may be shown
   */
  async record(
    { org }: RequestContext,
    request: FastifyRequest,
    reply: FastifyReply,
    shown: readonly ShownByCode[],
    status: number,
  ): Promise<void> {
    if (shown.length === 0) return;
    const identity = await this.store.identity();
    const states = [...Map.groupBy(shown, ({ patientId }) => patientId)].map(([patient, records]): ShownState => {
      const versions = records.flatMap(({ streamVersion }) => streamVersion ?? []);
      const places = records.flatMap(({ shard, position }) =>
        shard === undefined || position === undefined ? [] : [{ [shard]: position }],
      );
      const entries = new Set(records.flatMap(({ entryId }) => entryId ?? []));
      return {
        // What an organisation states of itself is of no patient.
        ...(patient !== organisationStream(org) && { patient, patientKnown: true }),
        ...(versions.length > 0 && { streamVersion: Math.max(...versions) }),
        ...(places.length > 0 && { position: encodePositionToken({ ...identity, org, positions: latestOf(...places) }) }),
        detail: { codes: [...new Set(records.map(({ code }) => code))], ...(entries.size > 0 && { entries: [...entries] }) },
      };
    });
    shownOf(request).noteEach(states);
    await this.accesses.answered(request, reply, status);
  }
}
