import { clinicalEventTypes, type ClinicalEventType } from '@everchart/contracts-clinical';

type Schema = Readonly<Record<string, unknown>>;

const reference = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** The parts that the schemas of event data share: one component each. */
const shared: Record<string, Schema> = {};

/**
 * Data of the newest version of an event type, as a reader may find it; only these members, when they are named.
 * What it shares with others becomes a component.
 */
function dataOf(type: ClinicalEventType, members?: readonly string[]): Schema {
  const { readerSchema } = clinicalEventTypes
    .filter((contract) => contract.type === type)
    .reduce((newest, contract) => (contract.version > newest.version ? contract : newest));
  const {
    $defs = {},
    properties,
    required = [],
  } = hoisted(readerSchema) as {
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

/** `#/$defs/X` → `#/components/schemas/X` */
function hoisted(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(hoisted);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([keyword, value]) => [
      keyword,
      keyword === '$ref' ? String(value).replace('#/$defs/', '#/components/schemas/') : hoisted(value),
    ]),
  );
}

const dateTime = { type: 'string', format: 'date-time' } as const;
const entryId = { type: 'string', format: 'uuid', description: 'The entry it comes from' } as const;
const origin: Schema = {
  type: 'object',
  required: ['entryId', 'occurredAt'],
  properties: { entryId, occurredAt: { ...dateTime, description: 'When it happened, as stated' } },
};

const list = (description: string, ...parts: Schema[]): Schema => ({ type: 'array', description, items: { allOf: parts } });
const orNull = (description: string, ...parts: Schema[]): Schema => ({ description, oneOf: [{ allOf: parts }, { type: 'null' }] });

const readings = clinicalEventTypes
  .filter(({ type }) => type === 'observation.recorded')
  .flatMap(({ readerSchema }) => Object.keys(readerSchema.properties as object))
  .filter((member) => /^(?:code|value.*|components|interpretation)$/.test(member));

const summary: Schema = {
  type: 'object',
  required: ['identity', 'currentStay', 'allergies', 'flags', 'preferences', 'problems', 'plan', 'medication', 'vitalSigns', 'counts'],
  properties: {
    identity: orNull('Null when the registration was struck', dataOf('patient.registered')),
    currentStay: orNull('The open stay that began last', dataOf('stay.admitted'), {
      type: 'object',
      required: ['admittedAt', 'entryId'],
      properties: { admittedAt: dateTime, entryId },
    }),
    allergies: list('Active ones that were not withdrawn; high criticality first', dataOf('allergy.recorded'), origin),
    flags: list('Every flag that was not struck; the most severe first', dataOf('flag.raised'), {
      type: 'object',
      required: ['flagId', 'raisedAt', 'changedAt', 'entryId'],
      properties: {
        flagId: { type: 'string', format: 'uuid', description: 'Names it in later events' },
        raisedAt: dateTime,
        changedAt: dateTime,
        entryId,
      },
    }),
    preferences: list('Needs and wishes, newest first', dataOf('preference.stated'), origin),
    problems: list('Problems that are present, newest first', dataOf('problem.recorded'), origin),
    plan: list('Instructions that are active or on hold, newest first', dataOf('plan.instruction-given'), origin),
    medication: list(
      'The last dose of each medication, newest first, at most 20',
      dataOf('medication.administered', ['medication', 'dose', 'route', 'scheduledAt', 'prescriptionId']),
      origin,
    ),
    vitalSigns: list('The last of each code, by code', dataOf('observation.recorded', readings), origin),
    counts: {
      type: 'object',
      required: ['byType', 'struck', 'unread'],
      properties: {
        byType: { type: 'object', additionalProperties: { type: 'integer' }, description: 'Entries in force by type' },
        struck: { type: 'integer' },
        unread: {
          type: 'integer',
          description: 'Entries of types newer than this version: the timeline has them, the summary does not cover them',
        },
      },
    },
  },
};

/** The summary and all that it refers to. */
export const summarySchemas: Readonly<Record<string, object>> = { ...shared, Summary: summary };
export const summarySchema = reference('Summary');
