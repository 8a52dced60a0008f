import { instantText, integerText, json, uuidText, type OperationShape } from '@everchart/platform';
import { compareInstants, instantMs, isInstant, isUuid } from '@everchart/primitives';
import { z } from 'zod';
import { decodeTimelineCursor } from '../application/timeline-cursor.js';
import { typesByConcept } from '../domain/concepts/concepts.js';
import { wordsIn } from '../domain/timeline-filter.js';
import { dosesSchema } from './doses.schemas.js';
import type { Viewpoint } from '../infrastructure/record.history.js';
import { problems } from './problems.js';
import { isSpanWithin, nameOfViewpoint, spanMs } from './read-request.js';
import { clockSchema, summarySchema } from './summary.schemas.js';

export const patientId = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
export const position = 'WzEsIjBiMmU3YzQwLTRhM2YtNGQ1NS05ZDE4LTZjMGY0YzJhNzEyMyIsMSwiaG9tZSIsMCw0Ml0';

const code = (system: string, value: string, text: string) => ({ text, coding: [{ system, code: value, display: text }] });
const heartRate = code('http://loinc.org', '8867-4', 'Heart rate');

const uuid = uuidText;
const instant = z.iso.datetime({ offset: true });

const past = z
  .object({
    knownAt: instant.optional(),
    atVersion: z.int().optional(),
    asServed: z.string().optional().describe('The access whose state is shown, as requested'),
    happenedBy: instant.optional(),
    empty: z.boolean().describe('Nothing was recorded yet'),
    recordVersion: z.int().describe('The record goes on to this version'),
    recordedUntil: instant.describe('When the last event of the record was recorded'),
  })
  .describe('Present when the record is shown as it was: the instants, as requested');

/** What every answer says of the state that it shows. */
export const currencyMembers = {
  position: z.string().optional().describe('Also in Everchart-Position: send it as Everchart-At-Least to see nothing older'),
  stale: z.boolean().describe('What is shown may lack something that was recorded: staleReason says why'),
  staleReason: z
    .string()
    .optional()
    .describe(
      '"behind", "building" while the service builds its records anew, "unreadable" when entries of the patient cannot be read, "stream-lost" while the stream lacks records that never came here, "out-of-contact" when the end of the stream was not reached for some time (STALE_AFTER_SECONDS), "primary-away" while the database is replaced and its replica answers, or "stopped:<reason>:<code>" when the record waits for an operator',
    ),
  asOf: instant
    .optional()
    .describe('Everything that was published before is included: also in Everchart-As-Of. Absent before the first contact with the stream'),
  complete: z
    .boolean()
    .describe(
      'False: entries of the patient are on record and cannot be read here, so that their effect is not shown; or there are more allergies or flags than the summary shows. The timeline has them',
    ),
};

export const frame = {
  patientId: uuid,
  streamVersion: z
    .int()
    .describe(
      "Version of the patient's stream that is shown; the ETag, to be sent as If-Match when recording. Of the past: the version that was known, 0 when nothing was, and no ETag",
    ),
  ...currencyMembers,
  past: past.optional(),
};

const patientSummary = z
  .object({
    ...frame,
    lastRecordedAt: instant.nullable().describe('When the last event shown was recorded; null when there was none yet'),
    clock: clockSchema,
    summary: summarySchema,
  })
  .meta({ id: 'PatientSummary' });

const timelineEntry = z
  .object({
    id: uuid,
    type: z.string(),
    schemaVersion: z.int().describe('Version it was recorded under; data is in the newest version'),
    streamVersion: z.int(),
    occurredAt: instant.describe('When it happened, as stated, or as an amendment corrects it'),
    recordedAt: instant,
    late: z.boolean().optional().describe('Present when it was recorded more than an hour after it happened'),
    actor: z.string(),
    actorRole: z.string(),
    facility: z.string().optional(),
    struck: z
      .object({
        by: uuid.describe('The entry that strikes it'),
        reason: z.string(),
        at: instant.describe('When it was struck'),
        movedTo: z
          .object({ patientId: uuid, entryId: uuid })
          .optional()
          .describe('Present when it belongs to another patient: the copy there'),
      })
      .optional()
      .describe('Present when the entry was struck: it stays readable and has no effect'),
    amended: z
      .object({
        by: uuid.describe('The entry that amends it; of several the newest'),
        reason: z.string(),
        at: instant.describe('When it was amended'),
        original: z.object({ occurredAt: instant, data: z.unknown() }).describe('As recorded first'),
      })
      .optional()
      .describe('Present when the entry was amended: data and occurredAt are the corrected ones, and the summary follows them'),
    unreadable: z
      .object({
        text: z.string().describe('That it cannot be read, in words for a person'),
        code: z.string().describe('Why, for an operator; never patient data'),
        position: z.int().describe('Its place in the shard'),
      })
      .optional()
      .describe('Present when the entry cannot be read: data is null. It can be struck; when it can be read again it shows as any other'),
    dependsOnUnreadable: z.array(uuid).optional().describe('Present when it refers to entries that cannot be read: these'),
    data: z.unknown().describe('The data that counts: as recorded, or as amended'),
  })
  .meta({ id: 'TimelineEntry' });

const timelinePage = z
  .object({
    ...frame,
    entries: z.array(timelineEntry),
    next: z
      .string()
      .nullable()
      .describe('Send it as cursor for the next, older page; null on the last. A page of large entries ends before the limit'),
    searchedUpTo: instant
      .optional()
      .describe('Present when the page ended before the limit, as enough was looked at: all that happened at or after it is in'),
  })
  .meta({ id: 'TimelinePage' });

const entry = (n: string): string => `01980c60-0000-7000-8000-${n.padStart(12, '0')}`;
const entryOrigin = (n: string, occurredAt: string) => ({ entryId: entry(n), occurredAt });
/** Recorded a minute after it happened. */
const origin = (n: string, occurredAt: string) => ({
  ...entryOrigin(n, occurredAt),
  recordedAt: new Date(Date.parse(occurredAt) + 60_000).toISOString().replace('Z', '000Z'),
});
const amlodipine = code('http://www.whocc.no/atc', 'C08CA01', 'Amlodipine 5 mg');
const tablet = { value: 1, unit: 'tablet', code: '{tbl}' };

const summaryExample = {
  patientId,
  streamVersion: 42,
  position,
  stale: false,
  complete: true,
  lastRecordedAt: '2026-03-01T07:31:12.004211Z',
  clock: { at: '2026-03-01T09:00:00.000Z', alerts: [] },
  summary: {
    identity: { birthDate: '1941-03', gender: 'female', identifiers: [], name: { family: 'Keller', given: ['Anna'] }, origins: [{ of: ['birthDate', 'gender', 'identifiers', 'name'], ...origin('1', '2026-02-11T09:40:00+01:00') }] },
    photo: null,
    replacedBy: null,
    replaces: [],
    deceased: null,
    currentStay: { stayId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c99', class: 'residential', location: { unit: 'Garden', room: '14' }, admittedAt: '2026-02-11T10:00:00+01:00', ...origin('2', '2026-02-11T10:00:00+01:00'), transfer: { from: { unit: 'Garden', room: '12' }, ...origin('4', '2026-02-20T14:00:00+01:00') }, origins: [{ of: ['location'], ...origin('4', '2026-02-20T14:00:00+01:00') }] },
    alerts: [],
    allergies: [{ substance: { text: 'Penicillin' }, criticality: 'high', clinicalStatus: 'active', verification: 'confirmed', ...origin('3', '2026-02-11T10:20:00+01:00') }],
    flags: [{ flagId: entry('9'), colour: 'red', reason: 'Hip pain after a fall', raised: origin('9', '2026-03-01T07:05:00+01:00'), ...origin('a', '2026-03-01T08:20:00+01:00'), acknowledged: { by: 'nurse-benedikt', note: 'Physician called', ...origin('d', '2026-03-01T08:25:00+01:00') } }],
    incidents: [{ incidentId: entry('8'), category: 'fall', description: 'Found beside the bed', reportedBy: 'carer-anna', severity: 'low', ...origin('8', '2026-03-01T07:00:00+01:00') }],
    preferences: [],
    problems: [],
    plan: [{ title: 'Walk to the garden daily', status: 'active', lastTask: { code: { text: 'Walk' }, outcome: 'done', by: 'carer-anna', ...origin('7', '2026-02-28T15:00:00+01:00') }, ...origin('5', '2026-02-12T09:00:00+01:00') }],
    tasks: [{ code: { text: 'Walk' }, outcome: 'done', instructionId: entry('5'), by: 'carer-anna', ...origin('7', '2026-02-28T15:00:00+01:00') }],
    prescriptions: [{ prescriptionId: entry('6'), medication: amlodipine, dose: tablet, schedule: { times: ['08:00'], timeZone: 'Europe/Rome' }, prescribedBy: 'nurse-benedikt', lastGiven: { dose: tablet, scheduledAt: '2026-02-28T08:00:00+01:00', by: 'carer-anna', ...origin('c', '2026-02-28T08:05:00+01:00') }, dueTimes: [{ scheduledAt: '2026-02-28T08:00:00+01:00', outcome: 'given', ...origin('c', '2026-02-28T08:05:00+01:00') }], ...origin('6', '2026-02-12T11:00:00+01:00') }],
    medication: [{ medication: amlodipine, dose: tablet, scheduledAt: '2026-02-28T08:00:00+01:00', prescriptionId: entry('6'), ...origin('c', '2026-02-28T08:05:00+01:00') }],
    notGiven: [],
    vitalSigns: [{ code: heartRate, category: 'vital-signs', valueQuantity: { value: 82, unit: '/min', code: '/min' }, ...origin('b', '2026-03-01T08:30:00+01:00') }],
    observations: [{ code: code('http://loinc.org', '72514-3', 'Pain severity'), category: 'pain', valueInteger: 6, ...origin('e', '2026-03-01T08:30:00+01:00') }],
    consents: [],
    documents: [],
    more: {},
    counts: { byType: { 'medication.administered': 1, 'observation.recorded': 31, 'patient.registered': 1 }, struck: 1, unread: 0, unreadable: 0 },
  },
}; // prettier-ignore

const patientDoses = z.object({ ...frame, doses: dosesSchema }).meta({ id: 'PatientDoses' });

const given = {
  outcome: 'given',
  by: 'carer-anna',
  dose: tablet,
  scheduledAt: '2026-03-01T08:00:00+01:00',
  minutesLate: 5,
  ...entryOrigin('c', '2026-03-01T08:05:00+01:00'),
};
const dosesExample = {
  patientId,
  streamVersion: 42,
  position,
  stale: false,
  complete: true,
  doses: {
    at: '2026-03-01T20:15:00.000Z',
    from: '2026-02-28T23:00:00.000Z',
    to: '2026-03-01T23:00:00.000Z',
    toleranceMinutes: 60,
    prescriptions: [
      {
        prescriptionId: entry('6'),
        medication: amlodipine,
        dose: tablet,
        schedule: { times: ['08:00', '20:00'], timeZone: 'Europe/Rome' },
        plan: 'times',
        timeZone: 'Europe/Rome',
        timeZoneFrom: 'prescription',
        state: 'active',
        dueTimes: [
          { dueAt: '2026-03-01T08:00:00+01:00', status: 'given', dose: tablet, doses: [given] },
          { dueAt: '2026-03-01T20:00:00+01:00', status: 'overdue', dose: tablet, doses: [] },
        ],
        otherDoses: [],
      },
      {
        prescriptionId: entry('13'),
        medication: { text: 'Paracetamol 500 mg tablet' },
        dose: { value: 500, unit: 'mg', code: 'mg' },
        schedule: { asNeeded: true, asNeededFor: { text: 'Pain' }, frequency: { count: 1, period: 6, periodUnit: 'h' }, maximum: { dose: { value: 3, unit: 'g', code: 'g' }, periodHours: 24 } },
        plan: 'as-needed',
        timeZone: 'Europe/Rome',
        timeZoneFrom: 'facility',
        state: 'active',
        dueTimes: [],
        asNeeded: {
          for: { text: 'Pain' },
          mayBeGiven: false,
          notBefore: '2026-03-01T22:00:00+01:00',
          lastGiven: { outcome: 'given', by: 'carer-anna', ...entryOrigin('14', '2026-03-01T16:00:00+01:00') },
          limits: [{ of: 'count', count: 1, hours: 6, given: 1 }, { of: 'dose', dose: { value: 3, unit: 'g', code: 'g' }, hours: 24, given: 0.5 }],
          unclear: [],
        },
        otherDoses: [],
      },
    ],
    otherDoses: [],
    counts: { planned: 0, due: 0, overdue: 1, given: 1, 'not-given': 0, skipped: 0 },
  },
}; // prettier-ignore

const timelineExample = {
  patientId,
  streamVersion: 42,
  position,
  stale: false,
  complete: true,
  entries: [
    {
      id: entry('b'),
      type: 'observation.recorded',
      schemaVersion: 1,
      streamVersion: 42,
      occurredAt: '2026-03-01T08:30:00+01:00',
      recordedAt: '2026-03-01T07:31:12.004211Z',
      actor: 'carer-anna',
      actorRole: 'carer',
      data: { code: heartRate, category: 'vital-signs', valueQuantity: { value: 82, unit: '/min', code: '/min' } },
    },
    {
      id: entry('f'),
      type: 'observation.recorded',
      schemaVersion: 1,
      streamVersion: 40,
      occurredAt: '2026-03-01T06:30:00+01:00',
      recordedAt: '2026-03-01T07:29:40.310002Z',
      late: true,
      actor: 'carer-anna',
      actorRole: 'carer',
      struck: { by: entry('10'), reason: 'entered-in-error', at: '2026-03-01T07:30:02.100000Z' },
      data: { code: heartRate, category: 'vital-signs', valueQuantity: { value: 820, unit: '/min', code: '/min' } },
    },
    {
      id: entry('11'),
      type: 'note.written',
      schemaVersion: 1,
      streamVersion: 38,
      occurredAt: '2026-03-01T06:15:00+01:00',
      recordedAt: '2026-03-01T05:20:11.482913Z',
      actor: 'carer-anna',
      actorRole: 'carer',
      amended: {
        by: entry('12'),
        reason: 'Written in haste',
        at: '2026-03-01T05:41:00.118402Z',
        original: { occurredAt: '2026-03-01T06:15:00+01:00', data: { kind: 'progress', text: 'Slpet well' } },
      },
      data: { kind: 'progress', text: 'Slept well' },
    },
  ],
  next: 'WzEsIjIwMjYtMDMtMDFUMDU6MTU6MDAuMDAwMDAwWiIsMzhd',
};

/** How fresh a read is requested to be. */
export const fresheningHeaders = z.object({
  'everchart-at-least': z
    .string()
    .optional()
    .describe('A position from an earlier answer: the state shown includes it')
    .meta({ examples: [position] }),
  // A wait that is no number of milliseconds is not shortened: an answer in time matters more than a header without
  // faults.
  'everchart-at-least-wait-ms': z
    .string()
    .transform((text) => (/^\d{1,6}$/.test(text) ? Number(text) : undefined))
    .optional()
    .describe('Milliseconds to wait for it, or for records that are being built, at most, if shorter than the service would')
    .meta({ type: 'integer' }),
  'everchart-allow-stale': z
    .string()
    .optional()
    .transform((text) => text?.toLowerCase() === 'true')
    .describe('`true`: rather an older state, marked, than none')
    .meta({ type: 'boolean' }),
});

/** What a read as fresh as requested can be answered with. */
export const freshnessProblems = [
  problems['position-malformed'],
  problems['position-of-other-organisation'],
  problems['position-unknown'],
  problems['position-from-before-restore'],
  problems['position-contradicted'],
  problems['not-yet-fresh'],
  problems.overloaded,
  problems['record-stopped'],
  problems['stream-lost'],
  problems['record-unavailable'],
];

export const ofPatient = {
  tag: 'patients',
  /** What is no UUID is a patient that is not known: a read of it is put on record like any other. */
  params: z.object({ patientId: z.string().meta({ format: 'uuid', examples: [patientId] }) }),
  headers: fresheningHeaders,
  problems: [problems['care-relation-missing'], problems['patient-unknown'], problems['record-destroyed'], ...freshnessProblems],
};

/** Reads that take a {@link viewpoint}. */
const ofPatientAsItWas = { ...ofPatient, problems: [...ofPatient.problems, problems['version-unknown'], problems['past-busy'], problems['access-unknown'], problems['as-served-forbidden'], problems['accesses-unavailable']] }; // prettier-ignore

/** How current the state is that an answer shows, or that a problem speaks of. */
export const stateHeaders = {
  'Everchart-Position': { description: 'Place of the state shown' },
  'Everchart-Incomplete': { description: '`true` when `complete` is false' },
  'Everchart-As-Of': { description: 'Everything that was published before is included' },
  'Everchart-Stale': { description: '`true` when what is shown may be older than what was recorded' },
};

export const answerOf = (description: string, schema: z.ZodType, example: object) => ({
  200: {
    description,
    headers: {
      ...stateHeaders,
      ETag: { description: 'W/"<streamVersion>", of the present state only' },
    },
    content: json(schema, example),
  },
});

/** Of answers on which nothing can be recorded with If-Match. */
export const answerWithoutEtag = (...given: Parameters<typeof answerOf>) => {
  const { 200: answer } = answerOf(...given);
  const { ETag: _, ...headers } = answer.headers;
  return { 200: { ...answer, headers } };
};

/** No instant of the future can be known, or have happened. */
export const pastInstant = instantText.refine((text) => !isInstant(text) || instantMs(text) <= Date.now(), 'must not lie in the future');

const viewpoint = {
  knownAt: pastInstant
    .optional()
    .describe(
      'Show what was recorded up to here (transaction time), whatever was corrected later. All of it must be in: else 503 `not-yet-fresh`',
    ),
  happenedBy: pastInstant.optional().describe('Show what had happened by then (valid time), by the times that count in what is known'),
  atVersion: integerText(1, 2_147_483_647)
    .optional()
    .describe(
      'Show the record at this stream version, instead of `knownAt`: the one that an answer, or an access on record, names as served',
    ),
  asServed: z
    .string()
    .max(4000)
    .regex(/^[\w.-]+$/, 'must be the id of an access, or a receipt')
    .optional()
    .describe(
      'For auditors, instead of the instants: show what was served to a person, by the id of the access (GET accesses) or by the receipt of the answer',
    ),
};
const aloneMessage = 'must not be given together with knownAt, happenedBy or atVersion';
const isAlone = ({ asServed, knownAt, happenedBy, atVersion }: { asServed?: string | undefined } & Viewpoint): boolean =>
  asServed === undefined || (knownAt === undefined && happenedBy === undefined && atVersion === undefined);
const oneOfTwo = 'must not be given together with knownAt';

/** What a reader must know of answers about the past. */
const pastInWords =
  'With `knownAt`, `happenedBy` or `atVersion` the record is shown as it was, by the software and the keys of today: `past` says so.';

export const readSummary = {
  ...ofPatientAsItWas,
  summary: 'Summary of a patient',
  description: `What is needed at the bedside, on one page. ${pastInWords} The access is on record before the answer leaves.`,
  query: z
    .strictObject(viewpoint)
    .refine(({ knownAt, atVersion }) => knownAt === undefined || atVersion === undefined, { path: ['atVersion'], message: oneOfTwo })
    .refine(isAlone, { path: ['asServed'], message: aloneMessage }),
  answers: answerOf('The summary', patientSummary, summaryExample),
} satisfies OperationShape;

const longestPage = 500;
const mostTypes = 50;
const typesMessage = `must be up to ${mostTypes} event types such as note.written`;
const cursorMessage = 'must be the "next" of an earlier page';

const eventTypes = z
  .union([z.string(), z.array(z.string())], typesMessage)
  .transform((given) => (Array.isArray(given) ? given : [given]).flatMap((each) => each.split(',')))
  .refine((types) => types.length <= mostTypes && types.every((each) => /^[a-z-]{1,60}\.[a-z-]{1,60}$/.test(each)), typesMessage);

export const cursor = z.string(cursorMessage).transform((text, context) => {
  const before = decodeTimelineCursor(text);
  if (before !== undefined) return before;
  context.addIssue(cursorMessage);
  return z.NEVER;
});

const codeMessage = 'must be a code, or its system and the code: http://loinc.org|8867-4';

/** `code`, or `system|code`. */
export const codeText = z
  .string(codeMessage)
  .min(1)
  .max(701)
  .transform((text, context) => {
    const at = text.lastIndexOf('|');
    const [system, code] = at < 0 ? [undefined, text] : [text.slice(0, at), text.slice(at + 1)];
    if (code !== '' && system !== '' && code.length <= 200) return { system, code, text };
    context.addIssue(codeMessage);
    return z.NEVER;
  })
  .meta({ type: 'string' });

const conceptsMessage = `must be one or more of ${[...typesByConcept.keys()].join(', ')}`;

const conceptTypes = z
  .union([z.string(), z.array(z.string())], conceptsMessage)
  .transform((given) => (Array.isArray(given) ? given : [given]).flatMap((each) => each.split(',')))
  .refine((names) => names.length <= mostTypes && names.every((name) => typesByConcept.has(name)), conceptsMessage)
  .transform((names) => names.flatMap((name) => typesByConcept.get(name)!));

const flagColours = ['green', 'amber', 'orange', 'red'];
const flagMessage = `must be the id of a flag, or ${flagColours.join(', ')}`;
const opaque = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, 'must be an id: letters, digits, or any of . _ : -');

const filter = {
  concept: conceptTypes
    .optional()
    .describe('What the entries speak of, repeated or comma-separated')
    .meta({ type: 'string', anyOf: undefined, examples: ['observation,note'] }),
  code: codeText.optional().describe('A code that the entry states, anywhere in its data; with its system: `http://loinc.org|8867-4`'),
  flag: z
    .string(flagMessage)
    .refine((text) => isUuid(text) || flagColours.includes(text), flagMessage)
    .toLowerCase()
    .optional()
    .describe('Entries about that flag, or that give a flag that colour'),
  actor: opaque.optional().describe('Who recorded it'),
  facility: opaque.optional().describe('Where it was recorded'),
  recordedFrom: instantText.optional().describe('Recorded at or after'),
  recordedTo: instantText.optional().describe('Recorded before'),
  text: z
    .string()
    .max(200)
    .refine((text) => wordsIn(text).length > 0 && wordsIn(text).length <= 8, 'must have one to eight words')
    .optional()
    .describe('Words, or parts of words, that a note has, or the remark of an entry; regardless of case and accents'),
  include: z
    .enum(['struck', 'none'], 'must be struck or none')
    .default('struck')
    .describe('`none`: without entries that were struck')
    .meta({ default: 'struck' }),
};

const isInOrder = (from: string | undefined, to: string | undefined): boolean =>
  from === undefined || to === undefined || !isInstant(from) || !isInstant(to) || compareInstants(from, to) < 0;

export const readTimeline = {
  ...ofPatientAsItWas,
  summary: 'Timeline of a patient',
  description: `What happened, newest first by when it happened, struck entries included and marked. All filters that are given have to be met; a page that looks at many entries to find few ends early, and says where to go on (\`searchedUpTo\`). ${pastInWords} The access is on record before the answer leaves.`,
  query: z
    .strictObject({
      ...viewpoint,
      limit: integerText(1, longestPage).default(25).meta({ default: 25 }),
      cursor: cursor.optional().describe('`next` of the page before'),
      type: eventTypes
        .optional()
        .describe('Event types, repeated or comma-separated')
        .meta({ type: 'string', anyOf: undefined, examples: ['note.written,flag.raised'] }),
      from: instantText.optional().describe('Happened at or after'),
      to: instantText.optional().describe('Happened before'),
      ...filter,
    })
    .refine(({ from, to }) => isInOrder(from, to), { path: ['to'], message: 'must be after from' })
    .refine(({ recordedFrom, recordedTo }) => isInOrder(recordedFrom, recordedTo), {
      path: ['recordedTo'],
      message: 'must be after recordedFrom',
    })
    .refine(({ knownAt, atVersion }) => knownAt === undefined || atVersion === undefined, { path: ['atVersion'], message: oneOfTwo })
    .refine(isAlone, { path: ['asServed'], message: aloneMessage })
    .refine((query) => query.cursor === undefined || query.asServed !== undefined || query.cursor.viewpoint === nameOfViewpoint(query), {
      path: ['cursor'],
      message: 'must be the "next" of an earlier page of the same instants',
    }),
  answers: answerOf('A page of the timeline', timelinePage, timelineExample),
} satisfies OperationShape;

const dayMs = 24 * 60 * 60_000;
const longestWindowDays = 31;

export const readDoses = {
  ...ofPatient,
  summary: 'Doses against the clock',
  description:
    'What was and is to be given in a window: due, overdue, given, not given and skipped, for each prescription. It is worked out at the read, for the instant `at`, from what is on record. The access is on record before the answer leaves.',
  query: z
    .strictObject({
      from: instantText.optional().describe('Due at or after; a day before now, or two before `to`'),
      to: instantText.optional().describe('Due before; a day after now, or two after `from`'),
    })
    .refine(({ from, to }) => isSpanWithin(spanMs(from, to), longestWindowDays * dayMs), {
      path: ['to'],
      message: `must be after from, and at most ${longestWindowDays} days`,
    }),
  answers: answerOf('The doses', patientDoses, dosesExample),
  problems: [...ofPatient.problems, problems['doses-too-many']],
} satisfies OperationShape; // prettier-ignore

const reference = {
  entryId: uuid,
  type: z.string(),
  streamVersion: z.int(),
  occurredAt: instant.describe('When it happened, as stated'),
  recordedAt: instant,
  actor: z.string(),
};
const corrected = z.object({ ...reference, by: z.object(reference), reason: z.unknown() });
const state = (at: z.ZodType) => z.object({ at, streamVersion: z.int().describe('The version that was known; 0 when nothing was') });

const patientDifference = z
  .object({
    ...frame,
    clock: z.enum(['recorded', 'happened']),
    from: state(instant),
    to: state(instant.nullable().describe('Null: the record as it is')),
    entries: z
      .object({
        added: z.array(z.object(reference)).describe('Corrections left out: they stand with what they correct'),
        amended: z.array(corrected).describe('The amendment that counts now'),
        struck: z.array(corrected),
        restored: z.array(z.object(reference)).describe('Whose strike, or last amendment, was itself struck'),
        more: z.record(z.string(), z.int()).describe('By list, how many it does not show: each has the newest 200'),
      })
      .describe('Each with both clocks'),
    summary: z
      .record(
        z.string(),
        z.array(
          z.object({
            was: z.unknown().describe('The element as the summary showed it; null: it showed none'),
            is: z.unknown().describe('As it shows it; null: no longer'),
          }),
        ),
      )
      .describe('What changed, by section of the summary; sections without a change are missing'),
  })
  .meta({ id: 'PatientDifference' });

const differenceExample = {
  patientId, streamVersion: 42, position, stale: false, complete: true, clock: 'recorded',
  from: { at: '2026-03-01T02:00:00+01:00', streamVersion: 40 },
  to: { at: '2026-03-01T08:32:00+01:00', streamVersion: 42 },
  entries: {
    added: [{ entryId: entry('b'), type: 'observation.recorded', streamVersion: 42, occurredAt: '2026-03-01T08:30:00+01:00', recordedAt: '2026-03-01T07:31:12.004211Z', actor: 'carer-anna' }],
    amended: [], struck: [], restored: [], more: {},
  },
  summary: {
    vitalSigns: [{
      was: null,
      is: { code: heartRate, category: 'vital-signs', valueQuantity: { value: 82, unit: '/min', code: '/min' }, ...origin('b', '2026-03-01T08:30:00+01:00') },
    }],
  },
}; // prettier-ignore

export const readDifference = {
  ...ofPatient,
  summary: 'What changed in a record between two instants',
  description:
    'By what was recorded between them (`clock=recorded`), or by what happened (`clock=happened`), as it is known now. The access is on record before the answer leaves.',
  query: z
    .strictObject({
      from: pastInstant.describe('The earlier one'),
      to: pastInstant.optional().describe('The later one; without it: the record as it is'),
      clock: z
        .enum(['recorded', 'happened'])
        .default('recorded')
        .describe('What the instants are compared with: when entries were recorded, or when they happened')
        .meta({ default: 'recorded' }),
    })
    .refine(({ from, to }) => (spanMs(from, to) ?? 0) >= 0, { path: ['to'], message: 'must not lie before from' }),
  answers: answerWithoutEtag('What changed', patientDifference, differenceExample),
  problems: [...ofPatient.problems, problems['past-busy']],
} satisfies OperationShape;
