import { idIn, onlyOnce, type ConceptRules } from './concept-rules.js';

/**
 * An instruction of the care plan ends once: by its end, or by the revision that takes its place and is an instruction
 * itself.
 */
export const instruction: ConceptRules = {
  types: ['plan.instruction-given', 'plan.instruction-revised', 'plan.instruction-ended'],
  effects: ({ type, id, data }) => {
    const given = { key: `instruction/${id}`, kind: 'given' };
    if (type === 'plan.instruction-given') return [given];
    const ended = { key: `instruction/${idIn(data, 'instructionId')!}`, kind: 'ended' };
    return type === 'plan.instruction-revised' ? [ended, given] : [ended];
  },
  clash: onlyOnce({ ended: 'instruction-ended' }),
};
