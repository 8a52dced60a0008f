import { lifecycle } from './lifecycle.rules.js';

/** A wish is withdrawn once. */
export const preference = lifecycle({
  aggregate: 'preference',
  opens: 'preference.stated',
  closes: 'preference.withdrawn',
  member: 'preferenceId',
  code: 'preference-withdrawn',
});
