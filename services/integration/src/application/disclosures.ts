import type { AccessLog } from '@everchart/access-log';
import { errorFields, type Logger } from '@everchart/platform';
import { servedState, type EventPlace } from '../domain/served-state.js';
import type { DeliveryQueue, Lease } from '../infrastructure/delivery.queue.js';

const operation = 'hl7-message.sent';

/** An attempt to send a message, as far as its record needs it. */
export interface Attempt extends EventPlace {
  sequence: number;
  patient: string;
  controlId: string;
  messageType: string;
  /** This one included. */
  attempts: number;
  correlationId: string;
}

/** Puts on record what is sent to destinations: a disclosure is an access, of which the destination is the actor. */
export class Disclosures {
  constructor(private readonly log: AccessLog) {}

  /**
   * Each attempt, before its first byte leaves: what is on record may not have arrived, but nothing arrives that is not
   * on record. Those of one call are one access event.
   * @throws AccessNotRecordedError nothing may be sent
   */
  async record({ org, destination }: Lease, attempts: readonly Attempt[]): Promise<void> {
    await Promise.all(
      attempts.map((attempt) => {
        const { patient, correlationId, controlId, messageType, attempts: number } = attempt;
        return this.log.record(org, {
          operation,
          outcome: 'granted',
          status: 200,
          purpose: 'TREAT',
          actor: destination,
          role: 'destination',
          correlationId,
          patient,
          patientKnown: true,
          urgent: true,
          served: servedState(org, attempt),
          detail: { controlId, messageType, attempt: number },
        });
      }),
    );
    this.log.metrics.answers.inc({ operation, outcome: 'granted' }, attempts.length);
  }
}

interface RecordedAttempt {
  attempt: number;
  recorded: Promise<boolean>;
  /** By `performance.now()`: the record says when it was made, so it is not used much later. */
  until: number;
}

/** Messages that are recorded ahead at most. */
const aheadMax = 50;
const usableMs = 10_000;

/**
 * Records the attempts of one destination: those of the next messages together, while a message is in flight, so that a
 * commit of the access log is paid by many messages. What was recorded ahead and is not sent within seconds is recorded
 * again when it is sent.
 */
export class DisclosuresAhead {
  /** By sequence: on record, or being put on record, and not sent yet. */
  readonly #ahead = new Map<number, RecordedAttempt>();
  /** What was sent since the last look began: the look may still see it as waiting. */
  readonly #sentMeanwhile = new Set<number>();
  #look: Promise<void> | undefined;

  constructor(
    private readonly disclosures: Disclosures,
    private readonly queue: DeliveryQueue,
    private readonly logger: Logger,
  ) {}

  /**
   * Resolves when this attempt is on record.
   * @throws AccessNotRecordedError nothing may be sent
   */
  async ensure(lease: Lease, attempt: Attempt): Promise<void> {
    const { sequence } = attempt;
    const own = this.#ahead.get(sequence);
    this.#ahead.delete(sequence);
    if (this.#look) this.#sentMeanwhile.add(sequence);
    if (own?.attempt === attempt.attempts && performance.now() < own.until && (await own.recorded)) return;
    await this.disclosures.record(lease, [attempt]);
  }

  /** While a message is in flight: goes on in the background. */
  lookAhead(lease: Lease): void {
    if (this.#look || this.#ahead.size >= aheadMax / 2) return;
    this.#sentMeanwhile.clear();
    this.#look = this.#recordUpcoming(lease)
      .catch((error: unknown) => {
        this.logger.warn({
          event: 'disclosures.not-recorded-ahead',
          org: lease.org,
          destination: lease.destination,
          ...errorFields(error),
        });
      })
      .finally(() => (this.#look = undefined));
  }

  /** Resolves when nothing goes on in the background. */
  async idle(): Promise<void> {
    await this.#look;
  }

  async #recordUpcoming(lease: Lease): Promise<void> {
    const upcoming = await this.queue.upcoming(lease, aheadMax);
    const until = performance.now() + usableMs;
    for (const [sequence, own] of this.#ahead) if (own.until <= performance.now()) this.#ahead.delete(sequence);
    const fresh = upcoming.filter(({ sequence }) => !this.#ahead.has(sequence) && !this.#sentMeanwhile.has(sequence));
    if (fresh.length === 0) return;
    const recording = this.disclosures.record(lease, fresh);
    // False: each of them is recorded by itself, and that fails if it has to.
    const recorded = recording.then(
      () => true,
      () => false,
    );
    for (const { sequence, attempts } of fresh) this.#ahead.set(sequence, { attempt: attempts, recorded, until });
    await recording;
  }
}
