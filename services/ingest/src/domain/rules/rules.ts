import { allergy } from './allergy.rules.js';
import {
  idIn,
  isOverriding,
  statedTime,
  textIn,
  type ConceptRules,
  type Contradiction,
  type EffectDraft,
  type ReadInForce,
} from './concept-rules.js';
import { consent } from './consent.rules.js';
import { overridable, type AggregateState, type Decision, type Effect, type Refusal, type RuleEvent, type Targets } from './decision.js';
import { document } from './document.rules.js';
import { dose } from './dose.rules.js';
import { inForce, mark, strikeInForce, type EffectInForce } from './effects.js';
import { amendedEntry, amendmentRefusal, entryKey, isAmendment, isStrike, strikeRefusal } from './entry.rules.js';
import { flag } from './flag.rules.js';
import { incident } from './incident.rules.js';
import { instruction } from './instruction.rules.js';
import { afterDeathRefusal, mergedDeathRefusal, patient, patientKey, patientRefusal } from './patient.rules.js';
import { preference } from './preference.rules.js';
import { prescription } from './prescription.rules.js';
import { problem } from './problem.rules.js';
import { referenceRefusal, referencedKeys } from './reference.rules.js';
import { bedsAfter, bedsKey, isStayKey, stay } from './stay.rules.js';

/**
 * Goes up when the same events give other states or keys than before: kept states of another version are rebuilt from
 * the events. A rule that only judges otherwise is no new version.
 */
export const rulesVersion = 4;

/** Observations and notes have no rules of their own, nor have reviews and tasks but what they refer to. */
const concepts: readonly ConceptRules[] = [
  patient, stay, prescription, dose, incident, flag, allergy, problem, preference, instruction, document, consent,
]; // prettier-ignore
const byType: ReadonlyMap<string, ConceptRules> = new Map(
  concepts.flatMap((concept) => concept.types.map((type) => [type, concept] as const)),
);

/**
 * The entry of the same record that an event strikes or amends. For {@link Targets.chain} load it, and then what
 * `targetOf` of that names, until it names none.
 */
export function targetOf(event: Pick<RuleEvent, 'type' | 'data'>): string | undefined {
  return isStrike(event) || isAmendment(event) ? idIn(event.data, 'entryId') : undefined;
}

/**
 * The aggregates that the event looks at or changes: their states, empty ones too, are what {@link decide} and {@link
 * evolve} must be given.
 */
export function keysOf(event: RuleEvent, targets: Targets): string[] {
  const entry = entryOf(event, targets.chain);
  const keys = new Set([patientKey]);
  for (const { key } of effectsOf(event, targets.chain, nothingKnown)) keys.add(key);
  if (!isStrike(event)) for (const key of referencedKeys(entry ?? event)) keys.add(key);
  if (entry) for (const key of byType.get(entry.type)?.looksAt?.(entry) ?? []) keys.add(key);
  for (const { keys: struck } of struckOf(event, targets.chain)) for (const key of struck) keys.add(key);
  for (const key of keys) if (isStayKey(key)) keys.add(bedsKey);
  return [...keys];
}

/** Judges a command under the states of exactly its keys. */
export function decide(event: RuleEvent, states: ReadonlyMap<string, AggregateState>, targets: Targets): Decision {
  const refusal = refusalOf(event, states, targets);
  if (refusal) return { accepted: false, refusal };
  const changed = evolve(event, states, targets);
  const against =
    clashOf(event, (key) => inForce(changed.get(key) ?? stateOf(states, key)), targets) ??
    mergedDeathRefusal(stateOf(states, patientKey), changed.get(patientKey)) ??
    checkOf(event, states, targets) ??
    fullOf(event, states, changed) ??
    contradictionOf(event, states, changed, targets);
  return against ? { accepted: false, refusal: against } : { accepted: true, states: changed };
}

/**
 * Applies an event without judging: what is recorded is a fact, and older records hold what a rule would refuse today.
 * @returns the states that it changes, and only those: the same as {@link decide} gave
 */
export function evolve(
  event: RuleEvent,
  states: ReadonlyMap<string, AggregateState>,
  targets: Targets,
): ReadonlyMap<string, AggregateState> {
  const changed = new Map<string, AggregateState>();
  const read = (key: string): AggregateState => changed.get(key) ?? stateOf(states, key);
  for (const { key, ...effect } of effectsOf(event, targets.chain, (of) => inForce(stateOf(states, of)))) {
    changed.set(key, [...read(key), effect]);
  }
  for (const { entry, keys } of struckOf(event, targets.chain)) {
    const struckBy = strikeInForce(read(entryKey(entry)));
    for (const key of keys) {
      const before = read(key);
      const after = mark(before, entry, struckBy);
      if (after !== before) changed.set(key, after);
    }
  }
  for (const [key, state] of [...changed]) {
    if (!isStayKey(key)) continue;
    const beds = bedsAfter(read(bedsKey), key, state);
    if (JSON.stringify(beds) !== JSON.stringify(read(bedsKey))) changed.set(bedsKey, beds);
  }
  return changed;
}

function stateOf(states: ReadonlyMap<string, AggregateState>, key: string): AggregateState {
  const state = states.get(key);
  if (state === undefined) throw new RangeError(`the state of ${key.split('/', 1)[0]} is needed`);
  return state;
}

const nothingKnown: ReadInForce = () => [];

function refusalOf(event: RuleEvent, states: ReadonlyMap<string, AggregateState>, targets: Targets): Refusal | undefined {
  const raw = (key: string): AggregateState => stateOf(states, key);
  const refusal = patientRefusal(event, raw(patientKey));
  if (refusal) return refusal;
  if (isStrike(event)) return strikeRefusal(event, targets, raw);
  if (isAmendment(event)) {
    const [target] = chainOf(targets.chain);
    return amendmentRefusal(event, target, raw, (of) => belongsTo(of, targets.chain));
  }
  const afterDeath = isOverriding(event) ? undefined : afterDeathRefusal(event, raw(patientKey));
  return afterDeath ?? referenceRefusal(event, raw);
}

/** What the record says against an event that is recorded now, beside what cannot stand together. */
function checkOf(event: RuleEvent, states: ReadonlyMap<string, AggregateState>, targets: Targets): Refusal | undefined {
  return byType.get(event.type)?.check?.(event, (key) => inForce(stateOf(states, key)), targets);
}

/**
 * What cannot stand beside the entry that comes into force by the event, as it would then count: the event itself, the
 * amended entry, or the one that the strike of a strike brings back. Of these two, what was once recorded against the
 * rule, knowingly, does not stand in the way.
 */
function clashOf(event: RuleEvent, read: ReadInForce, targets: Targets): Refusal | undefined {
  const entry = entryOf(event, targets.chain);
  const concept = entry && byType.get(entry.type);
  if (!entry || !concept?.clash) return undefined;
  const stands = ({ event: id, override }: EffectInForce): boolean => entry === event || id === entry.id || override !== true;
  const standing: ReadInForce = (key) => read(key).filter(stands);
  const effects = effectsOf(isAmendment(event) ? event : entry, targets.chain, nothingKnown);
  return firstOf([...new Set(effects.map(({ key }) => key))], (key) => {
    const all = standing(key);
    const candidate = all.find(({ event: id }) => id === entry.id);
    if (!candidate) return undefined;
    const others = all.filter((each) => each !== candidate);
    const refusal = concept.clash!(candidate, others, { event: entry, read: standing });
    return refusal && candidate.override === true && overridable.has(refusal.code) ? undefined : refusal;
  });
}

/**
 * A state is read, folded and written whole with every event of its aggregate. Without a limit a sender that changes
 * one flag again and again makes each change cost more than the one before. No care comes near it. What ends it always
 * goes in: a strike, a clearing, and the acknowledgement before it.
 */
const effectsMax = 1000;
const bounded = /^(?:flag|entry)\//;

function fullOf(
  event: RuleEvent,
  states: ReadonlyMap<string, AggregateState>,
  changed: ReadonlyMap<string, AggregateState>,
): Refusal | undefined {
  if (event.type !== 'flag.changed' && !isAmendment(event)) return undefined;
  return firstOf([...changed], ([key, state]) =>
    bounded.test(key) && state.length > effectsMax && state.length > stateOf(states, key).length
      ? { code: 'entry-followed-too-often' as const }
      : undefined,
  );
}

/** What would contradict itself by the event, and did not before. */
function contradictionOf(
  event: RuleEvent,
  states: ReadonlyMap<string, AggregateState>,
  changed: ReadonlyMap<string, AggregateState>,
  targets: Targets,
): Refusal | undefined {
  const entry = entryOf(event, targets.chain) ?? event;
  if (isOverriding(entry)) return undefined;
  return firstOf([...changed], ([key, state]) => {
    const concept = conceptOfKey(key);
    if (!concept?.contradictions) return undefined;
    const nameOf = ({ events }: Contradiction): string => events.join(' ');
    const before = new Set(concept.contradictions(key, inForce(stateOf(states, key))).map(nameOf));
    const [arisen] = concept.contradictions(key, inForce(state)).filter((each) => !before.has(nameOf(each)));
    if (!arisen) return undefined;
    const [one, other] = arisen.events;
    return { code: arisen.code, first: other === entry.id ? one : other };
  });
}

function conceptOfKey(key: string): ConceptRules | undefined {
  return isStayKey(key) || key === bedsKey ? stay : undefined;
}

/** The entry that the event brings into force, as it then counts. */
function entryOf(event: RuleEvent, chain: Targets['chain']): RuleEvent | undefined {
  if (isAmendment(event)) return amendedEntry(event, chainOf(chain)[0]);
  if (!isStrike(event)) return event;
  const [target, restored] = chain;
  return target && isStrike(target) && restored && !isStrike(restored) && !isAmendment(restored) ? restored : undefined;
}

function firstOf<T, R>(items: readonly T[], of: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = of(item);
    if (result !== undefined) return result;
  }
  return undefined;
}

/** The aggregates that an entry is in, with those that it refers to; of an amendment those of its entry. */
function belongsTo(event: RuleEvent, chain: Targets['chain']): Set<string> {
  const entry = isAmendment(event) ? amendedEntry(event, chainOf(chain)[0]) : event;
  const effects = effectsOf(event, chain, nothingKnown).filter(({ key }) => entry === event || key !== entryKey(entry.id));
  return new Set([...effects.map(({ key }) => key), ...referencedKeys(entry)]);
}

/**
 * What a strike makes count or not count, beginning with its target: a strike of a strike reaches what that one struck.
 */
function struckOf(event: RuleEvent, chain: Targets['chain']): { entry: string; keys: string[] }[] {
  if (!isStrike(event)) return [];
  const [target, ...rest] = chainOf(chain);
  return [{ entry: target.id, keys: effectsOf(target, rest, nothingKnown).map(({ key }) => key) }, ...struckOf(target, rest)];
}

function effectsOf(event: RuleEvent, chain: Targets['chain'], read: ReadInForce): (Effect & { key: string })[] {
  // Most events are observations and notes.
  if (!byType.has(event.type) && !isStrike(event) && !isAmendment(event)) return [];
  const { id, occurredAt } = event;
  const said = { ...onIn(event), ...(isOverriding(event) ? { override: true as const } : {}) };
  const effectOf = ({ key, ...draft }: EffectDraft): Effect & { key: string } => ({
    key,
    event: id,
    ...draft,
    at: occurredAt,
    ...said,
  });
  if (isStrike(event)) return [effectOf({ key: entryKey(chainOf(chain)[0].id), kind: 'struck' })];
  if (!isAmendment(event)) return (byType.get(event.type)?.effects(event, read) ?? []).map(effectOf);
  const [target] = chainOf(chain);
  const at = textIn(event.data, 'occurredAt');
  return [
    effectOf({ key: entryKey(target.id), kind: 'amended' }),
    ...amendedEffects(amendedEntry(event, target), target, read).map((draft) => ({
      event: id,
      ...draft,
      ...(at === undefined ? {} : { at }),
      amends: target.id,
    })),
  ];
}

/** The effects of an entry as it is amended, at the places of those that it had; one that it has no more is void. */
function amendedEffects(amended: RuleEvent, target: RuleEvent, read: ReadInForce): (EffectDraft & Pick<Effect, 'on' | 'override'>)[] {
  const concept = byType.get(target.type);
  if (!concept) return [];
  const said = { ...onIn(amended), ...(isOverriding(amended) ? { override: true as const } : {}) };
  const had = concept.effects(target, nothingKnown);
  const drafts = concept.effects(amended, read).map(({ key, ...draft }) => {
    const kept = had.map((each) => each.key).find((place) => place === key || concept.amendedKey?.(place, amended) === place);
    return { key: kept ?? key, ...draft, ...said };
  });
  const gone = concept === patient ? had.filter(({ key }) => !drafts.some((draft) => draft.key === key)) : [];
  return [...drafts, ...gone.map(({ key, kind }) => ({ key, kind }))];
}

/** When it happened, where that is no instant. */
function onIn(event: RuleEvent): Pick<Effect, 'on'> {
  const on = statedTime(event);
  return on === event.occurredAt ? {} : { on };
}

function chainOf(chain: Targets['chain']): readonly [Targets['chain'][number], ...Targets['chain']] {
  if (chain.length === 0) throw new RangeError('the entry that the event strikes or amends is needed');
  return chain as [Targets['chain'][number], ...Targets['chain']];
}
