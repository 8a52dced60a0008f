import { json, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { contractProblems } from './problems.js';

const mapping = (name: string, value: z.ZodType) => z.object({ [name]: value, note: z.string() });
const anyObject = z.record(z.string(), z.unknown());

const eventTypes = z
  .object({
    eventTypes: z.array(
      z.object({
        type: z.string(),
        version: z.int(),
        dataschema: z.string().describe('urn:everchart:schema:<type>:<version>'),
        retentionClass: z
          .string()
          .describe(
            'Class whose keys are kept and destroyed together: clinical of a patient, observations and documents where a rule may have them destroyed before the rest, organisation of what the organisation states of itself',
          ),
        description: z.string().describe('What happened'),
        schema: anyObject.describe('JSON Schema 2020-12 of `data`; a released one never changes'),
        example: anyObject,
        mapping: z
          .object({
            fhir: mapping('resource', z.string().describe('FHIR R4')),
            hl7v2: mapping('message', z.string().nullable().describe('HL7 v2.5.1, as in MSH-9; null: no trigger for it')),
          })
          .describe('What it becomes elsewhere: a note for people, the resource and the message for programs'),
        references: z
          .record(z.string(), z.array(z.string()))
          .describe('Members of the data that hold the id of another event of the same stream, with the types it may have (none: any)'),
      }),
    ),
  })
  .meta({ id: 'EventTypes' });

export const listEventTypes = {
  summary: 'Event types that can be recorded',
  description:
    'Every version of each, with the JSON Schema of its data, an example, and what it becomes in FHIR R4 and HL7 v2. Beyond the schema: codes of LOINC, SNOMED CT (check digits) and UCUM are checked, and the data of an entry.amended is checked as data of its own type.',
  tag: 'contracts',
  answers: { 200: { description: 'All types and versions', content: json(eventTypes) } },
} satisfies OperationShape;

export const oneEventType = {
  summary: 'The versions of one event type',
  tag: 'contracts',
  params: z.object({ type: z.string().meta({ examples: ['observation.recorded'] }) }),
  answers: { 200: { description: 'All versions of the type', content: json(eventTypes) } },
  problems: [contractProblems['event-type-unknown']],
} satisfies OperationShape;

export const asyncApi = {
  summary: 'AsyncAPI 3.0 document of all topics',
  description: 'One message per type and version; how the value of a record is built, and how its data is sealed (COSE_Encrypt0).',
  tag: 'contracts',
  answers: { 200: { description: 'The document', content: json(anyObject) } },
} satisfies OperationShape;
