import { withTransaction, type Pool, type Queryable } from '@everchart/postgres';
import { setTimeout as pause } from 'node:timers/promises';
import type { StreamChoice, StreamOutcome } from './consumer.types.js';

/** What came of a request, as it is kept: times are texts. `failed`: a code, nothing was done. */
export type RequestOutcome = StreamOutcome | { failed: string };

const lookEveryMs = 100;

/**
 * Requests of operators to a consumer, from a process that need not have it: they are rows in its database, and each is
 * answered by one of the consumer's members. As a role with `stream_consumer_read`.
 */
export class StreamRequests {
  constructor(
    private readonly pool: Pool,
    private readonly consumer: string,
  ) {}

  /** @returns undefined when no member has answered within that time: the request stands, and will be done */
  async make(
    { org, stream, eventId }: StreamChoice,
    { action, actor, reason }: { action: 'retry' | 'skip'; actor: string; reason?: string },
    waitAtMostMs: number,
  ): Promise<RequestOutcome | undefined> {
    const id = await this.#inOrganisation<{ id: string }>(
      org,
      `INSERT INTO stream_consumer.operator_requests (org, consumer, stream, event_id, action, reason, actor)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [org, this.consumer, stream, eventId ?? null, action, reason ?? null, actor],
    );
    for (const deadline = performance.now() + waitAtMostMs; performance.now() < deadline; await pause(lookEveryMs)) {
      const { outcome } = await this.#inOrganisation<{ outcome: RequestOutcome | null }>(
        org,
        'SELECT outcome FROM stream_consumer.operator_requests WHERE id = $1',
        [id.id],
      );
      if (outcome) return outcome;
    }
    return undefined;
  }

  #inOrganisation<Row>(org: string, sql: string, values: unknown[]): Promise<Row> {
    return withTransaction(this.pool, async (tx) => {
      await tx.query("SELECT set_config('app.org', $1, true)", [org]);
      return (await tx.query<Row & object>(sql, values)).rows[0] as Row;
    });
  }
}

/** A request as it was made. */
export interface MadeRequest {
  action: 'retry' | 'skip';
  eventId?: string;
  reason?: string;
  by: string;
  at: Date;
  doneAt?: Date;
}

/** The last requests about a stream, the newest first. `app.org` must be set to the organisation. */
export async function streamRequests(
  database: Queryable,
  consumer: string,
  org: string,
  stream: string,
  limit = 20,
): Promise<MadeRequest[]> {
  const { rows } = await database.query<{ [Name in keyof Required<MadeRequest>]: MadeRequest[Name] | null }>(
    `SELECT action, event_id AS "eventId", reason, actor AS by, asked_at AS at, done_at AS "doneAt" FROM stream_consumer.operator_requests
     WHERE org = $1 AND consumer = $2 AND stream = $3 ORDER BY asked_at DESC LIMIT $4`,
    [org, consumer, stream, limit],
  );
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as MadeRequest);
}
