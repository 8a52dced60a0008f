import type { RequestContext } from '@everchart/platform';
import { Injectable } from '@nestjs/common';
import type { Transport } from '../application/delivery.channel.js';
import { deliveriesChannel } from './export.store.js';
import { ApiDatabase } from './prisma.client.js';

export interface DestinationSettings {
  id: string;
  transport: Transport;
  host: string;
  port: number;
  /** PEM, public; null: the roots that come with Node. */
  trustedCertificates: string | null;
  receivingApplication: string;
  receivingFacility: string;
}

export const deliveryStates = ['queued', 'sending', 'sent-answer-unknown', 'delivered', 'held', 'dead', 'unmade'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export interface DestinationView extends DestinationSettings {
  createdAt: Date;
  updatedAt: Date;
  pausedAt: Date | null;
  connection: { failures: number; fault: string | null; faultSince: Date | null; pausedUntil: Date | null; lastDeliveredAt: Date | null };
  deliveries: Record<DeliveryState, number>;
}

export type FoundDestination = Pick<DestinationSettings, 'host' | 'port' | 'trustedCertificates'> & {
  transport: string;
  pausedAt: Date | null;
  waiting: number;
};

const noDeliveries: Record<DeliveryState, number> = {
  queued: 0,
  sending: 0,
  'sent-answer-unknown': 0,
  delivered: 0,
  held: 0,
  dead: 0,
  unmade: 0,
};
/** Neither delivered nor given up. */
const waitingStates: DeliveryState[] = ['queued', 'sending', 'sent-answer-unknown', 'held', 'unmade'];

@Injectable()
export class DestinationRepository {
  constructor(private readonly database: ApiDatabase) {}

  /** Undefined: there is none of that id, or it was removed. */
  find({ org }: RequestContext, id: string): Promise<FoundDestination | undefined> {
    return this.database.withOrganisation(org, async (tx) => {
      const destination = await tx.destination.findUnique({ where: { org_id: { org, id }, removedAt: null } });
      if (!destination) return undefined;
      const waiting = await tx.delivery.count({ where: { org, destination: id, state: { in: waitingStates } } });
      return { ...destination, waiting };
    });
  }

  /**
   * By id: makes it, or changes it. What is queued goes to the new address, its contents stay. One that was removed is
   * made again.
   */
  put({ org }: RequestContext, { id, ...settings }: DestinationSettings): Promise<'created' | 'updated'> {
    return this.database.withOrganisation(org, async (tx) => {
      const { count: created } = await tx.destination.createMany({ data: [{ org, id, ...settings }], skipDuplicates: true });
      if (created > 0) return 'created';
      const now = new Date();
      const { count: restored } = await tx.destination.updateMany({
        where: { org, id, removedAt: { not: null } },
        data: { ...settings, createdAt: now, updatedAt: now, removedAt: null, pausedAt: null },
      });
      if (restored > 0) return 'created';
      await tx.destination.update({ where: { org_id: { org, id } }, data: { ...settings, updatedAt: now } });
      return 'updated';
    });
  }

  /** @returns whether there is such a destination */
  pause({ org }: RequestContext, id: string, paused: boolean): Promise<boolean> {
    return this.database.withOrganisation(org, async (tx) => {
      const one = { org, id, removedAt: null };
      // One that is paused already keeps the time since when it is.
      if (paused) await tx.destination.updateMany({ where: { ...one, pausedAt: null }, data: { pausedAt: new Date() } });
      else await tx.destination.updateMany({ where: one, data: { pausedAt: null } });
      if (!paused) await tx.$executeRaw`SELECT pg_notify(${deliveriesChannel}, ${`${org}/${id}`})`;
      return (await tx.destination.count({ where: one })) > 0;
    });
  }

  /** @returns how many messages were given up; undefined when there is no such destination */
  remove({ org }: RequestContext, id: string): Promise<number | undefined> {
    return this.database.withOrganisation(org, async (tx) => {
      const rows = await tx.$queryRaw<{ givenUp: number | null }[]>`SELECT integration.remove_destination(${org}, ${id}) AS "givenUp"`;
      return rows[0]?.givenUp ?? undefined;
    });
  }

  list({ org }: RequestContext): Promise<DestinationView[]> {
    return this.database.withOrganisation(org, async (tx) => {
      const destinations = await tx.destination.findMany({ where: { org, removedAt: null }, orderBy: { id: 'asc' } });
      const statuses = new Map((await tx.destinationStatus.findMany({ where: { org } })).map((status) => [status.destination, status]));
      const counts = await tx.delivery.groupBy({ by: ['destination', 'state'], where: { org }, _count: { _all: true } });
      return destinations.map(({ org: _org, removedAt: _removed, transport, ...destination }) => {
        const status = statuses.get(destination.id);
        const own = counts.filter((row) => row.destination === destination.id);
        return {
          ...destination,
          transport: transport as Transport, // the column has a check
          connection: {
            failures: status?.failures ?? 0,
            fault: status?.fault ?? null,
            faultSince: status?.faultSince ?? null,
            pausedUntil: status?.pausedUntil ?? null,
            lastDeliveredAt: status?.deliveredAt ?? null,
          },
          deliveries: { ...noDeliveries, ...Object.fromEntries(own.map((row) => [row.state, row._count._all])) },
        };
      });
    });
  }
}
