import { jsonSchema } from '@everchart/platform';
import { dosesSchemaParts } from './doses.schemas.js';
import {
  acknowledged,
  by,
  dataOf,
  dateTime,
  entryOrigin,
  lastOfCode,
  list,
  members,
  of,
  origin,
  shared,
  text,
  uuid,
} from './summary.schemas.js';

const identity = dataOf('patient.registered', ['name', 'birthDate']).properties as Record<string, Record<string, unknown>>;
const location = dataOf('stay.admitted', ['location']).properties as Record<string, Record<string, unknown>>;
const { colour, reason } = dataOf('flag.raised', ['colour', 'reason']).properties as Record<string, Record<string, unknown>>;
const count = { type: 'integer' } as const;

const place = members({ id: text, 'name?': text, 'code?': text });

const who = members({
  patientId: uuid,
  name: { description: 'Null when the registration was struck', oneOf: [identity['name']!, { type: 'null' }] },
  'birthDate?': identity['birthDate']!,
  'photo?': { ...of(dataOf('document.attached'), origin), description: 'The photo of the person: a reference' },
  location: { ...location['location'], description: 'Where in the unit, as the stay states it' },
  'places?': {
    ...members({ 'facility?': place, 'unit?': place, 'room?': place, 'bed?': place }),
    description: 'The same as the directory knows it; places that it does not know are not among them',
  },
  'deceased?': { const: true },
  'elsewhere?': {
    ...members({ class: text, 'location?': location['location']! }),
    description: 'Another stay that began later: where the resident is now, such as in hospital',
  },
  streamVersion: { ...count, description: "Version of the patient's stream that is shown" },
  'complete?': { const: false, description: 'Entries of the resident are on record and cannot be read here' },
  'staleReason?': { ...text, description: 'The record of this resident waits for an operator' },
});

const boardLine = of(
  who,
  members({
    flag: {
      description: 'The worst open one',
      oneOf: [
        of(
          members({
            flagId: uuid,
            colour: colour!,
            reason: reason!,
            'acknowledged?': acknowledged,
            'unacknowledgedSince?': { ...dateTime, description: 'Present while its colour is not acknowledged' },
          }),
          origin,
        ),
        { type: 'null' },
      ],
    },
    flags: { ...count, description: 'Open ones' },
    unacknowledged: { ...count, description: 'Open ones of which the colour is not acknowledged' },
    doses: {
      description: 'Null: there is more on record than is worked out',
      oneOf: [members({ due: count, overdue: count, 'nextDueAt?': { ...dateTime, description: 'Within a day' } }), { type: 'null' }],
    },
    lastCheck: {
      description: 'The last observation at the bedside',
      oneOf: [of(members({ 'code?': { $ref: '#/$defs/CodeableConcept' } }), entryOrigin), { type: 'null' }],
    },
    lastRecordedAt: dateTime,
    'new?': { type: 'boolean', description: 'Something was recorded after `since`' },
  }),
);

const done = members({ entryId: uuid, type: text, occurredAt: dateTime, by, role: text, data: {} });

const dueObservation = members({
  instructionId: { ...uuid, description: 'The entry of the instruction' },
  'code?': { $ref: '#/$defs/CodeableConcept' },
  'text?': text,
  dueAt: dateTime,
  'until?': { ...dateTime, description: 'At any time until then: no time of day was stated' },
  status: { enum: ['planned', 'due', 'overdue', 'done', 'not-done'], description: 'By a tolerance of 60 minutes to either side' },
  entryIds: { type: 'array', items: uuid, description: 'The entries that answer it' },
});

const roundLine = of(
  who,
  members({
    allergies: list('High criticality first', dataOf('allergy.recorded', ['substance', 'criticality'])),
    medication: {
      description: 'What is due in the slot, and what may be given as needed. Null: there is more on record than is worked out',
      oneOf: [list('', dosesSchemaParts.medication), { type: 'null' }],
    },
    counts: { oneOf: [dosesSchemaParts.counts, { type: 'null' }] },
    observations: members({
      last: list('The last vital sign of each code', lastOfCode),
      plan: list('Open instructions', dataOf('plan.instruction-given'), origin),
      due: {
        description: 'What open instructions ask for in the slot, by their schedules. Null: there is more on record than is worked out',
        oneOf: [list('', dueObservation), { type: 'null' }],
      },
      done: list('Observations and tasks of the slot, the newest first', done),
      more: { ...count, description: 'So many of these are not among them' },
    }),
  }),
);

const handoverLine = of(
  who,
  members({
    changes: list('Entries as the timeline shows them', { $ref: '#/components/schemas/TimelineEntry' }),
    more: { ...count, description: 'So many are not among them' },
  }),
);

const frame = {
  at: { ...dateTime, description: 'The instant for which it was worked out' },
  'facility?': text,
  'unit?': text,
  'knownAt?': { ...dateTime, description: 'As requested: the unit as it was' },
  'happenedBy?': dateTime,
  places: {
    ...members({ 'facility?': place, 'unit?': place }),
    description: 'What the directory knows of the facility and the unit',
  },
  'position?': text,
  'withheld?': { type: 'integer', description: 'Residents whom the reader may not see: they are not named' },
  stale: { type: 'boolean' },
  'staleReason?': text,
  'asOf?': dateTime,
} as const;

const takenOver = list(
  'Rounds of the unit that were taken over, the last one first: of several for one round the first one here holds',
  members({
    id: { ...uuid, description: 'Of the event' },
    by,
    role: text,
    'takenOverFrom?': { ...text, description: 'Who had it' },
    'round?': { enum: ['medication', 'observation'], description: 'Absent: all that is due in the slot' },
    place: members({ 'facility?': text, 'unit?': text }),
    from: dateTime,
    to: dateTime,
    occurredAt: dateTime,
    recordedAt: dateTime,
  }),
);

const readBy = {
  description:
    'Who has read the handover of the unit since then, by the accesses on record (of the seconds before, some may be missing): of each person the last time, the last one first. Null: it cannot be said now',
  oneOf: [
    list(
      '',
      members({
        by,
        role: text,
        at: dateTime,
        since: { ...dateTime, description: 'What was recorded after it was in the handover that they read' },
      }),
    ),
    { type: 'null' },
  ],
};

const schemaOf = (id: string, description: string, line: object, more: Parameters<typeof members>[0]) =>
  jsonSchema({ ...members({ ...frame, ...more, residents: list(description, line as Record<string, unknown>) }), $defs: shared }, id);

export const boardSchema = schemaOf('Board', 'In the order of rooms', boardLine, { 'since?': dateTime });
export const roundSchema = schemaOf('Round', 'In the order of rooms', roundLine, { from: dateTime, to: dateTime, takenOver });
export const handoverSchema = schemaOf('Handover', 'Important first', handoverLine, { since: dateTime, takenOver, readBy });
