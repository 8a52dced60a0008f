import { allergy } from './allergy.rules.js';
import { idIn, textIn, type ConceptRules, type EffectDraft, type ReadInForce } from './concept-rules.js';
import { consent } from './consent.rules.js';
import type { AggregateState, Decision, Effect, Refusal, RuleEvent, Targets } from './decision.js';
import { document } from './document.rules.js';
import { dose } from './dose.rules.js';
import { inForce, mark, strikeInForce } from './effects.js';
import { amendedEntry, amendmentRefusal, entryKey, isAmendment, isStrike, strikeRefusal } from './entry.rules.js';
import { flag } from './flag.rules.js';
import { incident } from './incident.rules.js';
import { instruction } from './instruction.rules.js';
import { patient, patientKey, patientRefusal } from './patient.rules.js';
import { preference } from './preference.rules.js';
import { prescription } from './prescription.rules.js';
import { problem } from './problem.rules.js';
import { referenceRefusal, referencedKeys } from './reference.rules.js';
import { stay } from './stay.rules.js';

/**
 * Goes up when the same events give other states or keys than before: kept states of another version are rebuilt from
 * the events. A rule that only judges otherwise is no new version.
 */
export const rulesVersion = 1;

/**
 * Observations, notes and changed details have no rules of their own, nor have reviews and tasks but what they refer
 * to.
 */
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
  return [...new Set([...keysOfEntry(event, targets.chain), ...struckOf(event, targets.chain).flatMap(({ keys }) => keys)])];
}

/** Judges a command under the states of exactly its keys. */
export function decide(event: RuleEvent, states: ReadonlyMap<string, AggregateState>, targets: Targets): Decision {
  const refusal = refusalOf(event, states, targets);
  if (refusal) return { accepted: false, refusal };
  const changed = evolve(event, states, targets);
  const clash = clashOfRestored(event, (key) => changed.get(key) ?? stateOf(states, key), targets);
  return clash ? { accepted: false, refusal: clash } : { accepted: true, states: changed };
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
  for (const { key, ...effect } of effectsOf(event, targets.chain)) changed.set(key, [...read(key), effect]);
  for (const { entry, keys } of struckOf(event, targets.chain)) {
    const struckBy = strikeInForce(read(entryKey(entry)));
    for (const key of keys) {
      const before = read(key);
      const after = mark(before, entry, struckBy);
      if (after !== before) changed.set(key, after);
    }
  }
  return changed;
}

function stateOf(states: ReadonlyMap<string, AggregateState>, key: string): AggregateState {
  const state = states.get(key);
  if (state === undefined) throw new RangeError(`the state of ${key.split('/', 1)[0]} is needed`);
  return state;
}

function refusalOf(event: RuleEvent, states: ReadonlyMap<string, AggregateState>, targets: Targets): Refusal | undefined {
  const raw = (key: string): AggregateState => stateOf(states, key);
  const read: ReadInForce = (key) => inForce(raw(key));
  const refusal = patientRefusal(event, raw(patientKey));
  if (refusal) return refusal;
  if (isStrike(event)) return strikeRefusal(event, targets, raw);
  if (isAmendment(event)) return amendmentRefusal(event, chainOf(targets.chain)[0], raw, (entry) => keysOfEntry(entry, []));
  const concept = byType.get(event.type);
  return (
    referenceRefusal(event, raw) ??
    firstOf(concept?.effects(event) ?? [], (draft) => concept?.clash?.(draft, read(draft.key))) ??
    concept?.check?.(event, read, targets)
  );
}

/** The strike of a strike brings an entry back: there may be another one in its place by now. */
function clashOfRestored(strike: RuleEvent, read: (key: string) => AggregateState, targets: Targets): Refusal | undefined {
  const [target, restored] = targets.chain;
  if (!isStrike(strike) || !target || !isStrike(target) || !restored) return undefined;
  if (strikeInForce(read(entryKey(restored.id))) !== undefined) return undefined;
  const concept = byType.get(restored.type);
  return firstOf(concept?.effects(restored) ?? [], (draft) => {
    const others = inForce(read(draft.key)).filter(({ event }) => event !== restored.id);
    return concept?.clash?.(draft, others);
  });
}

function firstOf<T, R>(items: readonly T[], of: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = of(item);
    if (result !== undefined) return result;
  }
  return undefined;
}

/** Every aggregate that an entry itself touches. */
function keysOfEntry(event: RuleEvent, chain: Targets['chain']): string[] {
  return [...new Set([patientKey, ...effectsOf(event, chain).map(({ key }) => key), ...referencedKeys(event)])];
}

/**
 * What a strike makes count or not count, beginning with its target: a strike of a strike reaches what that one struck.
 */
function struckOf(event: RuleEvent, chain: Targets['chain']): { entry: string; keys: string[] }[] {
  if (!isStrike(event)) return [];
  const [target, ...rest] = chainOf(chain);
  return [{ entry: target.id, keys: effectsOf(target, rest).map(({ key }) => key) }, ...struckOf(target, rest)];
}

function effectsOf(event: RuleEvent, chain: Targets['chain']): (Effect & { key: string })[] {
  const { id, occurredAt } = event;
  const effectOf = ({ key, ...draft }: EffectDraft): Effect & { key: string } => ({ key, event: id, ...draft, at: occurredAt });
  if (isStrike(event)) return [effectOf({ key: entryKey(chainOf(chain)[0].id), kind: 'struck' })];
  if (!isAmendment(event)) return (byType.get(event.type)?.effects(event) ?? []).map(effectOf);
  const [target] = chainOf(chain);
  const at = textIn(event.data, 'occurredAt');
  const amended = byType.get(target.type)?.effects(amendedEntry(event, target)) ?? [];
  return [
    effectOf({ key: entryKey(target.id), kind: 'amended' }),
    ...amended.map((draft) => ({ event: id, ...draft, ...(at === undefined ? {} : { at }), amends: target.id })),
  ];
}

function chainOf(chain: Targets['chain']): readonly [Targets['chain'][number], ...Targets['chain']] {
  if (chain.length === 0) throw new RangeError('the entry that the event strikes or amends is needed');
  return chain as [Targets['chain'][number], ...Targets['chain']];
}
