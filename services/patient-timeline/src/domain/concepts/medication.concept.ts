import { conceptKey, type ClinicalEventData } from '@everchart/contracts-clinical';
import { stated, supersedes, withOrigin, type Fact } from '@everchart/clinical-facts';
import { medicineNames, type Names } from '../medicine-names.js';
import { newest } from '../sections.js';
import type { Shown } from '../sections.js';
import type { Concept } from './concept.js';

/** Doses, by medicine: the last that was given, and the last that was not. What was prescribed is another concept. */
export const medication: Concept = {
  prefix: 'medication',
  reads: {
    'medication.administered': ({ medication: given, dose, route, scheduledAt, prescriptionId }) => [
      {
        topic: `medication/${conceptKey(given)}`,
        slot: 'last',
        value: stated({ medication: given, dose, route, scheduledAt, prescriptionId }),
      },
    ],
    'medication.not-given': ({ medication: notGiven, kind, reason, scheduledAt, prescriptionId, note }) => [
      {
        topic: `medication/${conceptKey(notGiven)}`,
        slot: 'not-given',
        value: stated({ medication: notGiven, kind, reason, scheduledAt, prescriptionId, note }),
      },
    ],
    // Said of a dose: shown with it, in the doses against the clock.
    'medication.countersigned': () => [],
    'medication.effect-observed': () => [],
  },
  /** Not given: when the last that was said of the medicine is that a dose was not given. */
  shows: ({ last, 'not-given': notGiven }) => [
    ...(last ? [{ section: 'medication', rank: newest(last), names: namesOf(last), value: withOrigin(last) } satisfies Shown] : []),
    ...(notGiven && (!last || supersedes(notGiven, last))
      ? [{ section: 'notGiven', rank: newest(notGiven), value: withOrigin(notGiven) } satisfies Shown]
      : []),
  ],
};

function namesOf({ value }: Fact): Names {
  return medicineNames((value as Pick<ClinicalEventData['medication.administered'], 'medication'>).medication);
}
