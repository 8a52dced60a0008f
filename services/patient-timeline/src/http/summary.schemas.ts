import { clinicalEventTypes, type ClinicalEventType } from '@everchart/contracts-clinical';
import { jsonSchema } from '@everchart/platform';

export type Schema = Readonly<Record<string, unknown>>;

/** The parts that the schemas of event data share: one component each. */
export const shared: Record<string, Schema> = {};

/**
 * Data of the newest version of an event type, as a reader may find it; only these members, when they are named.
 * What it shares with others becomes a component.
 */
export function dataOf(type: ClinicalEventType, members?: readonly string[]): Schema {
  const { readerSchema } = clinicalEventTypes
    .filter((contract) => contract.type === type)
    .reduce((newest, contract) => (contract.version > newest.version ? contract : newest));
  const {
    $defs = {},
    properties,
    required = [],
  } = readerSchema as {
    $defs?: Record<string, Schema>;
    properties: Record<string, Schema>;
    required?: string[];
  };
  Object.assign(shared, $defs);
  const shown = (name: string): boolean => members === undefined || members.includes(name);
  return {
    type: 'object',
    required: required.filter(shown),
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => shown(name))),
  };
}

export const dateTime = { type: 'string', format: 'date-time' } as const;
export const uuid = { type: 'string', format: 'uuid' } as const;
export const text = { type: 'string' } as const;
const entryId = { ...uuid, description: 'The entry it comes from' } as const;
export const by = { type: 'string', description: 'Who recorded it' } as const;

/** An object of the summary's own. A member whose name ends in `?` may be absent. */
export function members(named: Readonly<Record<string, Schema>>): Schema {
  const entries = Object.entries(named).map(([name, schema]) => [name.replace('?', ''), schema, !name.endsWith('?')] as const);
  return {
    type: 'object',
    required: entries.filter(([, , required]) => required).map(([name]) => name),
    properties: Object.fromEntries(entries.map(([name, schema]) => [name, schema])),
  };
}

/** Names an entry by its id and when it happened. */
export const entryOrigin = members({ entryId, occurredAt: { ...dateTime, description: 'When it happened, as stated' } });

/** The entry, and both its clocks. */
export const origin = {
  allOf: [
    entryOrigin,
    members({
      recordedAt: { ...dateTime, description: 'When the entry was recorded' },
      'amended?': {
        ...members({ entryId: { ...uuid, description: 'The amendment in force' }, recordedAt: dateTime }),
        description: 'Present when the entry was amended: it shows as amended',
      },
    }),
  ],
};

const origins = (what: string, names: readonly string[]): Schema => ({
  ...list(what, members({ of: { type: 'array', items: { type: 'string', ...(names.length === 0 ? {} : { enum: names }) } } }), origin),
});

export const of = (...parts: Schema[]): Schema => ({ allOf: parts });
export const list = (description: string, ...parts: Schema[]): Schema => ({ type: 'array', description, items: of(...parts) });
const orNull = (description: string, ...parts: Schema[]): Schema => ({ description, oneOf: [of(...parts), { type: 'null' }] });

/** Members of a type's data, by name. */
const membersOf = (type: ClinicalEventType): Readonly<Record<string, Schema>> => dataOf(type).properties as Record<string, Schema>;
const without = (type: ClinicalEventType, ...left: string[]): string[] =>
  Object.keys(membersOf(type)).filter((name) => !left.includes(name));

const readings = without('observation.recorded', 'method', 'note', 'stayId');

const otherRecord = [members({ patientId: uuid, 'reason?': text }), origin];

const due = members({
  scheduledAt: dateTime,
  outcome: { enum: ['given', 'refused', 'omitted'] },
});

export const acknowledged = {
  ...of(members({ by, 'note?': text }), origin),
  description: 'Present when somebody has taken note of the present colour',
};

const medicine = membersOf('medication.administered')['medication']!;
const byName = {
  type: 'array',
  minItems: 1,
  description:
    'What they have in common: a code of one system, an ATC code (of a group where it stands for both), or the text of an ingredient',
  items: members({ 'system?': text, 'code?': text, 'atc?': text, 'text?': text }),
};
const factsOfAlert = {
  type: 'array',
  description: 'The facts that meet, as the section has them',
  items: of(
    members({
      section: { enum: ['allergies', 'prescriptions', 'medication', 'flags'] },
      'substance?': medicine,
      'criticality?': text,
      'medication?': medicine,
      'flagId?': uuid,
      'colour?': text,
      'reason?': text,
    }),
    origin,
  ),
};

/** What follows from the clock, too. */
export const clockSchema = jsonSchema(
  {
    ...members({
      at: { ...dateTime, description: 'The instant; of the record as it was, that for which it was requested' },
      alerts: list(
        'An allergy to what was given in the 24 hours before; a flag whose colour was not acknowledged in the time that the organisation chose (red 15 minutes, orange 60, amber 480)',
        members({ kind: { enum: ['allergy-given', 'flag-unacknowledged'] }, 'by?': byName, facts: factsOfAlert, 'dueAt?': dateTime }),
      ),
    }),
    $defs: shared,
  },
  'SummaryByClock',
);

const trend = list(
  'The last value beside the ones before it: of the observation, or of each of its components',
  members({
    'of?': { ...membersOf('observation.recorded')['code'], description: 'The component' },
    direction: {
      enum: ['rising', 'falling', 'steady'],
      description: 'Above all of the values before it that are listed, below all of them, or neither',
    },
    'unit?': text,
    values: list('The newest first, at most 3; all in the unit of the last (UCUM)', members({ value: { type: 'number' } }), origin),
  }),
);

/** The last observation of a code. */
export const lastOfCode = of(dataOf('observation.recorded', readings), members({ 'trend?': trend }), origin);

const summary = members({
  identity: orNull(
    'Null when the registration was struck',
    dataOf('patient.registered'),
    members({ origins: origins('The entries that the members come from', []) }),
  ),
  photo: orNull('The last photo of the person that no other document replaced', dataOf('document.attached'), origin),
  replacedBy: orNull('The record in which to go on, when this one ended in its favour', ...otherRecord),
  replaces: list('Records of the same person that ended in favour of this one, newest first', ...otherRecord),
  deceased: orNull('That the person died', dataOf('patient.deceased'), origin),
  currentStay: orNull(
    'The open stay that began last; location and attending as the last transfer says',
    dataOf('stay.admitted'),
    members({
      admittedAt: dateTime,
      'origins?': origins('Of what transfers say', ['location', 'attending']),
      'transfer?': of(dataOf('stay.transferred', ['from', 'reason']), origin),
    }),
    origin,
  ),
  alerts: list(
    'Where two facts meet: an allergy to what is prescribed, two prescriptions of one medicine. Whether it matters, a person judges',
    members({ kind: { enum: ['allergy-prescribed', 'duplicate-prescription'] }, by: byName, facts: factsOfAlert }),
  ),
  allergies: list('Active ones that were neither withdrawn nor refuted; high criticality first', dataOf('allergy.recorded'), origin),
  flags: list(
    'Every flag that was not cleared; the most severe first',
    dataOf('flag.raised'),
    members({
      flagId: { ...uuid, description: 'Names it in later events' },
      raised: { ...origin, description: 'Its raising; the flag itself names the entry that gave it its present colour' },
      'acknowledged?': acknowledged,
    }),
    origin,
  ),
  incidents: list(
    'Incidents that no review has closed, newest first; the severity as it was stated last',
    dataOf('incident.reported', without('incident.reported', 'stayId')),
    members({
      incidentId: { ...uuid, description: 'Names it in later events' },
      reportedBy: by,
      'origins?': origins('Of a severity that a review states', ['severity']),
      'review?': {
        ...of(dataOf('incident.reviewed', ['outcome', 'actions', 'closed']), members({ by }), origin),
        description: 'The last one',
      },
    }),
    origin,
  ),
  preferences: list('Needs and wishes that were not withdrawn, newest first', dataOf('preference.stated'), origin),
  problems: list('Problems that are present, newest first', dataOf('problem.recorded'), origin),
  plan: list(
    'Instructions that are active or on hold, newest first',
    dataOf('plan.instruction-given'),
    members({
      'revises?': { ...uuid, description: 'The instruction whose place it takes' },
      'revisionReason?': text,
      'lastTask?': {
        ...of(dataOf('plan.task-completed', ['code', 'outcome', 'scheduledAt']), members({ by }), origin),
        description: 'The last task that names it',
      },
    }),
    origin,
  ),
  tasks: list(
    'When each task was done last, or could not be, newest first, at most 20',
    dataOf('plan.task-completed', ['code', 'outcome', 'reason', 'scheduledAt', 'instructionId']),
    members({ by }),
    origin,
  ),
  prescriptions: list(
    'What is to be taken, newest first. Periods, announced stops and due times are as stated: they are not compared with the clock',
    dataOf('medication.prescribed', without('medication.prescribed', 'stayId')),
    members({
      prescriptionId: { ...uuid, description: 'Names it in later events' },
      prescribedBy: by,
      'origins?': origins('Of terms that changes state', [...Object.keys(dataOf('medication.prescribed').properties as object)]),
      'changed?': { ...of(members({ reason: text, by }), origin), description: 'The last change' },
      'stops?': {
        ...of(dataOf('medication.stopped', ['reason', 'reasonCode', 'stoppedAt']), members({ by }), origin),
        description: 'A stop that was announced for later than it was recorded',
      },
      'lastGiven?': of(dataOf('medication.administered', ['dose', 'scheduledAt']), members({ by }), origin),
      'lastNotGiven?': of(dataOf('medication.not-given', ['kind', 'reason', 'scheduledAt']), members({ by }), origin),
      dueTimes: list('What became of the latest due times, at most 8, the latest first', due, origin),
    }),
    origin,
  ),
  medication: list(
    'The last dose of each medicine, newest first, at most 20',
    dataOf('medication.administered', ['medication', 'dose', 'route', 'scheduledAt', 'prescriptionId']),
    origin,
  ),
  notGiven: list(
    'Medicines of which the last that was said is that a dose was not given, newest first, at most 20',
    dataOf('medication.not-given', ['medication', 'kind', 'reason', 'scheduledAt', 'prescriptionId', 'note']),
    origin,
  ),
  vitalSigns: list('The last of each code, by code', lastOfCode),
  observations: list(
    'Of the other observations at the bedside (fluids, nutrition, sleep, mood, pain, skin, behaviour, weight) the last of each code, by code',
    lastOfCode,
  ),
  consents: list('Those that were not withdrawn, newest first', dataOf('consent.granted'), origin),
  documents: list(
    'Of the last 50 attached those that no other one replaced, newest first, at most 20',
    dataOf('document.attached'),
    origin,
  ),
  more: {
    type: 'object',
    additionalProperties: { type: 'integer', minimum: 1 },
    description:
      'By section, how many elements it has that are not shown, of those of which there are any: a list shows 200 (20 where it says so), of an extraordinarily large record fewer. Say so to who reads: the timeline has them all. Of allergies and flags the most severe are shown, and `complete` is false',
  },
  counts: members({
    byType: { type: 'object', additionalProperties: { type: 'integer' }, description: 'Entries in force by type' },
    struck: { type: 'integer' },
    unread: {
      type: 'integer',
      description: 'Entries of types newer than this version: the timeline has them, the summary does not cover them',
    },
    unreadable: {
      type: 'integer',
      description: 'Entries that cannot be read and were neither struck nor amended: what is shown is incomplete',
    },
  }),
});

/** The summary and all that it refers to. */
export const summarySchema = jsonSchema({ ...summary, $defs: shared }, 'Summary');
