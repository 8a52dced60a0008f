import { jsonSchema, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { decodeSearchCursor } from '../application/search-cursor.js';
import { plainValue } from '../domain/persons/terms.js';
import { wantedWords } from '../domain/persons/words.js';
import { answerWithoutEtag, currencyMembers, fresheningHeaders, freshnessProblems, position } from './patients.operations.js';
import { problems } from './problems.js';
import { dataOf, members, shared, text, uuid } from './summary.schemas.js';

/** PostgreSQL refuses NUL; no other control character is in what people look for. */
const plainText = z
  .string()
  .min(1)
  .regex(/^[^\u0000-\u001f\u007f-\u009f]*$/u, 'must not hold control characters');
const text200 = plainText.max(200);
const wordsMax = 8;
const pageMax = 50;
const cursorMessage = 'must be the "next" of an earlier page';
const oneOf = ['name', 'birthDate', 'identifier', 'facility', 'unit', 'room'] as const;
const oneOfMessage = `must have at least one of ${oneOf.join(', ')}`;

const cursor = z.string(cursorMessage).transform((text, context) => {
  const at = decodeSearchCursor(text);
  if (at !== undefined) return at;
  context.addIssue(cursorMessage);
  return z.NEVER;
});

const wanted = z
  .strictObject({
    name: text200
      .refine((text) => wantedWords(text).length > 0, 'must have a letter or a digit')
      .refine((text) => wantedWords(text).length <= wordsMax, `must have at most ${wordsMax} words`)
      .optional()
      .describe('Words of the name, in any order: beginnings, other spellings, slips of a letter and former names are found, too'),
    birthDate: z
      .string()
      .regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/, 'must be YYYY, YYYY-MM or YYYY-MM-DD')
      .optional()
      .describe('As exact as it is known'),
    identifier: z
      .strictObject({
        system: plainText.max(500).optional(),
        value: text200.refine((value) => plainValue(value) !== '', 'must have more than spaces, dots and dashes'),
      })
      .optional()
      .describe('Regardless of case, spaces, dots and dashes'),
    facility: text200.optional().describe('Where an open stay is: id, code or name in the directory, or as the stays name it'),
    unit: text200.optional().describe('Likewise'),
    room: text200.optional().describe('Likewise'),
    limit: z.int().min(1).max(pageMax).optional().default(20),
    cursor: cursor.optional().describe('`next` of the page before, of the same search').meta({ type: 'string' }),
  })
  .refine((query) => oneOf.some((member) => query[member] !== undefined), { message: oneOfMessage })
  .meta({ id: 'PatientSearch' });

const identity = dataOf('patient.registered', ['name', 'birthDate', 'gender']).properties as Record<string, Record<string, unknown>>;
const location = (dataOf('stay.admitted', ['location']).properties as Record<string, Record<string, unknown>>)['location']!;
const place = members({ id: text, 'name?': text, 'code?': text });
const person = jsonSchema(
  {
    ...members({
      patientId: uuid,
      score: {
        type: 'number',
        description: '4: as requested; 3: a beginning of it; 2: with a slip, or known less exactly; the mean of all parts',
      },
      name: { description: 'Null when the registration was struck', oneOf: [identity['name']!, { type: 'null' }] },
      'formerName?': { ...identity['name']!, description: 'Present when a name of before is the one that was found' },
      'birthDate?': identity['birthDate']!,
      'gender?': identity['gender']!,
      'identifier?': { ...members({ system: text, value: text }), description: 'The one that was requested' },
      'deceased?': { const: true },
      'replacedBy?': { ...uuid, description: 'The record ended: in which record to go on' },
      'stay?': {
        ...members({ class: text, location, places: members({ 'facility?': place, 'unit?': place, 'room?': place, 'bed?': place }) }),
        description: 'The open stay in the requested place, else the one that began last',
      },
      streamVersion: { type: 'integer', description: 'Version of the last entry that speaks of the person' },
      'complete?': { const: false, description: 'Entries that may speak of the person are on record and cannot be read here' },
      'staleReason?': { ...text, description: 'The record waits for an operator' },
    }),
    $defs: shared,
  },
  'FoundPatient',
);

const { position: at, stale, staleReason, asOf } = currencyMembers;
const found = z
  .object({
    position: at,
    stale,
    staleReason,
    asOf,
    patients: z.array(person).describe('The best match first'),
    next: z.string().nullable().describe('Send it as cursor, with the same search, for the next page; null on the last'),
    tooMany: z
      .boolean()
      .describe('More persons than are looked at may meet it: name more of what is known. The one who is looked for may be missing'),
  })
  .meta({ id: 'FoundPatients' });

export const searchPatients = {
  tag: 'patients',
  summary: 'Search for patients',
  description:
    'By name, birth date, identifier and place; all that is given has to be met. The search is in the body, because addresses are logged by proxies. It is on record before the answer leaves, and so is the access to each patient who is named.',
  query: z.strictObject({}),
  headers: fresheningHeaders,
  body: { schema: wanted, example: { name: 'anna keler', birthDate: '1941' } },
  answers: answerWithoutEtag('The patients', found, {
    position,
    stale: false,
    patients: [
      {
        patientId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22',
        score: 3.3,
        name: { family: 'Keller', given: ['Anna'] },
        birthDate: '1941-03',
        gender: 'female',
        stay: { class: 'residential', location: { unit: 'Garden', room: '14' }, places: {} },
        streamVersion: 2,
      },
    ],
    next: null,
    tooMany: false,
  }),
  problems: [...freshnessProblems, problems['search-busy']],
} satisfies OperationShape;
