import { instantMs } from '@everchart/primitives';
import { idIn, onlyOnce, textIn, type ConceptRules } from './concept-rules.js';
import type { AggregateState, Refusal, RuleEvent } from './decision.js';
import { inForce } from './effects.js';

/** The aggregate of the person. Every event of the record looks at it. */
export const patientKey = 'patient';

const onlyOneEnd = onlyOnce({ 'replaced-by': 'patient-merged', deceased: 'patient-deceased' });

/** Registered, merged, deceased. */
export const patient: ConceptRules = {
  types: ['patient.registered', 'patient.merged', 'patient.deceased'],
  effects: ({ type, data }) => {
    if (type === 'patient.registered') return [{ key: patientKey, kind: 'registered' }];
    if (type === 'patient.deceased') return [{ key: patientKey, kind: 'deceased', value: textIn(data, 'deceasedAt')! }];
    return [{ key: patientKey, kind: textIn(data, 'link')!, value: idIn(data, 'otherPatientId')! }];
  },
  check: (event, _read, targets) => {
    if (event.type !== 'patient.merged') return undefined;
    // The server writes this side itself, so that no record claims another one that knows nothing of it.
    if (event.data.link === 'replaces') return targets.companion ? undefined : { code: 'merge-invalid', pointer: '/link' };
    // That the other record is there and goes on is decided there: by the event that says the other side.
    return idIn(event.data, 'otherPatientId') === event.patientId ? { code: 'merge-invalid', pointer: '/otherPatientId' } : undefined;
  },
  clash: (effect, others) => {
    // Two records that replace each other would leave none to go on in.
    const replaced = effect.kind === 'replaces' && others.find(({ kind }) => kind === 'replaced-by');
    if (replaced) return { code: 'merge-invalid', first: replaced.event, otherPatientId: replaced.value! };
    const refusal = onlyOneEnd(effect, others);
    if (refusal?.code !== 'patient-merged') return refusal;
    return { ...refusal, otherPatientId: others.find(({ event }) => event === refusal.first)!.value! };
  },
};

/** What the person's own state says against an event of any type. */
export function patientRefusal(event: RuleEvent, state: AggregateState): Refusal | undefined {
  if (event.type === 'patient.registered') return undefined;
  if (state.length === 0) return { code: 'patient-unknown' };
  // What was recorded here is always corrected here.
  if (event.type.startsWith('entry.')) return undefined;
  const merged = inForce(state).find(({ kind }) => kind === 'replaced-by');
  if (merged) return { code: 'patient-merged', first: merged.event, otherPatientId: merged.value! };
  return afterDeathRefusal(event.type, event.occurredAt, state);
}

/** The rule of death for an entry of that type. */
export function afterDeathRefusal(type: string, occurredAt: string, state: AggregateState): Refusal | undefined {
  const died = inForce(state).find(({ kind }) => kind === 'deceased');
  if (!died || isDoneAfterDeath(type) || !isAfter(occurredAt, died.value!)) return undefined;
  return { code: 'patient-deceased', first: died.event };
}

const typesAfterDeath: ReadonlySet<string> = new Set([
  'flag.cleared', 'plan.instruction-ended', 'medication.stopped', 'stay.discharged', 'stay.cancelled', 'patient.details-amended', 'patient.merged',
  // A second death is refused as what it is, whenever it is said to have happened.
  'patient.deceased',
]); // prettier-ignore
const conceptsAfterDeath: ReadonlySet<string> = new Set(['note', 'document', 'incident', 'consent', 'entry']);

/** What is done after a death: written up, closed, put in order. */
function isDoneAfterDeath(type: string): boolean {
  return typesAfterDeath.has(type) || conceptsAfterDeath.has(type.slice(0, type.indexOf('.')));
}

/**
 * Whether something happened after a date that is stated as a year, a month, a day, or a time: compared only as
 * precisely as that is stated. A date has no zone; what the carer's calendar showed decides.
 */
export function isAfter(occurredAt: string, stated: string): boolean {
  if (!stated.includes(':')) return occurredAt.slice(0, stated.length) > stated;
  const precisionMs = 10 ** (3 - Math.min(/\.(\d+)/.exec(stated)?.[1]?.length ?? 0, 3));
  const step = (at: string): number => Math.floor(instantMs(at) / precisionMs);
  return step(occurredAt) > step(stated);
}
