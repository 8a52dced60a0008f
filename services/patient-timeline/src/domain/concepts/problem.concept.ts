import { conceptKey, saysNoneKnown, type ClinicalEventData } from '@everchart/contracts-clinical';
import { withOrigin, type Fact } from '@everchart/clinical-facts';
import { newest } from '../sections.js';
import type { Concept } from './concept.js';
import { statementsAbout } from './statements.js';

type Problem = ClinicalEventData['problem.recorded'];

const statements = statementsAbout('problem', ({ value }) => conceptKey((value as Problem).code));

/** Problems: the last statement about each code holds, until it is resolved. */
export const problem: Concept = {
  prefix: 'problem',
  reads: {
    'problem.recorded': (data, { eventId }) => statements.state(eventId, data),
    'problem.resolved': ({ problemId }) => statements.end(problemId),
  },
  trim: (facts) => statements.trim(facts),
  shows: (facts) =>
    statements
      .inForce(facts)
      .filter(isPresent)
      .map((fact) => ({ section: 'problems', rank: newest(fact), value: withOrigin(fact) })),
};

const present: ReadonlySet<Problem['clinicalStatus']> = new Set<Problem['clinicalStatus']>(['active', 'recurrence', 'relapse', 'unknown']);
const withdrawn: ReadonlySet<Problem['verification']> = new Set<Problem['verification']>(['refuted', 'entered-in-error']);

/** A problem of which the status is not known is shown; that none is known is no problem. */
function isPresent({ value }: Fact): boolean {
  const { clinicalStatus, verification, code } = value as Problem;
  return present.has(clinicalStatus) && !withdrawn.has(verification) && !saysNoneKnown(code);
}
