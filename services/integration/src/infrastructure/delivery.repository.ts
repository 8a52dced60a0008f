import type { RequestContext } from '@everchart/platform';
import type { EventPlace } from '../domain/served-state.js';
import type { DeliveryState } from './destination.repository.js';
import { Injectable } from '@nestjs/common';
import { ApiDatabase } from './prisma.client.js';

export interface DeliveryQuery {
  state?: DeliveryState;
  destination?: string;
  /** Last sequence of the page before. */
  after?: bigint;
  limit: number;
}

export interface DeliveryView extends EventPlace {
  sequence: bigint;
  destination: string;
  controlId: string;
  messageType: string;
  eventId: string;
  eventType: string;
  patient: string;
  state: string;
  attempts: number;
  answerCode: string | null;
  reason: string | null;
  decision: string | null;
  createdAt: Date;
  dueAt: Date;
  lastAttemptAt: Date | null;
  settledAt: Date | null;
}

const shown = {
  sequence: true, destination: true, controlId: true, messageType: true, eventId: true, eventType: true, patient: true, state: true, attempts: true,
  answerCode: true, reason: true, decision: true, createdAt: true, dueAt: true, lastAttemptAt: true, settledAt: true,
  storeId: true, epoch: true, shard: true, position: true, streamVersion: true,
} as const; // prettier-ignore

/** What an engineer decides about a message that waits. */
export type Decision = 'hold' | 'retry' | 'discard';

/** States in which a decision can be made; nothing can be decided about a delivered message. */
export const decidableStates: Readonly<Record<Decision, readonly DeliveryState[]>> = {
  hold: ['queued', 'sending', 'sent-answer-unknown', 'held'],
  retry: ['queued', 'sending', 'sent-answer-unknown', 'held', 'dead', 'unmade'],
  discard: ['queued', 'sending', 'sent-answer-unknown', 'held', 'unmade'],
};

/** A delivery that was decided about. */
export interface Decided extends EventPlace {
  /** Whether the decision fits its state. */
  done: boolean;
  /** As it is now. */
  state: string;
  patient: string;
}

@Injectable()
export class DeliveryRepository {
  constructor(private readonly database: ApiDatabase) {}

  /** In the order of queueing. One more than `limit` tells that there is a next page. */
  page({ org }: RequestContext, { state, destination, after, limit }: DeliveryQuery): Promise<DeliveryView[]> {
    return this.database.withOrganisation(org, (tx) =>
      tx.delivery.findMany({
        where: {
          org,
          ...(state === undefined ? {} : { state }),
          ...(destination === undefined ? {} : { destination }),
          ...(after === undefined ? {} : { sequence: { gt: after } }),
        },
        orderBy: { sequence: 'asc' },
        take: limit + 1,
        select: shown,
      }),
    );
  }

  find(
    { org }: RequestContext,
    { destination, controlId }: { destination: string; controlId: string },
  ): Promise<(Omit<Decided, 'done'> & { eventId: string }) | null> {
    return this.database.withOrganisation(org, (tx) =>
      tx.delivery.findUnique({
        where: { org_destination_controlId: { org, destination, controlId } },
        select: { eventId: true, state: true, patient: true, streamVersion: true, storeId: true, epoch: true, shard: true, position: true },
      }),
    );
  }

  /** Held ones, in the order of queueing. */
  held({ org }: RequestContext, destination: string, reason: string | undefined, limit: number): Promise<DeliveryView[]> {
    const wanted = { org, destination, state: 'held', ...(reason === undefined ? {} : { reason }) };
    return this.database.withOrganisation(org, (tx) =>
      tx.delivery.findMany({ where: wanted, orderBy: { sequence: 'asc' }, take: limit, select: shown }),
    );
  }

  /** @returns how many are held no longer; others were decided about meanwhile */
  async retryAll({ org }: RequestContext, destination: string, controlIds: readonly string[]): Promise<number> {
    return this.database.withOrganisation(org, async (tx) => {
      const rows = await tx.$queryRaw<{ done: boolean }[]>`
        SELECT decided.done FROM unnest(${controlIds}::text[]) WITH ORDINALITY AS wanted (control_id, number)
        CROSS JOIN LATERAL integration.decide_delivery(${org}, ${destination}, wanted.control_id, 'retry') AS decided`;
      return rows.filter(({ done }) => done).length;
    });
  }

  /** @returns undefined when there is no such delivery */
  decide(
    { org }: RequestContext,
    { destination, controlId, decision }: { destination: string; controlId: string; decision: Decision },
  ): Promise<Decided | undefined> {
    return this.database.withOrganisation(org, async (tx) => {
      const rows = await tx.$queryRaw<Decided[]>`
        SELECT done, state, patient, stream_version AS "streamVersion", store_id AS "storeId", epoch, shard, position FROM integration.decide_delivery(${org}, ${destination}, ${controlId}, ${decision})`;
      return rows[0];
    });
  }
}
