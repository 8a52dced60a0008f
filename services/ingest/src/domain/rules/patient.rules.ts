import { supersedes, type Fact } from '@everchart/clinical-facts';
import type { CodeableConcept } from '@everchart/contracts-clinical';
import { rangeOf } from '@everchart/primitives';
import { idIn, onlyOnce, statedTime, textIn, type ConceptRules } from './concept-rules.js';
import type { AggregateState, Refusal, RuleEvent } from './decision.js';
import { inForce, type EffectInForce } from './effects.js';
import { bedded } from './stay.rules.js';

/** The aggregate of the person. Every event of the record looks at it. */
export const patientKey = 'patient';

const onlyOneEnd = onlyOnce({ 'replaced-by': 'patient-merged', deceased: 'patient-deceased' });

/** Registered, merged, deceased. A death may also be stated by the registration, or by changed details. */
export const patient: ConceptRules = {
  types: ['patient.registered', 'patient.details-amended', 'patient.merged', 'patient.deceased'],
  effects: ({ type, data }) => {
    const deceased = textIn(data, 'deceased');
    const stated = statedAs(deceased);
    switch (type) {
      case 'patient.registered':
        return [{ key: patientKey, kind: 'registered', ...stated }];
      case 'patient.details-amended':
        return deceased === undefined ? [] : [{ key: patientKey, kind: 'details', ...stated }];
      case 'patient.deceased':
        return [{ key: patientKey, kind: 'deceased', ...statedAs(textIn(data, 'deceasedAt')) }];
      default:
        return [{ key: patientKey, kind: textIn(data, 'link')!, value: idIn(data, 'otherPatientId')! }];
    }
  },
  check: (event, _read, targets) => {
    if (event.type !== 'patient.merged') return undefined;
    // The server writes this side itself, so that no record claims another one that knows nothing of it.
    if (event.data.link === 'replaces') return targets.companion ? undefined : { code: 'merge-invalid', pointer: '/link' };
    // That the other record is there and goes on is decided there: by the event that says the other side.
    return idIn(event.data, 'otherPatientId') === event.patientId ? { code: 'merge-invalid', pointer: '/otherPatientId' } : undefined;
  },
  clash: (effect, others, context) => {
    // Two records that replace each other would leave none to go on in.
    const replaced = effect.kind === 'replaces' && others.find(({ kind }) => kind === 'replaced-by');
    if (replaced) return { code: 'merge-invalid', first: replaced.event, otherPatientId: replaced.value! };
    const refusal = onlyOneEnd(effect, others, context);
    if (refusal?.code === 'patient-merged')
      return { ...refusal, otherPatientId: others.find(({ event }) => event === refusal.first)!.value! };
    return refusal ?? otherDeathRefusal(effect, others);
  },
};

const statedAs = (value: string | undefined): { value?: string } => (value === undefined ? {} : { value });

/** The details say it only with a time. */
function isStatement({ kind, value }: EffectInForce): boolean {
  return kind === 'deceased' || (value !== undefined && (kind === 'registered' || kind === 'details'));
}

/** The first and the last instant at which it may have been: of an unknown time, up to that of the statement. */
function timeOfDeath({ value, at }: EffectInForce): { first: number; last: number } {
  return value === undefined ? { first: -Infinity, last: rangeOf(at).last } : rangeOf(value);
}

/** A person dies once. The same death may be said again, as by the details and for itself, and more exactly. */
function otherDeathRefusal(effect: EffectInForce, others: readonly EffectInForce[]): Refusal | undefined {
  if (!isStatement(effect)) return undefined;
  const known = deathIn(others);
  if (known === undefined) return undefined;
  const [one, other] = [timeOfDeath(effect), timeOfDeath(known)];
  return one.last < other.first || other.last < one.first ? { code: 'patient-deceased', first: known.event } : undefined;
}

/**
 * The death that holds, as in the summary: the one recorded for itself, else the last of the details; one without a
 * time only when there is no other.
 */
function deathIn(effects: readonly EffectInForce[]): EffectInForce | undefined {
  return effects.filter(isStatement).reduce<EffectInForce | undefined>((known, each) => {
    if (!known || weightOf(each) !== weightOf(known)) return known && weightOf(known) > weightOf(each) ? known : each;
    return supersedes(factOf(each, effects), factOf(known, effects)) ? each : known;
  }, undefined);
}

function weightOf({ kind, value }: EffectInForce): number {
  return value === undefined ? 0 : kind === 'deceased' ? 2 : 1;
}

function factOf(effect: EffectInForce, effects: readonly EffectInForce[]): Fact {
  const { value, event: entryId, at: occurredAt, kind } = effect;
  return { value, entryId, occurredAt, streamVersion: effects.indexOf(effect), ...(kind === 'registered' ? { opening: true } : {}) };
}

/** What the person's own state says against an event of any type. */
export function patientRefusal(event: RuleEvent, state: AggregateState): Refusal | undefined {
  if (event.type === 'patient.registered') return undefined;
  if (state.length === 0) return { code: 'patient-unknown' };
  // What was recorded here is always corrected here.
  if (event.type.startsWith('entry.')) return undefined;
  const merged = inForce(state).find(({ kind }) => kind === 'replaced-by');
  return merged && { code: 'patient-merged', first: merged.event, otherPatientId: merged.value! };
}

/** The rule of death for an entry, as it would count. */
export function afterDeathRefusal(entry: RuleEvent, state: AggregateState): Refusal | undefined {
  const died = deathIn(inForce(state));
  if (!died || isDoneAfterDeath(entry.type) || isAboutDeath(entry) || !isAfter(statedTime(entry), died.value ?? died.at)) return undefined;
  return { code: 'patient-deceased', first: died.event };
}

const typesAfterDeath: ReadonlySet<string> = new Set([
  'flag.cleared', 'plan.instruction-ended', 'medication.stopped', 'stay.discharged', 'stay.cancelled', 'patient.details-amended', 'patient.merged',
  // A second death is refused as what it is, whenever it is said to have happened.
  'patient.deceased',
  // Read back from another system, a record may begin after the death.
  'patient.registered',
]); // prettier-ignore
const conceptsAfterDeath: ReadonlySet<string> = new Set(['note', 'document', 'incident', 'consent', 'entry']);

/** What is done after a death: written up, closed, put in order. */
export function isDoneAfterDeath(type: string): boolean {
  return typesAfterDeath.has(type) || conceptsAfterDeath.has(type.slice(0, type.indexOf('.')));
}

/** LOINC: cause, manner, time and place of death, who pronounced it, autopsy. */
const codesOfDeath: ReadonlySet<string> = new Set([
  '69453-9', '69449-7', '81956-5', '81954-0', '80616-6', '85699-7', '18743-5', '58332-8',
]); // prettier-ignore

/** The visit of the doctor who certifies the death, and what is found then. A bed is not a visit. */
function isAboutDeath({ type, data }: RuleEvent): boolean {
  if (type === 'stay.admitted') return !bedded.has(textIn(data, 'class')!);
  if (type !== 'observation.recorded') return false;
  const { coding = [] } = data.code as CodeableConcept;
  return coding.some(({ system, code }) => system === 'http://loinc.org' && codesOfDeath.has(code));
}

/**
 * Whether something happened after what is stated as a year, a month, a day, or a time, in any zone of the date:
 * a date ends last where it is 14 hours behind UTC. A time is compared only as precisely as it is stated.
 */
export function isAfter(occurredAt: string, stated: string): boolean {
  return rangeOf(occurredAt).first > rangeOf(stated).last;
}
