import { problemTable } from '@everchart/platform';

/** Refusals of this service, in addition to those of every service. */
export const problems = problemTable({
  'delivery-unknown': { status: 404, title: 'There is no such delivery' },
  'destination-unknown': { status: 404, title: 'There is no such destination' },
  'address-not-allowed': {
    status: 422,
    title: 'Messages may not go to this address',
    detail: 'It is of an inner network, or not among those that the operator of this service has allowed. Ask the operator to allow it.',
  },
  'deliveries-waiting': {
    status: 409,
    title: 'Messages wait for the destination',
    detail: 'Removing it gives them up: say so with "waiting=discard". Their number is in "waiting".',
  },
  'delivery-not-waiting': {
    status: 409,
    title: 'The delivery does not wait',
    detail: 'What waits can be held, retried or discarded; what was given up can be retried. Its state is in "state".',
  },
});
