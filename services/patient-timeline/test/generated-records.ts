import fc from 'fast-check';
import { amend, at, start, strike, told, type Told } from './patient-stream.js';

const penicillin = { substance: { text: 'Penicillin' }, criticality: 'high', clinicalStatus: 'active', verification: 'confirmed' };
const loinc = (code: string) => ({ text: code, coding: [{ system: 'http://loinc.org', code }] });
const few = (values: readonly string[], pick: number): string => values[pick % values.length]!;
const medicine = (pick: number) => ({ text: few(['Ramipril', 'Metformin'], pick) });
const instruction = (pick: number) => ({ title: `t${pick}`, status: few(['active', 'on-hold', 'completed'], pick) });
const dueAt = (pick: number) => `2026-03-01T${String(pick % 12).padStart(2, '0')}:00:00Z`;
const changeLog = { reason: 'r' };

/** Data of each type; `of` names an earlier entry of a type, or one that does not exist. */
export const writers: Record<string, (pick: number, of: (type: string) => string) => unknown> = {
  'patient.details-amended': (pick) => (pick % 2 ? { language: `l${pick}` } : { gender: 'other', language: 'x' }),
  'patient.merged': (pick) => ({ link: few(['replaced-by', 'replaces'], pick), otherPatientId: `p${pick % 3}` }),
  'patient.deceased': (pick) => ({ deceasedAt: `2026-03-0${1 + (pick % 9)}` }),
  'stay.admitted': (pick) => ({ stayId: `s${pick % 3}`, class: 'residential', location: { room: `${pick}` } }),
  'stay.transferred': (pick) => ({ stayId: `s${pick % 3}`, location: { room: `${pick}` } }),
  'stay.discharged': (pick) => ({ stayId: `s${pick % 3}` }),
  'stay.cancelled': (pick) => ({ stayId: `s${pick % 3}`, cancels: few(['admission', 'transfer', 'discharge', 'transfer'], pick), reason: 'r' }),
  'observation.recorded': (pick) => ({ code: loinc(`c${pick % 3}`), category: few(['vital-signs', 'pain', 'laboratory'], pick), valueInteger: pick }),
  'note.written': (pick) => ({ kind: 'progress', text: `n${pick}` }),
  'medication.prescribed': (pick) => ({ medication: medicine(pick), doseText: `d${pick}` }),
  'medication.changed': (pick, of) => ({ prescriptionId: of('medication.prescribed'), note: `n${pick}`, changeLog }),
  'medication.stopped': (pick, of) => ({ prescriptionId: of('medication.prescribed'), reason: 'r', ...(pick % 3 ? {} : { stoppedAt: '2026-04' }) }),
  'medication.administered': (pick, of) => ({ medication: medicine(pick), prescriptionId: of('medication.prescribed'), scheduledAt: dueAt(pick) }),
  'medication.not-given': (pick, of) => ({ medication: medicine(pick), prescriptionId: of('medication.prescribed'), kind: 'refused', reason: { text: 'r' }, scheduledAt: dueAt(pick) }),
  'medication.countersigned': (_pick, of) => ({ doseId: of('medication.administered'), what: 'given' }),
  'medication.effect-observed': (_pick, of) => ({ doseId: of('medication.administered'), outcome: 'helped' }),
  'incident.reported': (pick) => ({ category: 'fall', description: `d${pick}`, severity: 'low' }),
  'incident.reviewed': (pick, of) => ({ incidentId: of('incident.reported'), outcome: `o${pick}`, closed: pick % 2 === 0, severity: few(['low', 'severe'], pick) }),
  'flag.raised': (pick) => ({ colour: few(['green', 'amber', 'orange', 'red'], pick), reason: `r${pick}` }),
  'flag.changed': (pick, of) => ({ flagId: of('flag.raised'), colour: few(['green', 'amber', 'orange', 'red'], pick), reason: `r${pick}` }),
  'flag.acknowledged': (_pick, of) => ({ flagId: of('flag.raised') }),
  'flag.cleared': (_pick, of) => ({ flagId: of('flag.raised'), reason: 'r' }),
  'allergy.recorded': (pick) => ({ ...penicillin, substance: medicine(pick), clinicalStatus: few(['active', 'active', 'resolved'], pick) }),
  'allergy.refuted': (_pick, of) => ({ allergyId: of('allergy.recorded'), reason: 'r' }),
  'problem.recorded': (pick) => ({ code: loinc(`c${pick % 2}`), clinicalStatus: 'active', verification: 'confirmed' }),
  'problem.resolved': (_pick, of) => ({ problemId: of('problem.recorded') }),
  'preference.stated': (pick) => ({ category: 'care-experience', text: `t${pick}`, ...(pick % 2 ? { topic: loinc('c') } : {}) }),
  'preference.withdrawn': (_pick, of) => ({ preferenceId: of('preference.stated') }),
  'plan.instruction-given': (pick) => instruction(pick),
  'plan.instruction-revised': (pick, of) => ({ ...instruction(pick), instructionId: of('plan.instruction-given'), changeLog }),
  'plan.instruction-ended': (_pick, of) => ({ instructionId: of('plan.instruction-given'), reason: 'r' }),
  'plan.task-completed': (pick, of) => ({ code: loinc(`c${pick % 2}`), ...(pick % 3 ? { instructionId: of('plan.instruction-given') } : {}) }),
  'document.attached': (pick, of) => ({ title: `t${pick}`, ...(pick % 2 ? { replaces: of('document.attached') } : {}) }),
  'consent.granted': (pick) => ({ scope: medicine(pick), givenBy: 'patient' }),
  'consent.withdrawn': (_pick, of) => ({ consentId: of('consent.granted'), givenBy: 'patient' }),
  'music.played': (pick) => ({ title: `t${pick}` }),
}; // prettier-ignore

export interface Wish {
  what: string;
  pick: number;
  target: number;
  hour: number;
  /** Whether a batch ends with it. */
  last: boolean;
}

// One in three corrects something that is there.
export const wish: fc.Arbitrary<Wish> = fc.record({
  what: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...Object.keys(writers)) },
    { weight: 1, arbitrary: fc.constantFrom('strike', 'amend') },
  ),
  pick: fc.nat(11),
  target: fc.nat(60),
  hour: fc.integer({ min: 1, max: 22 }),
  last: fc.boolean(),
});

/** An event for each wish that can be fulfilled: some refer to what does not exist. */
export function streamOf(wishes: readonly Wish[]): Told[] {
  const events = [start];
  for (const { what, pick, target, hour } of wishes) {
    const id = `w${events.length}`;
    const chosen = events[target % events.length]!;
    const of = (type: string): string => {
      const some = events.filter(
        (each) => each.type === type || (type === 'plan.instruction-given' && each.type === 'plan.instruction-revised'),
      );
      return some[target % some.length]?.eventId ?? 'missing';
    };
    const write = writers[what === 'amend' ? chosen.type : what];
    if (what === 'strike') events.push(strike(id, chosen.eventId));
    else if (what === 'amend' && write) events.push(amend(id, chosen, write(pick, of), ...(pick % 3 === 0 ? [at(hour)] : [])));
    else if (write) events.push(told(id, what === 'amend' ? chosen.type : what, write(pick, of), hour));
  }
  return events;
}
