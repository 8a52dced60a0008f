import type { OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { freshnessProblems, ofPatient, stateHeaders } from './patients.operations.js';
import { problems } from './problems.js';
import { isNamed, named, unit } from './units.operations.js';

const example = `retry: 1000
: heartbeat
id: WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsW1swLDQxXV1d

event: entry
id: WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsW1swLDQyXV1d
data: {"entryId":"01980c60-0000-7000-8000-00000000000a","patientId":"01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22","type":"flag.raised","streamVersion":42,"occurredAt":"2026-03-01T08:20:00+01:00","recordedAt":"2026-03-01T07:20:12.004211Z","colour":"red","position":"WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsW1swLDQyXV1d"}

`;

const headers = z.object({
  'last-event-id': z
    .string()
    .max(8192)
    .optional()
    .describe('Id of the last message that was received, or the position of an answer: what comes behind it is sent, for 24 hours'),
});

const live = {
  tag: 'live',
  headers,
  answers: {
    200: {
      description: 'Server-sent events, until the reader closes the connection, or an event `end` says why the stream ends',
      content: { 'text/event-stream': { schema: z.string(), example } },
    },
  },
  problemHeaders: stateHeaders,
  problems: [...freshnessProblems, problems['resume-too-old'], problems['live-streams-too-many'], problems['live-draining']],
};

const whatComes =
  'Each entry that is recorded from now on is an event `entry`: which one, of whom, of what type, and of a flag its colour; what it says is read, with `position` as Everchart-At-Least. In the order of their places, each once, from Last-Event-ID on. Heartbeats have an id, too. That the stream is opened is on record before the first byte; what it disclosed when it ends.'; // prettier-ignore

export const followPatient = {
  ...live,
  summary: 'Live: what is recorded of a patient',
  description: whatComes,
  params: ofPatient.params,
  problems: [problems['patient-unknown'], problems['record-destroyed'], problems['care-relation-missing'], ...live.problems],
} satisfies OperationShape;

export const followUnit = {
  ...live,
  summary: 'Live: what is recorded in a facility or a unit',
  description: `${whatComes} An event \`residents\` says that others are in the unit now, or that who was there meanwhile is not known: read the board.`,
  query: z.strictObject(unit).refine(isNamed, named),
  problems: [...live.problems, problems['unit-too-large'], problems['care-relation-missing']],
} satisfies OperationShape;

export const followOrganisation = {
  ...live,
  summary: 'Live: what is recorded in the organisation',
  description: whatComes,
} satisfies OperationShape;
