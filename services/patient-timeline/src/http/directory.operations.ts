import { placeKinds } from '@everchart/contracts-organisation';
import { uuidText, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { answerOf, currencyMembers, fresheningHeaders, freshnessProblems, position } from './patients.operations.js';

const id = z.string().describe('Id that the organisation chose');
const instant = z.iso.datetime({ offset: true });
const dated = z
  .array(
    z.object({
      from: instant.optional().describe('Absent in the first one, which holds for all time before the next one'),
      value: z.string(),
    }),
  )
  .describe('All that held or will, by the instants from which each holds');
const closed = z
  .object({ at: instant, event: uuidText, reason: z.string().optional() })
  .optional()
  .describe('Present when the place was closed');
const place = {
  name: z.string().optional(),
  code: z.string().optional().describe('As on the door or the bed, and as other systems send it'),
  order: z.int().optional().describe('Place in the order of a round, where it is stated'),
  identifiers: z.array(z.object({ system: z.string(), value: z.string() })),
  opened: z.object({ at: instant, event: uuidText }),
  closed,
};
const bed = z.object({ bedId: id, ...place }).meta({ id: 'Bed' });
const room = z.object({ roomId: id, ...place, beds: z.array(bed) }).meta({ id: 'Room' });
const unit = z.object({ unitId: id, ...place, rooms: z.array(room) }).meta({ id: 'Unit' });
const facility = z
  .object({
    facilityId: id,
    ...place,
    kindOfCare: z.string().describe('Now'),
    timeZone: z.string().describe('IANA, now'),
    jurisdiction: z.string().describe('ISO 3166-1 or ISO 3166-2, now'),
    kindsOfCare: dated,
    timeZones: dated,
    jurisdictions: dated,
    units: z.array(unit),
  })
  .meta({ id: 'Facility' });

const frame = {
  streamVersion: z.int().describe('Version of the directory; the ETag, to be sent as If-Match when recording. 0: nothing was stated yet'),
  ...currencyMembers,
};

const moment = z.object({ at: instant, event: uuidText });
const listItem = z
  .object({
    system: z.string(),
    code: z.string(),
    display: z.string(),
    order: z.int().optional(),
    added: moment,
    retired: moment.extend({ reason: z.string().optional() }).optional().describe('Present when it is not offered any more'),
  })
  .meta({ id: 'ListItem' });
const accessRule = z
  .object({
    rule: z.enum(['open', 'by-unit']),
    afterDays: z.int().describe('Days for which those of a facility or unit still see a patient who left it'),
    chosen: moment.optional().describe('Absent: the organisation has not chosen'),
  })
  .meta({ id: 'AccessRule' });

const flagMinutes = z.object({ red: z.int(), orange: z.int(), amber: z.int() }).meta({ id: 'FlagMinutes' });

const directory = z
  .object({
    ...frame,
    facilities: z.array(facility).describe('With their units, rooms and beds in the order of a round'),
    lists: z.record(z.string(), z.array(listItem)).describe('By their names: what the organisation offers to choose from, in order'),
    accessRule: accessRule.describe('Who may see whom'),
    flagMinutes: flagMinutes.describe('In how many minutes the colour of a flag is to be acknowledged'),
  })
  .meta({ id: 'Directory' });

const opened = (event: string) => ({ at: '2026-03-01T08:30:00+01:00', event: `01980c60-0000-7000-8000-${event.padStart(12, '0')}` });
const directoryExample = {
  streamVersion: 4,
  position,
  stale: false,
  complete: true,
  facilities: [
    {
      facilityId: 'house-linden',
      name: 'House Linden',
      identifiers: [],
      opened: opened('1'),
      kindOfCare: 'nursing-home',
      timeZone: 'Europe/Berlin',
      jurisdiction: 'DE-HH',
      kindsOfCare: [{ value: 'nursing-home' }],
      timeZones: [{ value: 'Europe/Berlin' }],
      jurisdictions: [{ value: 'DE-HH' }],
      units: [
        {
          unitId: 'house-linden.ground',
          name: 'Ground floor',
          identifiers: [],
          opened: opened('2'),
          rooms: [
            {
              roomId: 'house-linden.ground.12',
              code: '12',
              identifiers: [],
              opened: opened('3'),
              beds: [{ bedId: 'house-linden.ground.12.a', code: 'A', identifiers: [], opened: opened('4') }],
            },
          ],
        },
      ],
    },
  ],
  lists: {
    'reasons-not-given': [{ system: 'urn:everchart:list:sunrise-care', code: 'asleep', display: 'Asleep', order: 1, added: opened('5') }],
  },
  accessRule: { rule: 'by-unit', afterDays: 7, chosen: opened('6') },
  flagMinutes: { red: 15, orange: 60, amber: 480 },
};

export const readDirectory = {
  summary: 'The directory of the organisation',
  description: 'Facilities with their units, rooms and beds, in the order of a round. The access is on record before the answer leaves.',
  tag: 'directory',
  query: z.strictObject({
    includeClosed: z
      .enum(['true', 'false'], 'must be true or false')
      .optional()
      .transform((text) => text === 'true')
      .describe('`true`: those that were closed, too')
      .meta({ type: 'boolean', enum: undefined, default: false }),
  }),
  headers: fresheningHeaders,
  answers: answerOf('The directory', directory, directoryExample),
  problems: freshnessProblems,
} satisfies OperationShape;

/** Faults in one answer at most. */
const faultsMax = 500;

const fault = z
  .object({
    patientId: uuidText,
    streamVersion: z.int().describe("Version of the patient's stream that is shown; to be sent as If-Match when the entry is amended"),
    stayId: uuidText,
    entryId: uuidText.describe('The entry that states the place: amend it, or open the place'),
    member: z.enum(placeKinds).describe('The outermost member of the location that is at fault'),
    fault: z.enum(['unknown', 'ambiguous', 'closed']).describe('There is none of that id, code or name; several have it; it was closed'),
    stated: z.string().describe('As the entry names it'),
    places: z
      .object(Object.fromEntries(placeKinds.map((kind) => [kind, id.optional()])))
      .describe('Ids of the places around it that are known; of one that was closed its own, too'),
  })
  .meta({ id: 'StayFault' });

const reason = z
  .object({
    patientId: uuidText,
    streamVersion: z.int().describe("As of a stay's fault"),
    entryId: uuidText.describe('Amend it, or add the item to the list'),
    occurredAt: instant,
    stated: z.array(z.object({ system: z.string(), code: z.string() })),
  })
  .meta({ id: 'ReasonFault' });

const faults = z
  .object({
    ...frame,
    count: z.int().describe('Of all faults'),
    faults: z.array(fault),
    reasons: z
      .array(reason)
      .describe(
        'Doses that were not given for a coded reason which the list of the organisation does not have: of the last 30 days, the newest 100',
      ),
    next: uuidText.nullable().describe('Send it as after for the next page; null on the last'),
  })
  .meta({ id: 'DirectoryFaults' });

export const readDirectoryFaults = {
  summary: 'Entries that name what the organisation has not stated: places of stays, and reasons',
  description:
    'Care goes first: a stay is recorded also when its place is not known, ambiguous or closed. It is listed here while it is open, until the directory has the place or an amendment of the entry names another one. So are, on the first page, doses that were not given for a reason which the list `reasons-not-given` does not have, if there is such a list. One access is put on record for each patient who is listed.',
  tag: 'directory',
  query: z.strictObject({
    limit: z.coerce.number('must be a number').int().min(1).max(faultsMax).optional().default(100).describe('Faults in one answer at most'),
    after: uuidText.optional().describe('The "next" of an earlier page'),
  }),
  headers: fresheningHeaders,
  answers: answerOf('The faults, by patient', faults, {
    streamVersion: 4,
    position,
    stale: false,
    complete: true,
    count: 1,
    faults: [
      {
        patientId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22',
        streamVersion: 12,
        stayId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c99',
        entryId: '01980c60-0000-7000-8000-000000000002',
        member: 'room',
        fault: 'unknown',
        stated: '14',
        places: { facility: 'house-linden', unit: 'house-linden.ground' },
      },
    ],
    reasons: [],
    next: null,
  }),
  problems: freshnessProblems,
} satisfies OperationShape;
