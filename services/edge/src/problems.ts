import { problemTable, sharedProblems, type ProblemKind } from '@everchart/problems';

/** Problems that the edge answers: those that services have as well, and a few of its own. */
export const edgeProblems: Readonly<Record<string, ProblemKind>> = {
  ...sharedProblems,
  ...problemTable({
    'request-blocked': {
      status: 403,
      title: 'The request looks like an attack',
      detail: 'It was not passed on. When it is none, report the correlation id to the operator.',
    },
    'too-many-requests': {
      status: 429,
      title: 'There are too many requests of this organisation, client or address',
      detail: 'Send again after Retry-After.',
    },
    'address-too-long': { status: 414, title: 'The address is too long' },
    'service-not-named': {
      status: 404,
      title: 'Several services have this address',
      detail: 'Put the name of the service before it: /ingest, /patient-timeline, /integration or /retention.',
    },
    'release-not-reachable': {
      status: 503,
      title: 'The release that this organisation is on cannot be reached',
      detail: 'Nothing was done. Send again after Retry-After.',
    },
    'certificate-needed': { status: 400, title: 'A client certificate that is trusted here is needed' },
    'tls-needed': { status: 400, title: 'This port speaks TLS' },
  }),
};
