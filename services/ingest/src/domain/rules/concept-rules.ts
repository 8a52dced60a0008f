import type { KnownDeath, Refusal, RuleEvent, Targets } from './decision.js';
import type { EffectInForce } from './effects.js';

/** What an event does to an aggregate, before it is known whether it may. */
export interface EffectDraft {
  key: string;
  kind: string;
  value?: string;
  death?: KnownDeath;
}

/** The rules of one clinical concept. */
export interface ConceptRules {
  /** Event types they speak of. */
  readonly types: readonly string[];
  /**
   * At most one for each aggregate.
   * @param read the values may follow from what the aggregates say that the event refers to; the keys may not
   */
  effects(event: RuleEvent, read: ReadInForce): EffectDraft[];
  /** Aggregates that {@link clash} reads in addition to those of the effects. */
  looksAt?(event: RuleEvent): string[];
  /** Where an amendment leaves an effect of its entry that would lie elsewhere if it had been recorded so. */
  amendedKey?(key: string, amended: RuleEvent): string | undefined;
  /**
   * What cannot be in force beside an effect, whenever that comes into force: recorded now, as it is amended, or
   * restored by the strike of its strike.
   * @param candidate the effect, as it would be in force
   * @param others what else would be in force in the aggregate
   */
  clash?(candidate: EffectInForce, others: readonly EffectInForce[], context: ClashContext): Refusal | undefined;
  /**
   * What in an aggregate cannot be true together. None may arise: by an event, an amendment, a strike, or what a strike
   * brings back.
   */
  contradictions?(key: string, effects: readonly EffectInForce[]): Contradiction[];
  /** What else the record says against an event that is recorded now. */
  check?(event: RuleEvent, read: ReadInForce, targets: Targets): Refusal | undefined;
}

export interface Contradiction {
  code: Refusal['code'];
  /** The entries that contradict each other. */
  events: readonly [string, string];
}

export interface ClashContext {
  /** The entry, as it would count. */
  event: RuleEvent;
  /** What would be in force. */
  read: ReadInForce;
}

/** What is in force in an aggregate, in stream order. */
export type ReadInForce = (key: string) => readonly EffectInForce[];

/** A {@link ConceptRules.clash}: of these kinds one at most is in force. */
export function onlyOnce(codes: Readonly<Record<string, Refusal['code']>>): NonNullable<ConceptRules['clash']> {
  return ({ kind }, others) => {
    const code = codes[kind];
    const first = others.find((other) => other.kind === kind);
    return code && first && { code, first: first.event };
  };
}

/** A member of the data that holds a UUID, in lower case: the same for every writer. */
export function idIn(data: RuleEvent['data'], member: string): string | undefined {
  const value = data[member];
  return typeof value === 'string' ? value.toLowerCase() : undefined;
}

export function textIn(data: RuleEvent['data'], member: string): string | undefined {
  const value = data[member];
  return typeof value === 'string' ? value : undefined;
}

export { statedTime } from '@everchart/clinical-facts';

/** The event says why it is recorded although a rule stands against it. */
export function isOverriding({ data }: RuleEvent): boolean {
  return data.override !== undefined;
}
