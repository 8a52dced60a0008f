import type { RequestContext } from '@everchart/platform';
import { Injectable } from '@nestjs/common';
import type { Transport } from '../application/delivery.channel.js';
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
  connection: { failures: number; fault: string | null; faultSince: Date | null; pausedUntil: Date | null; lastDeliveredAt: Date | null };
  deliveries: Record<DeliveryState, number>;
}

const noDeliveries: Record<DeliveryState, number> = {
  queued: 0,
  sending: 0,
  'sent-answer-unknown': 0,
  delivered: 0,
  held: 0,
  dead: 0,
  unmade: 0,
};

@Injectable()
export class DestinationRepository {
  constructor(private readonly database: ApiDatabase) {}

  exists({ org }: RequestContext, id: string): Promise<boolean> {
    return this.database.withOrganisation(org, async (tx) => (await tx.destination.count({ where: { org, id } })) > 0);
  }

  /** By id: makes it, or changes it. What is queued goes to the new address, its contents stay. */
  put({ org }: RequestContext, { id, ...settings }: DestinationSettings): Promise<'created' | 'updated'> {
    return this.database.withOrganisation(org, async (tx) => {
      const { count } = await tx.destination.createMany({ data: [{ org, id, ...settings }], skipDuplicates: true });
      if (count > 0) return 'created';
      await tx.destination.update({ where: { org_id: { org, id } }, data: { ...settings, updatedAt: new Date() } });
      return 'updated';
    });
  }

  list({ org }: RequestContext): Promise<DestinationView[]> {
    return this.database.withOrganisation(org, async (tx) => {
      const destinations = await tx.destination.findMany({ where: { org }, orderBy: { id: 'asc' } });
      const statuses = new Map((await tx.destinationStatus.findMany({ where: { org } })).map((status) => [status.destination, status]));
      const counts = await tx.delivery.groupBy({ by: ['destination', 'state'], where: { org }, _count: { _all: true } });
      return destinations.map(({ org: _org, transport, ...destination }) => {
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
