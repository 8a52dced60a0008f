import type { OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { ofPatient, stateHeaders } from './patients.operations.js';
import { problems } from './problems.js';

export const makeExport = {
  ...ofPatient,
  summary: 'A copy of a record, for a request for access or portability',
  description:
    'A ZIP with what is on record of the person, in all records that were merged: `fhir/bundle.json` (FHIR R4), `events.ndjson` (every entry once, CloudEvents), `accesses.ndjson` (for access: who looked), `record.html` (for people) and `manifest.json` (what is in it, with SHA-256 of each file). `exportId` is the decision by which retention lets it be made (`POST /v1/orgs/{org}/requests/{requestId}/exports`). That it is made is on record before the first byte, and its digest before the last one: a file that is whole is on record, and its request names it. It is of one moment, and is made while it is read.',
  tag: 'exports',
  params: z.object({ ...ofPatient.params.shape, exportId: z.string().meta({ format: 'uuid' }) }),
  answers: {
    200: {
      description: 'The copy, as a ZIP',
      headers: { 'Everchart-Export-Entries': { description: 'How many entries it has' } },
      content: { 'application/zip': { schema: z.string().meta({ format: 'binary' }) } },
    },
  },
  problemHeaders: stateHeaders,
  problems: [
    ...ofPatient.problems,
    problems['export-unknown'],
    problems['export-closed'],
    problems['export-busy'],
    problems['export-too-large'],
    problems['record-unavailable'],
  ],
} satisfies OperationShape;
