import type { AccessEventData } from '@everchart/contracts-access';
import { API_POOL } from '@everchart/service-kit';
import { withOrganisation, type Pool, type Transaction } from '@everchart/postgres';
import { Inject, Injectable } from '@nestjs/common';

export type Counts = AccessEventData['requests.counted']['counts'];

/** A half hour of a service, as one of its events says it. */
export interface CountedHalfHour {
  eventId: string;
  service: string;
  /** RFC 3339 UTC. */
  from: string;
  to: string;
  counts: Counts;
}

/** Where a list goes on: behind this half hour. */
export interface CountsPlace {
  from: string;
  eventId: string;
}

/** By an event `requests.counted`; again: nothing. */
export async function addCounts(tx: Transaction, org: string, { eventId, service, from, to, counts }: CountedHalfHour): Promise<void> {
  await tx.query(
    `INSERT INTO retention.request_counts (org, from_at, event_id, to_at, service, counts) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [org, from, eventId, to, service, JSON.stringify(counts)],
  );
}

/** Requests by half hours, as they are in the log. */
@Injectable()
export class RequestCountReader {
  constructor(@Inject(API_POOL) private readonly pool: Pool) {}

  /** Those that begin from one instant on and before another one, the first one first. */
  async list(
    org: string,
    { from, to, service, after, limit }: { from: string; to: string; service: string | undefined; after: CountsPlace | undefined; limit: number },
  ): Promise<CountedHalfHour[]> {
    const { rows } = await withOrganisation(this.pool, org, (tx) =>
      tx.query<{ eventId: string; service: string; from: Date; to: Date; counts: Counts }>(
        `SELECT event_id AS "eventId", service, from_at AS "from", to_at AS "to", counts FROM retention.request_counts
          WHERE org = $1 AND from_at >= $2 AND from_at < $3 AND ($4::text IS NULL OR service = $4)
            AND ($5::timestamptz IS NULL OR (from_at, event_id) > ($5, $6::uuid))
          ORDER BY from_at, event_id LIMIT $7`,
        [org, from, to, service ?? null, after?.from ?? null, after?.eventId ?? null, limit],
      ),
    );
    return rows.map(({ from: begin, to: end, ...row }) => ({ ...row, from: begin.toISOString(), to: end.toISOString() }));
  }
} // prettier-ignore
