import type { AccessLog } from '@everchart/access-log';
import { servedState } from '../domain/served-state.js';
import type { ClaimedDelivery, Lease } from '../infrastructure/delivery.queue.js';

const operation = 'hl7-message.sent';

/** Puts on record what is sent to destinations: a disclosure is an access, of which the destination is the actor. */
export class Disclosures {
  constructor(private readonly log: AccessLog) {}

  /**
   * Each attempt, before its first byte leaves: what is on record may not have arrived, but nothing arrives that is not
   * on record.
   * @throws AccessNotRecordedError nothing may be sent
   */
  async record({ org, destination }: Lease, delivery: ClaimedDelivery): Promise<void> {
    const { patient, correlationId, controlId, messageType, attempts } = delivery;
    await this.log.record(org, {
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
      served: servedState(org, delivery),
      detail: { controlId, messageType, attempt: attempts },
    });
    this.log.metrics.answers.inc({ operation, outcome: 'granted' });
  }
}
