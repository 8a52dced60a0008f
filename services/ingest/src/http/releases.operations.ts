import { releaseDocumentSchema } from '@everchart/releases';
import { integerText, json, sharedProblems, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { releaseEnvelope, releaseTypes } from '../domain/directory/index.js';
import { examplesOf } from './directory.operations.js';
import { passingProblems, releaseProblems, storeProblems, valuesOf } from './problems.js';
import { deviceTimeHeader, oneRecorded } from './record.operations.js';

const byPart = z
  .record(
    z.string(),
    z.object({
      release: z.string().describe('As its processes call themselves'),
      epoch: z.int().min(1).describe('Of the organisation, since when it holds'),
    }),
  )
  .meta({ id: 'ReleasesByPart', description: 'By service, or suite for all of them. What stands for a service goes before suite' });

const example = {
  epoch: 8,
  assignments: { suite: { release: '1.5.0', epoch: 7 } },
  overrides: { 'nurse-benedikt': { 'patient-timeline': { release: '1.6.0', epoch: 8 } } },
};

export const recordReleaseEvent = {
  summary: 'Record which release serves whom',
  description:
    'A release is assigned to all users of the organisation, for one service or for the suite; or one user is served by another one, and no more. Data names the epoch, which is the next one of the organisation, and the reason. Answered when the event is on disk and holds: a process of another release answers 421 from then on, at the latest a second later. Every release takes it, whichever is assigned.',
  tag: 'releases',
  query: z.strictObject({}),
  headers: z.object(deviceTimeHeader),
  answers: oneRecorded.answers,
  bodies: { 'application/json': { schema: releaseEnvelope.meta({ id: 'ReleaseEvent' }), examples: examplesOf(releaseTypes) } },
  problems: valuesOf(releaseProblems, storeProblems, passingProblems),
} satisfies OperationShape;

export const readReleases = {
  summary: 'Which release serves whom in the organisation',
  description: 'What holds now, and the epoch: the next event has the one behind it. Every release answers it.',
  tag: 'releases',
  query: z.strictObject({}),
  answers: {
    200: {
      description: 'What holds',
      content: json(
        z
          .object({
            epoch: z.int().min(0).describe('Of the last event; 0: there was none, and every release serves the organisation'),
            assignments: byPart,
            overrides: z.record(z.string(), byPart).describe('By user'),
          })
          .meta({ id: 'OrganisationReleases' }),
        example,
      ),
    },
  },
  problems: [passingProblems['store-unavailable']],
} satisfies OperationShape;

/** Seconds. */
export const waitMax = 30;

export const followReleases = {
  summary: 'Which release serves whom, of all organisations',
  description: `For the edge and the other services, with the secret of RELEASES_TOKEN_FILE as a bearer token; it is no route for users. With \`after\` it is answered when the revision is another one than that, or after \`wait\` seconds.`,
  tag: 'releases',
  query: z.strictObject({
    after: integerText(-1, Number.MAX_SAFE_INTEGER).optional().describe('The revision that the caller has'),
    wait: integerText(0, waitMax).default(0).meta({ default: 0 }).describe('Seconds to wait for another one'),
  }),
  answers: {
    200: {
      description: 'All that holds',
      content: json(releaseDocumentSchema.meta({ id: 'ReleaseDirectory' }), {
        revision: 42,
        assignments: { 'sunrise-care': example.assignments },
        overrides: { 'sunrise-care': example.overrides },
      }),
    },
  },
  problems: [sharedProblems['not-authenticated']],
} satisfies OperationShape;
