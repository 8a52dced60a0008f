import { retentionEventTypes, type RetentionEventData, type RetentionEventType } from '@everchart/contracts-retention';
import { instantText, uuidText, type Media, type ProblemKind } from '@everchart/platform';
import { z } from 'zod';
import { problems } from './problems.js';

type Json = Record<string, unknown>;

const contractOf = new Map(retentionEventTypes.map((contract) => [contract.type, contract]));

/** A decision as an officer sends it: its id names it, and has one effect however often it is sent. */
export interface DecisionBody<Data> {
  id: string;
  occurredAt: string;
  data: Data;
}

export const decisionId = '01980c60-0000-7000-8000-0000000000d1';
export const decidedAt = '2026-03-01T08:30:00+01:00';

interface DataSchema {
  description: string;
  properties: Json;
  required: string[];
  additionalProperties: boolean;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The body that records an event of a type. Its data is checked against the contract, with the members that the path
 * has (`inPath`), by {@link statementOf}.
 * @param name of the schema, in the document
 */
export function decisionBody<Type extends RetentionEventType, InPath extends keyof RetentionEventData[Type] & string = never>(
  type: Type,
  name: string,
  inPath: readonly InPath[] = [],
) {
  const { schema, example } = contractOf.get(type)!;
  const left = (members: object): Json => Object.fromEntries(Object.entries(members).filter(([key]) => !inPath.includes(key as InPath)));
  const { properties, required, description, additionalProperties } = inlined(schema) as unknown as DataSchema;
  const data = z.custom<Omit<RetentionEventData[Type], InPath>>(isObject, 'must be an object').meta({
    type: 'object',
    description,
    required: required.filter((key) => !inPath.includes(key as InPath)),
    properties: left(properties),
    additionalProperties,
  });
  return {
    schema: z
      .strictObject({
        id: uuidText.describe(
          'UUIDv7 made by the client; names the decision permanently. Sent again under the same id it has no further effect',
        ),
        occurredAt: instantText.describe('When it was decided'),
        data,
      })
      .meta({ id: name }),
    example: { id: decisionId, occurredAt: decidedAt, data: left(example) },
  } satisfies Media;
}

/** What every decision may be refused for. */
export const decisionProblems: readonly ProblemKind[] = [problems['id-conflict'], problems['record-destroyed'], problems['decision-not-recorded']]; // prettier-ignore

/** Without references, which would be looked for in the OpenAPI document; one within itself is any object. */
function inlined(schema: Json, within: readonly string[] = [], definitions = schema.$defs as Readonly<Record<string, Json>>): Json {
  const { $defs: _, $id: __, $schema: ___, title: ____, examples: _____, $ref, ...rest } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.slice('#/$defs/'.length);
    return within.includes(name) ? { type: 'object' } : { ...inlined(definitions[name]!, [...within, name], definitions), ...rest };
  }
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    return isObject(value) ? inlined(value as Json, within, definitions) : value;
  };
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => {
      if (key === 'properties')
        return [
          key,
          Object.fromEntries(Object.entries(value as Json).map(([name, member]) => [name, inlined(member as Json, within, definitions)])),
        ];
      return [key, key === 'format' && value === 'calendar-date' ? 'date' : inside(value)];
    }),
  );
}
