import { conceptKey, saysNoneKnown, type ClinicalEventData } from '@everchart/contracts-clinical';
import { withOrigin, type Fact } from '@everchart/clinical-facts';
import { medicineNames } from '../medicine-names.js';
import { newest } from '../sections.js';
import type { Concept } from './concept.js';
import { statementsAbout } from './statements.js';

type Allergy = ClinicalEventData['allergy.recorded'];

const statements = statementsAbout('allergy', ({ value }) => conceptKey((value as Allergy).substance));

/** Allergies and intolerances: the last statement about each substance holds, until it is refuted. */
export const allergy: Concept = {
  prefix: 'allergy',
  reads: {
    'allergy.recorded': (data, { eventId }) => statements.state(eventId, data),
    'allergy.refuted': ({ allergyId }) => statements.end(allergyId),
  },
  trim: (facts) => statements.trim(facts),
  /** Active and not withdrawn; what may kill comes first. */
  shows: (facts) =>
    statements
      .inForce(facts)
      .filter(isActive)
      .map((fact) => ({
        section: 'allergies',
        rank: [criticality(fact), ...newest(fact)],
        names: medicineNames((fact.value as Allergy).substance),
        value: withOrigin(fact),
      })),
};

const withdrawn: ReadonlySet<Allergy['verification']> = new Set<Allergy['verification']>(['refuted', 'entered-in-error']);

/** That no allergy is known is no allergy. */
function isActive({ value }: Fact): boolean {
  const { clinicalStatus, verification, substance } = value as Allergy;
  return clinicalStatus === 'active' && !withdrawn.has(verification) && !saysNoneKnown(substance);
}

function criticality({ value }: Fact): number {
  return (value as Allergy).criticality === 'high' ? 1 : 0;
}
