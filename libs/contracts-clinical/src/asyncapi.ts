import { clinicalEventTypes, type ClinicalEventContract } from './event-types.js';

const topic = 'everchart.clinical.v1';
const contentType = 'application/cose; cose-type="cose-encrypt0"';
const uuid = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
const digest = '^[0-9a-f]{64}$';
const integer = '^(0|[1-9]\\d*)$';
const text = (description: string, more: object = {}): object => ({ type: 'string', description, ...more });

/** CloudEvents 1.0 in binary mode (Kafka protocol binding 1.0.2, section 3.2): each attribute is a header; all values are UTF-8 text. */
const headers = {
  'content-type': text('Of the value', { const: contentType }),
  traceparent: text('W3C trace context of the request that recorded the event'),
  ce_specversion: text('CloudEvents', { const: '1.0' }),
  ce_id: text('Id of the event, made by who recorded it: one effect per id', { pattern: uuid }),
  ce_source: text('`urn:everchart:ingest:<store>/<epoch>`; the epoch rises when the store is restored'),
  ce_type: text('Type of the event'),
  ce_subject: text('The patient, by an opaque id: the stream', { pattern: uuid }),
  ce_dataschema: text('`urn:everchart:schema:<type>:<version>`'),
  ce_time: text('When it was committed (UTC, microseconds)', { format: 'date-time' }),
  ce_occurredat: text('When it happened, as the carer stated it', { format: 'date-time' }),
  ce_org: text('The organisation'),
  ce_facility: text('The home or ward, by an opaque id'),
  ce_actor: text('Who recorded it, by an opaque id'),
  ce_actorrole: text('In which role'),
  ce_streamversion: text("1, 2, 3 … in the patient's record, without gaps", { pattern: integer }),
  ce_shard: text('(ce_org, ce_shard) names one sequence of positions', { pattern: integer }),
  ce_position: text('1, 2, 3 … in the shard, without gaps', { pattern: integer }),
  ce_chain: text('Digest that chains the events of a shard', { pattern: digest }),
  ce_contentdigest: text('SHA-256 of the value', { pattern: digest }),
  ce_keyid: text('Data key that sealed the value', { pattern: uuid }),
  ce_retentionclass: text('Class whose keys are kept and destroyed together'),
  ce_correlationid: text('Joins the events of one action'),
  ce_causationid: text('The event or message that this one follows from'),
  ce_traceparent: text('As traceparent'),
};
const optional = new Set(['ce_facility', 'ce_causationid']);

/**
 * AsyncAPI 3.0 document of the topic that carries the clinical events, one message per type and version. Its payloads are the readers' schemas, as
 * JSON Schema draft 7, which every AsyncAPI tool reads.
 * @param version of the service that publishes them
 */
export function asyncApiDocument(version: string): Readonly<Record<string, unknown>> {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Everchart: clinical events',
      version,
      description:
        'What was recorded, in order per patient, at least once. Consumers check `ce_streamversion`: what is not above the last one is a repetition, a gap is a reason to stop. Data of a former version is read through the upcasters of the contract package.',
    },
    defaultContentType: contentType,
    channels: {
      clinical: {
        address: topic,
        title: 'Clinical events',
        description: 'The key of a record is the patient (ce_subject): all events of one patient are in one partition, in order.',
        messages: Object.fromEntries(
          clinicalEventTypes.map((contract) => [nameOf(contract), { $ref: `#/components/messages/${nameOf(contract)}` }]),
        ),
        bindings: { kafka: { topic, bindingVersion: '0.5.0' } },
      },
    },
    operations: {
      publish: {
        action: 'send',
        channel: { $ref: '#/channels/clinical' },
        title: 'Events that were recorded',
        description: "ingest's relay publishes every committed event.",
      },
    },
    components: {
      messages: Object.fromEntries(clinicalEventTypes.map((contract) => [nameOf(contract), messageOf(contract)])),
      schemas: {
        CloudEvent: {
          type: 'object',
          description: 'CloudEvents 1.0 attributes and extensions, in the clear',
          required: Object.keys(headers).filter((name) => !optional.has(name)),
          properties: headers,
        },
        ...Object.fromEntries(clinicalEventTypes.flatMap(({ readerSchema }) => Object.entries(draft7(readerSchema.$defs ?? {})))),
      },
    },
  };
}

function messageOf(contract: ClinicalEventContract): object {
  const { type, dataschema, description, readerSchema, example, mapping } = contract;
  const { $schema: _, $id: __, $defs: ___, examples: ____, ...payload } = readerSchema;
  return {
    name: type,
    title: nameOf(contract),
    summary: description,
    description: `The value is a COSE_Encrypt0 structure (A256GCM) under the key \`ce_keyid\`. Opened and inflated it is JSON that is valid under the payload's schema.\n\nFHIR R4: ${mapping.fhir.resource}. ${mapping.fhir.note}\n\nHL7 v2.5.1: ${mapping.hl7v2.message ?? 'no message'}. ${mapping.hl7v2.note}`,
    correlationId: { location: '$message.header#/ce_correlationid' },
    headers: {
      type: 'object',
      allOf: [
        { $ref: '#/components/schemas/CloudEvent' },
        { properties: { ce_type: { const: type }, ce_dataschema: { const: dataschema } } },
      ],
    },
    payload: draft7(payload),
    bindings: { kafka: { key: { type: 'string', pattern: uuid, description: 'ce_subject' }, bindingVersion: '0.5.0' } },
    examples: [{ name: 'data', summary: 'The data, opened', payload: example }],
  };
}

function nameOf({ type, version }: ClinicalEventContract): string {
  return `${type}.v${version}`;
}

/** What draft 2020-12 says otherwise than draft 7: the definitions, shared by all messages, and members that depend on others. */
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
