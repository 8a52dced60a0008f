import { lifecycle } from './lifecycle.rules.js';

/** A consent is withdrawn once; it is given again by a new one. */
export const consent = lifecycle({
  aggregate: 'consent',
  opens: 'consent.granted',
  closes: 'consent.withdrawn',
  member: 'consentId',
  code: 'consent-withdrawn',
});
