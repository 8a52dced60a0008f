import type { EntryInForce } from '../src/domain/doses/course.js';

export const ramipril = { text: 'Ramipril 5 mg' };

/** Entries of one patient, in stream order, each with its place as its id. */
export class Chart {
  readonly entries: EntryInForce[] = [];

  add(type: string, occurredAt: string, data: object): string {
    const streamVersion = this.entries.length + 1;
    const eventId = `e${streamVersion}`;
    this.entries.push({ eventId, type, streamVersion, actor: 'nurse-ben', occurredAt, data });
    return eventId;
  }

  prescribed(occurredAt: string, data: object): string {
    return this.add('medication.prescribed', occurredAt, { medication: ramipril, ...data });
  }

  changed(prescriptionId: string, occurredAt: string, data: object): string {
    return this.add('medication.changed', occurredAt, { prescriptionId, ...data, changeLog: { reason: 'blood pressure' } });
  }

  stopped(prescriptionId: string, occurredAt: string, data: object = {}): string {
    return this.add('medication.stopped', occurredAt, { prescriptionId, reason: 'cough', ...data });
  }

  given(occurredAt: string, data: object): string {
    return this.add('medication.administered', occurredAt, { medication: ramipril, ...data });
  }

  notGiven(occurredAt: string, data: object): string {
    return this.add('medication.not-given', occurredAt, { medication: ramipril, kind: 'refused', reason: { text: 'nausea' }, ...data });
  }

  admitted(occurredAt: string, stayId: string, data: object = {}): string {
    return this.add('stay.admitted', occurredAt, { stayId, class: 'residential', ...data });
  }

  discharged(occurredAt: string, stayId: string): string {
    return this.add('stay.discharged', occurredAt, { stayId });
  }
}
