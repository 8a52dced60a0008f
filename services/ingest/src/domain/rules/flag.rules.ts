import { compareInstants, utcOf } from '@everchart/primitives';
import { idIn, onlyOnce, textIn, type ConceptRules } from './concept-rules.js';
import type { RuleEvent } from './decision.js';
import type { EffectInForce } from './effects.js';

/**
 * A flag is raised, changes its colour, is acknowledged, and is cleared once. Red and orange are cleared only after an
 * acknowledgement: an alarm must be seen before it is cleared.
 */
export const flag: ConceptRules = {
  types: ['flag.raised', 'flag.changed', 'flag.acknowledged', 'flag.cleared'],
  effects: ({ type, id, data }) => {
    const colour = textIn(data, 'colour');
    const kind = type.slice('flag.'.length);
    return [{ key: type === 'flag.raised' ? `flag/${id}` : keyOf(data), kind, ...(colour === undefined ? {} : { value: colour }) }];
  },
  clash: onlyOnce({ cleared: 'flag-cleared' }),
  check: ({ type, data, occurredAt }, read) => {
    if (type === 'flag.raised') return undefined;
    const effects = read(keyOf(data));
    const colours = coloursOf(effects);
    if (type === 'flag.cleared') {
      // However early it is said to have happened: clearing ends the flag as it stands now.
      const last = colours.at(-1)!;
      return alarming.has(last.value!) && !acknowledgementOf(last, effects)
        ? { code: 'flag-not-acknowledged', first: last.event }
        : undefined;
    }
    const cleared = effects.find(({ kind, at }) => kind === 'cleared' && utcOf(at) <= utcOf(occurredAt));
    if (cleared) return { code: 'flag-cleared', first: cleared.event };
    const colour = colourAt(colours, occurredAt);
    if (type === 'flag.changed') return colour.value === data.colour ? { code: 'flag-unchanged', first: colour.event } : undefined;
    const next = colours[colours.indexOf(colour) + 1];
    const acknowledged = acknowledgementOf(colour, effects, next);
    return acknowledged && { code: 'flag-acknowledged', first: acknowledged.event };
  },
};

const alarming: ReadonlySet<string> = new Set(['red', 'orange']);

function keyOf(data: RuleEvent['data']): string {
  return `flag/${idIn(data, 'flagId')!}`;
}

/** In the order in which they held. The raising comes first, independent of its clock. */
function coloursOf(effects: readonly EffectInForce[]): EffectInForce[] {
  const changed = effects.filter(({ kind }) => kind === 'changed').toSorted((a, b) => compareInstants(a.at, b.at));
  return [...effects.filter(({ kind }) => kind === 'raised'), ...changed];
}

function colourAt(colours: readonly EffectInForce[], time: string): EffectInForce {
  return colours.findLast(({ kind, at }) => kind === 'raised' || utcOf(at) <= utcOf(time))!;
}

/**
 * An acknowledgement covers only what was recorded before it: a colour that was recorded, or corrected, later than the
 * acknowledgement is not covered by it.
 */
function acknowledgementOf(colour: EffectInForce, effects: readonly EffectInForce[], next?: EffectInForce): EffectInForce | undefined {
  return effects.find(
    ({ kind, at, said }) =>
      kind === 'acknowledged' &&
      said > colour.said &&
      (colour.kind === 'raised' || utcOf(at) >= utcOf(colour.at)) &&
      (next === undefined || utcOf(at) < utcOf(next.at)),
  );
}
