import { problemTable } from '@everchart/platform';

/** Refusals of this service, in addition to those of every service. */
export const problems = problemTable({
  'log-empty': { status: 404, title: 'The log has no entry yet' },
  'checkpoint-unknown': { status: 404, title: 'There is no such checkpoint', detail: 'GET checkpoints lists those that are kept.' },
  'tile-unknown': {
    status: 404,
    title: 'There is no such tile',
    detail: "A tile of fewer than 256 is requested with its width: .p/<width>. Which ones there are follows from the checkpoint's size.",
  },
  'event-unknown': {
    status: 404,
    title: 'The event is not in the log',
    detail: 'An event that was recorded a moment ago may still be on its way: ask again, or look at the completeness report.',
  },
});
