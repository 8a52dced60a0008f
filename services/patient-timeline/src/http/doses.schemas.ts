import { jsonSchema } from '@everchart/platform';
import { by, dataOf, dateTime, list, members, of, entryOrigin, shared, text, uuid } from './summary.schemas.js';

const prescribed = dataOf('medication.prescribed', ['medication', 'dose', 'doseText', 'route', 'schedule']);
const { dose: quantity } = prescribed.properties as Record<string, object>;
const amount = dataOf('medication.prescribed', ['dose', 'doseText']);

const dose = of(
  dataOf('medication.administered', ['dose', 'route', 'site', 'status', 'scheduledAt', 'note']),
  members({
    outcome: { enum: ['given', 'refused', 'omitted'] },
    by,
    'reason?': { ...(dataOf('medication.not-given', ['reason']).properties as Record<string, object>)['reason'] },
    'countersigned?': list(
      'Other persons than the one who recorded it, who signed for it',
      members({ by, what: { enum: ['prepared', 'given', 'disposed'] }, at: dateTime, entryId: uuid }),
    ),
    'effect?': {
      ...members({ outcome: { enum: ['helped', 'helped-in-part', 'not-helped', 'harmed'] }, by, at: dateTime, entryId: uuid }),
      description: 'Whether it helped, as it was observed last',
    },
    'minutesLate?': { type: 'integer', description: 'Of a due time: minutes after it; negative: before it' },
  }),
  entryOrigin,
);

const dueTime = of(
  members({
    dueAt: { ...dateTime, description: 'In the zone of the schedule: state it as scheduledAt of the dose' },
    'until?': { ...dateTime, description: 'No time of day is prescribed: it may be given at any time until then' },
    status: {
      enum: ['planned', 'due', 'overdue', 'given', 'not-given', 'skipped'],
      description:
        'planned: its time has not come; due: within the tolerance of its time; overdue: later, and nothing is on record; not-given: it is on record that it was not; skipped: nothing is on record, and it is not to be given: see because',
    },
    'because?': {
      enum: ['away', 'in-hospital', 'deceased', 'on-hold', 'next-due', 'ended'],
      description:
        'Why it is skipped: the patient was not there; the prescription was on hold, or ended before; the next dose has come due',
    },
    doses: list('What is on record of it, oldest first', dose),
  }),
  amount,
);

const limit = members({
  of: { enum: ['count', 'dose'] },
  'count?': { type: 'integer', description: 'At most so often' },
  'dose?': { ...quantity, description: 'At most so much' },
  hours: { type: 'number', description: 'in any so many hours' },
});

const asNeeded = members({
  'for?': { $ref: '#/$defs/CodeableConcept' },
  mayBeGiven: { type: 'boolean', description: 'Now: it is in force, the patient is there, and no limit stands against it' },
  'notBefore?': {
    ...dateTime,
    description: 'The first instant, now or later, at which no limit stands against another dose. Absent: no limit ever lets it be given',
  },
  'lastGiven?': dose,
  limits: list('What may be given at most', limit, members({ given: { type: 'number', description: 'In the hours before now' } })),
  unclear: list('Limits that cannot be compared with what was given (words, tablets and milligrams): a person has to', limit),
});

const zone = {
  timeZone: { ...text, description: 'The zone in which its times are read now' },
  timeZoneFrom: {
    enum: ['prescription', 'facility', 'default'],
    description:
      'Its schedule names it; the directory states it of the facility in which the patient stays; or none of both, then it is UTC',
  },
};

const prescription = of(
  prescribed,
  members({
    prescriptionId: { ...uuid, description: 'Names it in later events' },
    plan: {
      enum: ['times', 'interval', 'part', 'as-needed', 'in-words'],
      description: 'How its schedule is read. in-words: what is due of it only a person can say',
    },
    ...zone,
    state: { enum: ['active', 'not-begun', 'ended', 'stopped', 'on-hold'] },
    'endsAt?': { ...dateTime, description: 'When it ends, or ended' },
    dueTimes: list('In order', dueTime),
    'more?': { const: true, description: 'It has more due times than are listed' },
    'asNeeded?': { ...asNeeded, description: 'What may be given next of a medicine that is given as needed, or has a maximum' },
    otherDoses: list('Doses of it that belong to no due time', dose),
  }),
);

const count = { type: 'integer' } as const;
const counts = {
  ...members({ planned: count, due: count, overdue: count, given: count, 'not-given': count, skipped: count }),
  description: 'Due times by status',
};

/** Of a round. */
export const dosesSchemaParts = {
  counts,
  medication: of(
    prescribed,
    members({ prescriptionId: uuid, plan: text, ...zone, dueTimes: list('In order', dueTime), 'asNeeded?': asNeeded }),
  ),
};

/** The doses of a patient and all that they refer to. */
export const dosesSchema = jsonSchema(
  {
    ...members({
      at: { ...dateTime, description: 'The instant for which it was worked out' },
      from: dateTime,
      to: dateTime,
      toleranceMinutes: { type: 'integer', description: 'A dose is due so long before and after its time' },
      'holdsUntil?': {
        ...dateTime,
        description: 'Until then every status, and what may be given, stays as it is while nothing is recorded: read again then',
      },
      prescriptions: list('In force in the window, or now; the newest first, by the terms that hold now', prescription),
      otherDoses: list('Doses in the window that belong to no prescription', dose),
      counts,
    }),
    $defs: shared,
  },
  'Doses',
);
