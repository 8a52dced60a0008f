import { lifecycle } from './lifecycle.rules.js';

/** A problem is resolved once; when it comes back it is recorded as a new problem. */
export const problem = lifecycle({
  aggregate: 'problem',
  opens: 'problem.recorded',
  closes: 'problem.resolved',
  member: 'problemId',
  code: 'problem-resolved',
});
