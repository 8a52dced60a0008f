import { json, sharedProblems, type OperationShape } from '@everchart/platform';
import { releaseStandingSchema } from '@everchart/releases';
import { z } from 'zod';

export const readStanding = {
  summary: 'Whether an organisation can be switched to this release',
  description:
    'How far the version of the projection is that this release reads, beside the others. For ingest, with the secret of RELEASES_TOKEN_FILE as a bearer token; it is no route for users.',
  tag: 'releases',
  query: z.strictObject({ org: z.string().min(1).max(63).describe('The organisation') }),
  answers: {
    200: {
      description: 'How it stands',
      content: json(releaseStandingSchema.meta({ id: 'ReleaseStanding' }), { release: '1.6.0', built: true, lag: 0, faults: 0 }),
    },
  },
  problems: [sharedProblems['not-authenticated']],
} satisfies OperationShape;
