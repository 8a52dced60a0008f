import type { OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { directoryEnvelope, directoryTypes, roundEnvelope, roundTypes } from '../domain/directory/index.js';
import { directoryProblems, passingProblems, roundProblems, storeProblems, valuesOf } from './problems.js';
import { batchOperation, deviceTimeHeader, oneRecorded } from './record.operations.js';

/** The types' own examples as requests. */
export const examplesOf = (types: typeof directoryTypes) =>
  Object.fromEntries(
    types.map(({ type, version, example }) => [
      `${type}.v${version}`,
      {
        summary: type,
        value: {
          id: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22',
          type,
          schemaVersion: version,
          occurredAt: '2026-03-01T08:30:00+01:00',
          data: example,
        },
      },
    ]),
  );
const examples = examplesOf(directoryTypes);

export const recordDirectoryEvent = {
  summary: 'Record one event of the directory',
  description:
    'A facility, unit, room or bed is opened, changed or closed; or the organisation chooses: items of lists, who may see whom, how soon flags are to be acknowledged. Answered when the event is on disk. Facilities are opened first, then their units, rooms and beds. If-Match makes the event depend on the version of the directory that the writer has seen.',
  tag: 'directory',
  query: z.strictObject({}),
  ...oneRecorded,
  bodies: { 'application/json': { schema: directoryEnvelope.omit({ ifMatch: true }).meta({ id: 'DirectoryEvent' }), examples } },
  problems: valuesOf(directoryProblems, storeProblems, passingProblems),
} satisfies OperationShape;

export const recordRoundEvent = {
  summary: 'Record who does a round',
  description:
    'The caller takes a round of a unit over, in a slot of time. Rounds and handovers of the unit show it. Answered when the event is on disk.',
  tag: 'directory',
  query: z.strictObject({}),
  headers: z.object(deviceTimeHeader),
  answers: oneRecorded.answers,
  bodies: { 'application/json': { schema: roundEnvelope.meta({ id: 'RoundEvent' }), examples: examplesOf(roundTypes) } },
  problems: valuesOf(roundProblems, storeProblems, passingProblems),
} satisfies OperationShape;

export const recordDirectoryBatch = batchOperation({
  summary: 'Record up to 1,000 events of the directory',
  description:
    'A JSON array, an object with the array `events`, or one event per line (NDJSON), of 8 MiB at most. Events are recorded in the given order, and each has its own outcome, unless atomic=true asks for all or none. A batch whose answer was lost is sent again as it was: what was recorded is answered as a duplicate.',
  tag: 'directory',
  name: 'DirectoryBatch',
  event: directoryEnvelope.meta({ id: 'DirectoryBatchEvent' }),
  example: ['facility.opened.v1', 'unit.opened.v1'].map((name) => examples[name]!.value),
  problems: valuesOf(directoryProblems),
  refused: directoryProblems['place-exists'],
});
