import { problemTable } from '@everchart/platform';

/** Refusals of this service, in addition to those of every service. */
export const problems = problemTable({
  'delivery-unknown': { status: 404, title: 'There is no such delivery' },
  'delivery-not-waiting': {
    status: 409,
    title: 'The delivery does not wait for a decision',
    detail: 'A held or dead delivery can be tried again; a held one can be discarded. Its state is in "state".',
  },
});
