import { utcOf } from '@everchart/primitives';
import { idIn, onlyOnce, textIn, type ConceptRules } from './concept-rules.js';
import type { Refusal, RuleEvent } from './decision.js';
import type { EffectInForce } from './effects.js';

/**
 * A stay is admitted once, and open until its discharge. A cancelled admission uses its id up: that stay never took
 * place.
 */
export const stay: ConceptRules = {
  types: ['stay.admitted', 'stay.transferred', 'stay.discharged', 'stay.cancelled'],
  effects: ({ type, data }) => {
    const key = keyOf(data);
    if (type === 'stay.cancelled') return [{ key, kind: 'cancelled', value: textIn(data, 'cancels')! }];
    return [{ key, kind: type.slice('stay.'.length) }];
  },
  clash: onlyOnce({ admitted: 'stay-exists' }),
  check: (event, read) => {
    const stands = standingOf(read(keyOf(event.data)));
    if (event.type === 'stay.admitted') return stands.neverWas && { code: 'stay-exists', first: stands.neverWas.event };
    if (!stands.admitted) return { code: 'stay-unknown', pointer: '/stayId' };
    if (stands.neverWas) return { code: 'stay-cancelled', first: stands.neverWas.event };
    return refusalOfChange(event, stands);
  },
};

function keyOf(data: RuleEvent['data']): string {
  return `stay/${idIn(data, 'stayId')!}`;
}

function refusalOfChange({ type, data, occurredAt }: RuleEvent, { discharged, transfers }: Standing): Refusal | undefined {
  switch (type) {
    case 'stay.transferred':
      // A move within the stay that is recorded late is still a move within the stay.
      return discharged && utcOf(occurredAt) >= utcOf(discharged.at) ? { code: 'stay-closed', first: discharged.event } : undefined;
    case 'stay.discharged':
      return discharged && { code: 'stay-closed', first: discharged.event };
    default:
      if (data.cancels === 'discharge' && !discharged) return { code: 'stay-not-discharged' };
      if (data.cancels === 'transfer' && transfers === 0) return { code: 'stay-not-transferred' };
      return undefined;
  }
}

interface Standing {
  admitted?: EffectInForce;
  /** The cancellation of the admission. */
  neverWas?: EffectInForce;
  discharged?: EffectInForce;
  /** Not cancelled. */
  transfers: number;
}

/** A cancellation takes back what was recorded before it. */
function standingOf(effects: readonly EffectInForce[]): Standing {
  const stands: Standing = { transfers: 0 };
  for (const effect of effects) {
    if (effect.kind === 'admitted') stands.admitted ??= effect;
    else if (effect.kind === 'transferred') stands.transfers += 1;
    else if (effect.kind === 'discharged') stands.discharged = effect;
    else if (effect.value === 'admission') stands.neverWas ??= effect;
    else if (effect.value === 'discharge') delete stands.discharged;
    else if (effect.value === 'transfer') stands.transfers = Math.max(0, stands.transfers - 1);
  }
  return stands;
}
