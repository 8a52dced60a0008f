import { lifecycle } from './lifecycle.rules.js';

/** An allergy is refuted once. */
export const allergy = lifecycle({
  aggregate: 'allergy',
  opens: 'allergy.recorded',
  closes: 'allergy.refuted',
  member: 'allergyId',
  code: 'allergy-refuted',
});
