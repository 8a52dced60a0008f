import { clinicalEventTypes, referencesOf } from '@everchart/contracts-clinical';
import { v7 as uuidv7 } from 'uuid';
import type { PostedEvent } from './events.js';

/** Every type that can be recorded, each after what it refers to, in an order that the rules allow. */
const order = [
  'patient.registered', 'patient.details-amended', 'stay.admitted', 'stay.transferred',
  'allergy.recorded', 'allergy.refuted', 'problem.recorded', 'problem.resolved', 'preference.stated', 'preference.withdrawn',
  'medication.prescribed', 'medication.changed', 'medication.not-given', 'medication.administered', 'medication.countersigned', 'medication.effect-observed', 'medication.stopped',
  'plan.instruction-given', 'plan.instruction-revised', 'plan.task-completed', 'plan.instruction-ended',
  'observation.recorded', 'note.written', 'entry.amended', 'entry.struck',
  'incident.reported', 'incident.reviewed', 'flag.raised', 'flag.changed', 'flag.acknowledged', 'flag.cleared',
  'document.attached', 'consent.granted', 'consent.withdrawn',
  'stay.discharged', 'stay.cancelled', 'patient.deceased', 'patient.merged',
]; // prettier-ignore

const minuteMs = 60_000;
/** When the first of them happened, before now; the others follow by the minute. */
const beganMs = 60 * minuteMs;

/**
 * The life of one record, with an event of every type, as the contracts give an example of it. It ends in a merge.
 * @param into the patient in whose record it goes on
 */
export function wholeRecord(into: string, nowMs = Date.now()): PostedEvent[] {
  const stayId = uuidv7();
  const ids = new Map(order.map((type) => [type, uuidv7()]));
  const revised = { instructionId: ids.get('plan.instruction-revised') };
  const own: Readonly<Record<string, Record<string, unknown>>> = {
    'patient.deceased': { deceasedAt: at(order.indexOf('patient.deceased')) },
    'patient.merged': { link: 'replaced-by', otherPatientId: into },
    'entry.amended': { type: 'note.written', schemaVersion: 1, data: { kind: 'other', text: 'As it should have been' } },
    'plan.task-completed': revised,
    'plan.instruction-ended': revised,
    'entry.struck': { entryId: ids.get('observation.recorded'), reason: 'entered-in-error' },
  };
  return order.map((type, place) => {
    const example: Record<string, unknown> = newestExample(type);
    const data: Record<string, unknown> = { ...example, ...('stayId' in example ? { stayId } : {}) };
    for (const { pointer, types } of referencesOf(type, data)) data[pointer.slice(1)] = ids.get(types?.[0] ?? 'note.written');
    if (type === 'entry.struck') delete data.movedTo;
    // What the server adds in the record that goes on.
    if (type === 'patient.merged') delete data.death;
    return { id: ids.get(type)!, type, occurredAt: at(place), data: { ...data, ...own[type] } };
  });

  function at(place: number): string {
    return new Date(nowMs - beganMs + place * minuteMs).toISOString();
  }
}

function newestExample(type: string): Record<string, unknown> {
  const versions = clinicalEventTypes.filter((each) => each.type === type);
  return versions.reduce((newest, each) => (each.version > newest.version ? each : newest)).example;
}
