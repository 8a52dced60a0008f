import type { Pool } from '@everchart/postgres';
import type { Endpoint } from '../application/delivery.channel.js';
import type { Attempt } from '../application/disclosures.js';
import { deliveriesChannel } from './export.store.js';
import type { EventPlace } from '../domain/served-state.js';

/** Notified when a lease was given up before its time. */
export const leaseReleased = 'lease-released';

/** A destination that this process sends to, until the lease runs out. */
export interface Lease {
  org: string;
  destination: string;
  fence: number;
}

/** A message that was claimed: it is in state `sending`. */
export interface ClaimedDelivery extends EventPlace {
  sequence: number;
  patient: string;
  controlId: string;
  messageType: string;
  /** Sealed. */
  message: Buffer;
  attempts: number;
  refusals: number;
  unanswered: number;
  maybeReceived: boolean;
  traceparent: string;
  correlationId: string;
  /** How long it had been in the queue when it was claimed. */
  waitedSeconds: number;
}

/** What came of an attempt. */
export interface Settlement {
  sequence: number;
  state: 'queued' | 'sent-answer-unknown' | 'delivered' | 'held' | 'dead';
  dueInMs: number;
  answerCode?: string;
  reason?: string;
  /** It was refused, or answered in a way that says nothing of the message. */
  refused: boolean;
  /** It was sent, and no answer came. */
  unanswered: boolean;
}

export type Advance =
  /** Another sender has the destination now. */
  | { outcome: 'fenced' }
  | { outcome: 'claimed'; delivery: ClaimedDelivery }
  /** Nothing can be sent now; `nextDueInMs`: until something will be due again. */
  | { outcome: 'nothing-due'; nextDueInMs?: number };

interface AdvanceRow {
  held: boolean;
  sequence: number | null;
  control_id: string;
  message_type: string;
  message: Buffer;
  attempts: number;
  refusals: number;
  unanswered: number;
  maybe_received: boolean;
  traceparent: string;
  correlation_id: string;
  patient: string;
  stream_version: number;
  store_id: string;
  epoch: number;
  shard: number;
  position: number;
  waited_seconds: number;
  next_due_in_ms: number | null;
}

/** The sender's statements (migrations/R-functions.sql). Leases are judged by the database's clock. */
export class DeliveryQueue {
  constructor(
    private readonly pool: Pool,
    private readonly owner: string,
    private readonly leaseMs: number,
  ) {}

  /**
   * Renews what is held, takes what is free.
   * @param elsewhere organisations for which another release sends
   * @returns everything held now
   */
  async claimDestinations(elsewhere: readonly string[]): Promise<Lease[]> {
    const { rows } = await this.pool.query<Lease>({
      name: 'integration-claim-destinations',
      text: 'SELECT org, destination, fence FROM integration.claim_destinations($1, $2, $3)',
      values: [this.owner, this.leaseMs, elsewhere],
    });
    return rows;
  }

  /** Of a sender that has ended: another one may begin at once, and is woken. */
  async releaseOne({ org, destination, fence }: Lease): Promise<void> {
    await this.pool.query('SELECT integration.release_destination($1, $2, $3, $4)', [org, destination, this.owner, fence]);
    await this.pool.query(`SELECT pg_notify('${deliveriesChannel}', '${leaseReleased}')`);
  }

  async release(): Promise<void> {
    await this.pool.query('SELECT integration.release_destinations($1)', [this.owner]);
  }

  /** Where to connect to, if there is anything that could be sent now. */
  async endpointOfDue({ org, destination }: Lease): Promise<Endpoint | undefined> {
    const { rows } = await this.pool.query<Endpoint>({
      name: 'integration-endpoint-of-due',
      text: `SELECT transport, host, port, trusted_certificates AS "trustedCertificates" FROM integration.destinations
             WHERE org = $1 AND id = $2 AND paused_at IS NULL AND removed_at IS NULL AND EXISTS (
               SELECT FROM integration.lanes l WHERE l.org = $1 AND l.destination = $2 AND NOT l.held AND integration.is_due(l.due_at))`,
      values: [org, destination],
    });
    return rows[0];
  }

  /** Settles an attempt and claims the next message, in one round trip. */
  async advance(lease: Lease, settlement: Settlement | undefined, claim: boolean): Promise<Advance> {
    const { rows } = await this.pool.query<AdvanceRow>({
      name: 'integration-advance',
      text: 'SELECT * FROM integration.advance($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
      values: [
        lease.org,
        lease.destination,
        this.owner,
        lease.fence,
        settlement?.sequence ?? null,
        settlement?.state ?? null,
        settlement?.dueInMs ?? null,
        settlement?.answerCode ?? null,
        settlement?.reason ?? null,
        settlement?.refused ?? null,
        settlement?.unanswered ?? null,
        claim,
      ],
    });
    const row = rows[0]!;
    if (!row.held) return { outcome: 'fenced' };
    if (row.sequence === null) {
      return row.next_due_in_ms === null ? { outcome: 'nothing-due' } : { outcome: 'nothing-due', nextDueInMs: row.next_due_in_ms };
    }
    return {
      outcome: 'claimed',
      delivery: {
        sequence: row.sequence,
        controlId: row.control_id,
        messageType: row.message_type,
        message: row.message,
        attempts: row.attempts,
        refusals: row.refusals,
        unanswered: row.unanswered,
        maybeReceived: row.maybe_received,
        traceparent: row.traceparent,
        correlationId: row.correlation_id,
        waitedSeconds: row.waited_seconds,
        patient: row.patient,
        streamVersion: row.stream_version,
        storeId: row.store_id,
        epoch: row.epoch,
        shard: row.shard,
        position: row.position,
      },
    };
  }

  /**
   * The attempts that come next if all goes well, in order: messages of patients none of whose earlier ones is held.
   * What is under way is not among them.
   */
  async upcoming({ org, destination }: Lease, limit: number): Promise<Attempt[]> {
    const { rows } = await this.pool.query<Attempt & { state: string }>({
      name: 'integration-upcoming',
      text: `SELECT d.sequence, d.state, d.patient, d.control_id AS "controlId", d.message_type AS "messageType", d.attempts + 1 AS attempts, d.correlation_id AS "correlationId",
               d.stream_version AS "streamVersion", d.store_id AS "storeId", d.epoch, d.shard, d.position
             FROM (SELECT l.patient, l.head FROM integration.lanes l
                   WHERE l.org = $1 AND l.destination = $2 AND NOT l.held AND integration.is_due(l.due_at) ORDER BY l.head LIMIT $3) lane
             CROSS JOIN LATERAL (
               SELECT * FROM integration.deliveries d
               WHERE d.org = $1 AND d.destination = $2 AND d.patient = lane.patient AND d.sequence >= lane.head
                 AND d.state IN ('queued', 'sending', 'sent-answer-unknown', 'held')
               ORDER BY d.sequence LIMIT least($3, 16)) d
             ORDER BY d.sequence LIMIT $3`,
      values: [org, destination, limit],
    });
    const stopped = new Set<string>();
    return rows.flatMap(({ state, ...attempt }) => {
      if (state === 'held') stopped.add(attempt.patient);
      return state === 'sending' || stopped.has(attempt.patient) ? [] : attempt;
    });
  }

  /** Goes on after a fault, under a new fence. @returns undefined when the lease is lost */
  async renewFence({ org, destination, fence }: Lease): Promise<Lease | undefined> {
    const { rows } = await this.pool.query<{ fence: number | null }>('SELECT integration.renew_fence($1, $2, $3, $4) AS fence', [
      org,
      destination,
      this.owner,
      fence,
    ]);
    const renewed = rows[0]!.fence;
    return renewed === null ? undefined : { org, destination, fence: renewed };
  }

  /** How the destination fares, for the API. */
  async reportStatus({ org, destination }: Lease, failures: number, fault: string | undefined, pauseMs: number): Promise<void> {
    await this.pool.query({
      name: 'integration-report-status',
      text: `UPDATE integration.destination_status
             SET failures = $3, fault = $4, fault_since = CASE WHEN $4::text IS NULL THEN NULL ELSE coalesce(fault_since, clock_timestamp()) END,
                 paused_until = CASE WHEN $4::text IS NULL THEN NULL ELSE clock_timestamp() + $5 * interval '1 millisecond' END
             WHERE org = $1 AND destination = $2`,
      values: [org, destination, failures, fault ?? null, pauseMs],
    });
  }

  async unsettled(): Promise<{ org: string; destination: string; state: string; count: number; oldest_seconds: number }[]> {
    const { rows } = await this.pool.query<{ org: string; destination: string; state: string; count: number; oldest_seconds: number }>(
      `SELECT org, destination, state, count(*) AS count, extract(epoch FROM clock_timestamp() - min(created_at))::float8 AS oldest_seconds
       FROM integration.deliveries WHERE state IN ('queued', 'sending', 'sent-answer-unknown', 'held', 'unmade') GROUP BY org, destination, state`,
    );
    return rows;
  }
}
