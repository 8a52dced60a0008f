import { idIn, onlyOnce, type ConceptRules } from './concept-rules.js';
import type { RefusalCode } from './decision.js';

export interface Lifecycle {
  /** First part of the aggregate's key; its second is the id of the entry that opens it. */
  aggregate: string;
  opens: string;
  closes: string;
  /** Member of the closing event's data that names the opening one. */
  member: string;
  /** It was closed before. */
  code: RefusalCode;
}

/** What one entry opens and another one closes, once and for good. */
export function lifecycle({ aggregate, opens, closes, member, code }: Lifecycle): ConceptRules {
  return {
    types: [opens, closes],
    effects: ({ type, id, data }) =>
      type === opens ? [{ key: `${aggregate}/${id}`, kind: 'opened' }] : [{ key: `${aggregate}/${idIn(data, member)!}`, kind: 'closed' }],
    clash: onlyOnce({ closed: code }),
  };
}

/** What other entries refer to and nothing closes. */
export function referredTo(aggregate: string, opens: string): ConceptRules {
  return { types: [opens], effects: ({ id }) => [{ key: `${aggregate}/${id}`, kind: 'opened' }] };
}
