import { Injectable } from '@nestjs/common';
import { ReadMetrics, type ReadOutcome } from '../infrastructure/metrics.js';
import { AccessRecorder, type Accessor } from './access.recorder.js';

/** An answer as it will leave, and what the record says of it. */
export interface Answer {
  status: number;
  outcome: ReadOutcome;
  /** Whether the patient is known here: accesses to unknown ids are sealed under the organisation's key, so that guessing makes no keys. */
  patientKnown: boolean;
  /** Facts about the answer for the record (how many entries were shown). Never clinical content. */
  detail?: Record<string, unknown>;
}

export interface Asked {
  operation: 'summary.read' | 'timeline.read';
  /** Undefined when what was asked for is no patient id. */
  patient: string | undefined;
}

/**
 * Promise: no answer about a patient leaves before its access event is committed, whatever the answer is. The read comes first, because the record
 * says what was answered.
 */
@Injectable()
export class AuditedAnswers {
  constructor(
    private readonly recorder: AccessRecorder,
    private readonly metrics: ReadMetrics,
  ) {}

  /** @throws AccessNotRecordedError when the access cannot be put on record; an error of `produce` only after it was put on record */
  async answer<A extends Answer>(accessor: Accessor, asked: Asked, produce: () => Promise<A>): Promise<A> {
    let answer: A;
    try {
      answer = await produce();
    } catch (error) {
      await this.record(accessor, asked, { status: 500, outcome: 'failed', patientKnown: false });
      throw error;
    }
    await this.record(accessor, asked, answer);
    return answer;
  }

  private async record(
    accessor: Accessor,
    { operation, patient }: Asked,
    { status, outcome, patientKnown, detail }: Answer,
  ): Promise<void> {
    this.metrics.answered(operation, outcome);
    await this.recorder.record(accessor, {
      type: 'record.read',
      patient,
      patientKnown,
      data: { operation, outcome: 'granted', status, ...(detail ? { detail } : {}) },
    });
  }
}
