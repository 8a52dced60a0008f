import { problemTable } from '@everchart/platform';

export const problems = problemTable({
  'consumer-unknown': {
    status: 404,
    title: 'The service has no such consumer',
    detail: 'Leave the parameter "consumer" out to mean the one that reads of the organisation go by.',
  },
  'stream-untroubled': {
    status: 404,
    title: 'Nothing of this stream waits or is unreadable',
    detail:
      'GET streams lists those of which something is. A stream is named by the id of its patient, records that are no events by their key.',
  },
  'event-readable': {
    status: 404,
    title: 'No such event of this stream is unreadable',
    detail: 'Leave the parameter "event" out to mean all of the stream.',
  },
  'stream-forked': {
    status: 409,
    title: 'The stream is a fork: it cannot go on',
    detail:
      'The store was restored, and what was applied here contradicts it. Build what is made of the events again from the beginning of the stream; see the page of the service in docs/.',
  },
});
