import type { FastifyRequest } from 'fastify';

/** Purposes of use of a care organisation (HL7, code system v3-ActReason, below PurposeOfUse). */
export const purposes = [
  // Care.
  'TREAT', 'CAREMGT', 'COC', 'CLINTRL', 'ETREAT', 'BTG', 'ERTREAT', 'POPHLTH',
  // Running the organisation.
  'HOPERAT', 'FRAUD', 'GOV', 'HACCRED', 'HCOMPL', 'HDECD', 'HDIRECT', 'HLEGAL', 'HOUTCMS', 'HQUALIMP', 'HSYSADMIN', 'HTEST',
  'PATADMIN', 'PATSFTY', 'PERFMSR', 'RECORDMGT', 'SYSDEV', 'TRAIN',
  // Others.
  'HPAYMT', 'HRESCH', 'PATRQT', 'FAMRQT', 'PWATRNY', 'SUPNWK', 'PUBHLTH', 'DISASTER', 'THREAT',
] as const; // prettier-ignore
export type Purpose = (typeof purposes)[number];

export const isPurpose = (text: string): text is Purpose => (purposes as readonly string[]).includes(text);

/** On record with a refusal of a caller who stated a purpose that is none. */
export const unknownPurpose = 'unknown';

/** Roles that look after patients; the others keep the organisation going. */
const careRoles: ReadonlySet<string> = new Set(['carer', 'nurse']);

export const purposeWhenUnstated = (role: string): Purpose => (careRoles.has(role) ? 'TREAT' : 'HOPERAT');

/** What the request states, or what its role is there for. */
export function purposeOf(request: FastifyRequest, role: string): Purpose | typeof unknownPurpose {
  const stated = request.headers['everchart-purpose'];
  if (stated === undefined) return purposeWhenUnstated(role);
  return typeof stated === 'string' && isPurpose(stated) ? stated : unknownPurpose;
}
