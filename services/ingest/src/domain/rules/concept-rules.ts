import type { Effect, Refusal, RuleEvent, Targets } from './decision.js';
import type { EffectInForce } from './effects.js';

/** What an event does to an aggregate, before it is known whether it may. */
export interface EffectDraft {
  key: string;
  kind: string;
  value?: string;
}

/** The rules of one clinical concept. */
export interface ConceptRules {
  /** Event types they speak of. */
  readonly types: readonly string[];
  /** At most one for each aggregate. */
  effects(event: RuleEvent): EffectDraft[];
  /**
   * What cannot be in force beside the effect, whenever that comes into force: recorded now, or restored by the strike
   * of its strike.
   * @param others what else is in force in the aggregate
   */
  clash?(effect: Pick<Effect, 'kind' | 'value'>, others: readonly EffectInForce[]): Refusal | undefined;
  /** What else the record says against an event that is recorded now. */
  check?(event: RuleEvent, read: ReadInForce, targets: Targets): Refusal | undefined;
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
