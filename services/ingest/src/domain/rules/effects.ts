import type { AggregateState, Effect, KnownDeath } from './decision.js';

/** An effect that counts, with what its amendments in force made of it. */
export interface EffectInForce {
  event: string;
  kind: string;
  value?: string;
  at: string;
  death?: KnownDeath;
  /** As it was stated, where that is no instant. */
  on?: string;
  /**
   * Place in the stream order of the aggregate at which the present value was said: the effect's own, or its
   * amendment's.
   */
  said: number;
  /** It, or an amendment of it, was recorded against a rule, knowingly. */
  override?: true;
}

/**
 * What is in force in an aggregate, in stream order. The newest amendment gives the value; the newest that corrects the
 * time gives the time, so that a later correction of something else does not undo it.
 */
export function inForce(state: AggregateState): EffectInForce[] {
  const found = new Map<string, EffectInForce>();
  state.forEach(({ event, kind, value, at, death, on, amends, struckBy, override }, index) => {
    if (struckBy !== undefined) return;
    if (amends === undefined) {
      const stated = { ...(value === undefined ? {} : { value }), ...(on === undefined ? {} : { on }) };
      found.set(event, { event, kind, ...stated, at: at!, ...(death ? { death } : {}), said: index, ...(override ? { override } : {}) });
      return;
    }
    const amended = found.get(amends);
    if (!amended) return;
    if (amended.value !== value) amended.said = index;
    if (value === undefined) delete amended.value;
    else amended.value = value;
    if (at !== undefined) amended.at = at;
    if (on === undefined) delete amended.on;
    else amended.on = on;
    if (override) amended.override = true;
  });
  return [...found.values()];
}

/** The strike in force of the entry whose `entry/<id>` state this is: of several the first. */
export function strikeInForce(entryState: AggregateState): string | undefined {
  return entryState.find(({ kind, struckBy }) => kind === 'struck' && struckBy === undefined)?.event;
}

/** The state with the effects of an event marked as struck, or unmarked. The same object when that changes nothing. */
export function mark(state: AggregateState, event: string, struckBy: string | undefined): AggregateState {
  if (!state.some((effect) => effect.event === event && effect.struckBy !== struckBy)) return state;
  return state.map((effect) => {
    if (effect.event !== event) return effect;
    const { struckBy: _, ...unmarked } = effect;
    return struckBy === undefined ? unmarked : ({ ...unmarked, struckBy } satisfies Effect);
  });
}
