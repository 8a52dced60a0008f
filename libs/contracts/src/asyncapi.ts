import type { EventContract } from './event-contract.js';

/** Of the value of a record: the envelope of `libs/envelope`. */
export const recordContentType = 'application/vnd.everchart.event';

const headers = {
  'content-type': { type: 'string', description: 'Of the value', const: recordContentType },
  traceparent: { type: 'string', description: 'W3C trace context of the request that recorded the event' },
};

/** A part of an AsyncAPI 3.0 document. */
export interface TopicMessages {
  /** Of the channel: references by name. */
  references: Readonly<Record<string, { $ref: string }>>;
  messages: Readonly<Record<string, object>>;
  /** Definitions that the messages share. */
  schemas: Readonly<Record<string, unknown>>;
}

/** One message per type and version; its payload is the reader's schema, as JSON Schema draft 7. */
export function topicMessages(contracts: readonly EventContract[]): TopicMessages {
  return {
    references: Object.fromEntries(contracts.map((contract) => [nameOf(contract), { $ref: `#/components/messages/${nameOf(contract)}` }])),
    messages: Object.fromEntries(contracts.map((contract) => [nameOf(contract), messageOf(contract)])),
    schemas: Object.fromEntries(contracts.flatMap(({ readerSchema }) => Object.entries(draft7(readerSchema.$defs ?? {})))),
  };
}

function messageOf(contract: EventContract): object {
  const { type, dataschema, description, readerSchema, example, mapping } = contract;
  const { $schema: _, $id: __, $defs: ___, examples: ____, ...payload } = readerSchema;
  return {
    name: type,
    title: nameOf(contract),
    summary: description,
    description: `dataschema: \`${dataschema}\`. The sealed data of the record, opened and inflated, is JSON that is valid under the payload's schema.\n\nFHIR R4: ${mapping.fhir.resource}. ${mapping.fhir.note}\n\nHL7 v2.5.1: ${mapping.hl7v2.message ?? 'no message'}. ${mapping.hl7v2.note}`,
    headers: { type: 'object', required: ['content-type'], properties: headers },
    payload: draft7(payload),
    bindings: { kafka: { key: { type: 'string', description: '<org>/<shard>' }, bindingVersion: '0.5.0' } },
    examples: [{ name: 'data', summary: 'The data, opened', payload: example }],
  };
}

function nameOf({ type, version }: EventContract): string {
  return `${type}.v${version}`;
}

/**
 * What draft 2020-12 says otherwise than draft 7: the definitions, shared by all messages, and members that depend on
 * others.
 */
function draft7(schema: object): object;
function draft7(node: unknown): unknown;
function draft7(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(draft7);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([keyword, value]) => {
      if (keyword === '$ref') return [keyword, String(value).replace('#/$defs/', '#/components/schemas/')];
      return [keyword === 'dependentRequired' ? 'dependencies' : keyword, draft7(value)];
    }),
  );
}
