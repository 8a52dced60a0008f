import { isUcumCode } from '@everchart/contracts-clinical';
import { instantText, integerText, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { LocalTime } from '../domain/doses/local-time.js';
import { bucketKinds, bucketsIn } from '../domain/series/buckets.js';
import { answerOf, codeText, cursor, frame, ofPatient, patientId, position } from './patients.operations.js';
import { problems } from './problems.js';
import { seriesUnitName, seriesWindowOf, spanMs } from './read-request.js';

const pointsMax = 1000;
const bucketsMax = 1000;
/** Of what is listed beside buckets. */
export const listedMax = 200;

const instant = z.iso.datetime({ offset: true });
const where = { entryId: z.uuid(), occurredAt: instant.describe('When it happened, as stated or as amended') };
const component = z.literal(true).optional().describe('Part of an observation of another code');
const comparator = z.enum(['<', '<=', '>=', '>']).optional().describe('The value is a bound: it lies below, or above');

const point = z.object({
  ...where,
  value: z.number().describe('In the unit of the series'),
  comparator,
  stated: z.object({ value: z.number(), unit: z.string() }).optional().describe('Present when it was stated in another unit'),
  component,
  amended: z.literal(true).optional(),
  status: z.string().optional().describe('How far the result is final, where it is not'),
  happened: z.unknown().optional().describe('When it happened, where that is no instant'),
});
const bucket = z.object({
  from: instant,
  to: instant,
  count: z.int().describe('Values that the numbers are made of'),
  compared: z.int().describe('Bounds such as <5: they are in none of the numbers'),
  min: z.number().optional(),
  max: z.number().optional(),
  mean: z.number().optional(),
});
const apart = z.object({
  ...where,
  reason: z
    .enum(['unit', 'not-a-number', 'absent', 'cancelled', 'components'])
    .describe(
      'The unit cannot be converted; another kind of value; none was found; it was cancelled; its values are in its components, each of a code of its own',
    ),
  component,
  value: z.number().optional(),
  unit: z.string().optional(),
  comparator,
});

const series = z
  .object({
    ...frame,
    code: z.string(),
    from: instant,
    to: instant,
    unit: z.string().nullable().describe('UCUM, 1 for numbers without one; null when there is no value'),
    bucket: z.enum(bucketKinds).optional(),
    timeZone: z
      .object({ name: z.string(), from: z.enum(['query', 'facility', 'default']) })
      .optional()
      .describe('Of the buckets, and whence it is'),
    points: z.array(point).optional().describe('The newest first; not with `bucket`'),
    buckets: z.array(bucket).optional().describe('Those with values, the oldest first'),
    compared: z.array(point).optional().describe('With `bucket`: the bounds'),
    apart: z.array(apart).describe('Of the code, and not among the values'),
    struck: z.array(z.object({ ...where, by: z.uuid() })).describe('With the entry that strikes it'),
    more: z.record(z.string(), z.int()).describe('By list, how many it does not show: beside buckets each has the newest 200'),
    next: z.string().nullable().describe('Send it as cursor for the next, older page'),
  })
  .meta({ id: 'PatientSeries' });

export const readSeries = {
  ...ofPatient,
  summary: 'Values of one code over time, for plots',
  description:
    'Observations, and parts of observations such as a systolic blood pressure, in one unit: one by one, newest first, or in buckets (`bucket`). What was struck, what cannot be converted, and what is no number is listed beside them. The access is on record before the answer leaves.',
  query: z
    .strictObject({
      code: codeText.describe('`8867-4`, or with its system: `http://loinc.org|8867-4`'),
      from: instantText.optional().describe('Happened at or after; 31 days before `to`'),
      to: instantText.optional().describe('Happened before; now'),
      unit: z
        .string()
        .max(100)
        .refine(isUcumCode, 'must be a UCUM unit, such as mm[Hg]')
        .optional()
        .describe('Of the answer; that of the newest value'),
      limit: integerText(1, pointsMax)
        .default(500)
        .meta({ default: 500 })
        .describe('Observations on a page at most; buckets have no pages'),
      cursor: cursor.optional().describe('`next` of the page before').meta({ type: 'string' }),
      bucket: z.enum(bucketKinds).optional(),
      timeZone: z
        .string()
        .refine((name) => LocalTime.in(name) !== undefined, 'must be a zone of the IANA database, such as Europe/Berlin')
        .optional()
        .describe('Of the buckets; that of the facility of the stay that began last, else UTC'),
    })
    .refine(({ timeZone, bucket }) => timeZone === undefined || bucket !== undefined, { path: ['timeZone'], message: 'goes with bucket' })
    .refine(({ cursor, bucket }) => cursor === undefined || bucket === undefined, { path: ['cursor'], message: 'does not go with bucket' })
    .refine(({ cursor }) => cursor?.viewpoint === undefined || cursor.viewpoint.startsWith(seriesUnitName('')), {
      path: ['cursor'],
      message: 'must be the "next" of an earlier page',
    })
    .refine(({ cursor, unit }) => cursor === undefined || unit === undefined || cursor.viewpoint === seriesUnitName(unit), {
      path: ['unit'],
      message: 'must be that of the page before',
    })
    .refine(
      (query) => {
        const { from, to } = seriesWindowOf(query, Date.now());
        return (spanMs(from, to) ?? 1) > 0;
      },
      { path: ['to'], message: 'must be after from' },
    )
    .refine(
      (query) => {
        const { from, to } = seriesWindowOf(query, Date.now());
        return query.bucket === undefined || bucketsIn(query.bucket, spanMs(from, to) ?? 0) <= bucketsMax;
      },
      { path: ['bucket'], message: `must be so long that the time has at most ${bucketsMax}` },
    ),
  answers: answerOf('The values', series, {
    patientId,
    streamVersion: 42,
    position,
    stale: false,
    complete: true,
    code: 'http://loinc.org|8867-4',
    from: '2026-02-01T00:00:00+01:00',
    to: '2026-03-02T00:00:00+01:00',
    unit: '/min',
    bucket: 'day',
    timeZone: { name: 'Europe/Rome', from: 'facility' },
    buckets: [{ from: '2026-03-01T00:00:00+01:00', to: '2026-03-02T00:00:00+01:00', count: 3, compared: 0, min: 71, max: 82, mean: 76 }],
    compared: [],
    apart: [],
    struck: [
      {
        entryId: '01980c60-0000-7000-8000-00000000000f',
        occurredAt: '2026-03-01T06:30:00+01:00',
        by: '01980c60-0000-7000-8000-000000000010',
      },
    ],
    more: {},
    next: null,
  }),
  problems: [...ofPatient.problems, problems['series-too-large']],
} satisfies OperationShape;
