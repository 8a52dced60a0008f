import { supersedes, type Claim } from '@everchart/clinical-facts';
import type { CodeableConcept } from '@everchart/contracts-clinical';
import { rangeOf } from '@everchart/primitives';
import { idIn, onlyOnce, statedTime, textIn, type ConceptRules } from './concept-rules.js';
import type { AggregateState, KnownDeath, Refusal, RuleEvent } from './decision.js';
import { inForce, type EffectInForce } from './effects.js';
import { bedded } from './stay.rules.js';

/** The aggregate of the person. Every event of the record looks at it. */
export const patientKey = 'patient';

const onlyOneEnd = onlyOnce({ 'replaced-by': 'patient-merged', deceased: 'patient-deceased' });

/** Registered, merged, deceased. A death may also be stated by the registration, or by changed details. */
export const patient: ConceptRules = {
  types: ['patient.registered', 'patient.details-amended', 'patient.merged', 'patient.deceased'],
  effects: ({ type, data }, read) => {
    const deceased = textIn(data, 'deceased');
    const stated = statedAs(deceased);
    switch (type) {
      case 'patient.registered':
        return [{ key: patientKey, kind: 'registered', ...stated }];
      case 'patient.details-amended':
        return deceased === undefined ? [] : [{ key: patientKey, kind: 'details', ...stated }];
      case 'patient.deceased':
        return [{ key: patientKey, kind: 'deceased', ...statedAs(textIn(data, 'deceasedAt')) }];
      default: {
        const kind = textIn(data, 'link')!;
        // The record that ends keeps what was known when it ended; the one that goes on takes it over.
        const death = kind === 'replaced-by' ? knownDeath(deathIn(read(patientKey))) : deathTakenAlong(data);
        return [{ key: patientKey, kind, value: idIn(data, 'otherPatientId')!, ...(death ? { death } : {}) }];
      }
    }
  },
  check: (event, read, targets) => {
    if (event.type !== 'patient.merged') return undefined;
    if (targets.takesAlong !== undefined) {
      const death = knownDeath(deathIn(read(patientKey))) ?? null;
      if (!isSameDeath(death, targets.takesAlong)) return { code: 'merge-death-changed', death };
    }
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

/** An effect that says that the person died. */
interface DeathStated extends Omit<EffectInForce, 'death'> {
  /** Time of the statement: of what another record knew, as it was made there. */
  statedAt: string;
}

/** The details say it only with a time; the record that goes on, what the one that ended knew. */
function statementOf(effect: EffectInForce): DeathStated | undefined {
  const { death, value: _, ...merge } = effect;
  if (effect.kind === 'replaces') return death && { ...merge, ...statedAs(death.value), statedAt: death.at };
  const states = effect.kind === 'deceased' || (effect.value !== undefined && (effect.kind === 'registered' || effect.kind === 'details'));
  return states ? { ...effect, statedAt: effect.at } : undefined;
}

/** The first and the last instant at which it may have been: of an unknown time, up to that of the statement. */
function timeOfDeath({ value, statedAt }: DeathStated): { first: number; last: number } {
  return value === undefined ? { first: -Infinity, last: rangeOf(statedAt).last } : rangeOf(value);
}

/** A person dies once. The same death may be said again, as by the details and for itself, and more exactly. */
function otherDeathRefusal(effect: EffectInForce, others: readonly EffectInForce[]): Refusal | undefined {
  const statement = statementOf(effect);
  const known = statement && deathIn(others);
  if (known === undefined) return undefined;
  const [one, other] = [timeOfDeath(statement!), timeOfDeath(known)];
  return one.last < other.first || other.last < one.first ? { code: 'patient-deceased', first: known.event } : undefined;
}

/**
 * The death that holds, as in the summary: the one recorded for itself, else the last of the details, else what a
 * record knew that this one replaces; one without a time only when there is no other.
 */
function deathIn(effects: readonly EffectInForce[]): DeathStated | undefined {
  const statements = effects.flatMap((effect) => statementOf(effect) ?? []);
  return statements.reduce<DeathStated | undefined>((known, each) => {
    if (!known || weightOf(each) !== weightOf(known)) return known && weightOf(known) > weightOf(each) ? known : each;
    return supersedes(claimOf(each, statements), claimOf(known, statements)) ? each : known;
  }, undefined);
}

const weights: Readonly<Record<string, number>> = { deceased: 3, registered: 2, details: 2, replaces: 1 };

function weightOf({ kind, value }: DeathStated): number {
  return value === undefined ? 0 : weights[kind]!;
}

function claimOf(statement: DeathStated, statements: readonly DeathStated[]): Claim {
  const { at: occurredAt, kind } = statement;
  const streamVersion = statements.indexOf(statement);
  return { occurredAt, streamVersion, ...(kind === 'registered' ? { opening: true } : {}) };
}

function knownDeath(death: DeathStated | undefined): KnownDeath | undefined {
  return death && { ...statedAs(death.value), at: death.statedAt };
}

/** What the companion of a merge took over from the record that ends. */
export function deathTakenAlong(data: RuleEvent['data']): KnownDeath | undefined {
  const { deceasedAt, statedAt } = (data.death ?? {}) as { deceasedAt?: string; statedAt?: string };
  return statedAt === undefined ? undefined : { ...statedAs(deceasedAt), at: statedAt };
}

/** When a death was stated matters only where it has no time of its own. */
function isSameDeath(one: KnownDeath | null | undefined, other: KnownDeath | null | undefined): boolean {
  return !one || !other ? !one && !other : one.value === other.value && (one.value !== undefined || one.at === other.at);
}

/**
 * The record that goes on took the death over when this one ended, once: while the merge stands, the death here stays
 * what it was then.
 */
export function mergedDeathRefusal(before: AggregateState, after: AggregateState | undefined): Refusal | undefined {
  if (!after) return undefined;
  const effects = inForce(after);
  const merge = effects.find(({ kind }) => kind === 'replaced-by');
  if (!merge || isSameDeath(knownDeath(deathIn(effects)), merge.death)) return undefined;
  const stood = inForce(before).some(({ event }) => event === merge.event);
  return { code: stood ? 'death-merged' : 'merge-death-changed', first: merge.event, otherPatientId: merge.value! };
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
  if (!died || isDoneAfterDeath(entry.type) || isAboutDeath(entry) || !isAfter(statedTime(entry), died.value ?? died.statedAt))
    return undefined;
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
