import { recordContentType, topicMessages } from '@everchart/contracts';
import { clinicalEventTypes } from './event-types.js';

const topic = 'everchart.clinical.v1';
const uuid = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
const digest = '^[0-9a-f]{64}$';
const text = (description: string, more: object = {}): object => ({ type: 'string', description, ...more });
const integer = (description: string): object => ({ type: 'integer', minimum: 0, description });

/** CloudEvents 1.0 attributes and extensions, as the writer's header and the store's part of the envelope have them. */
const attributes = {
  specversion: text('CloudEvents', { const: '1.0' }),
  id: text('Id of the event, made by who recorded it: one effect per id', { pattern: uuid }),
  source: text('`urn:everchart:ingest:<store>/<epoch>`; the epoch rises when the store is restored'),
  type: text('Type of the event'),
  subject: text('The patient, by an opaque id: the stream', { pattern: uuid }),
  dataschema: text('`urn:everchart:schema:<type>:<version>`'),
  time: text('When it was committed (UTC, microseconds)', { format: 'date-time' }),
  occurredat: text('When it happened, as the carer stated it', { format: 'date-time' }),
  deviceoffsetms: text("How far the device's clock was ahead when it was sent, in milliseconds", { pattern: '^-?\\d+$' }),
  org: text('The organisation'),
  facility: text('The home or ward, by an opaque id'),
  actor: text('Who recorded it, by an opaque id'),
  actorrole: text('In which role'),
  streamversion: integer("1, 2, 3 … in the patient's record, without gaps"),
  shard: integer('(org, shard) names one sequence of positions'),
  position: integer('1, 2, 3 … in the shard, without gaps'),
  previous: integer("Position of the event before it in the patient's record; 0 for the first"),
  chain: text('Digest that chains the events of a shard', { pattern: digest }),
  contentdigest: text('SHA-256 of the sealed data', { pattern: digest }),
  keyid: text('Data key that sealed the data', { pattern: uuid }),
  retentionclass: text('Class whose keys are kept and destroyed together'),
  correlationid: text('Joins the events of one action'),
  causationid: text('The event or message that this one follows from'),
  datacontenttype: text('Of the sealed data', { const: 'application/cose; cose-type="cose-encrypt0"' }),
  data_base64: text('The sealed data: COSE_Encrypt0 (A256GCM) under the key `keyid`'),
};
const optional = new Set(['facility', 'causationid', 'deviceoffsetms']);

/** The bytes of a record (libs/envelope). */
const envelope =
  'The value of a record is: version (1 byte, = 1), position (8), previous (8), streamversion (4), time in microseconds since 1970 (8), chain (32), length of the header (2), the header (canonical JSON, RFC 8785: the attributes of `CloudEvent` that the writer knew), and the sealed data to the end; integers are big-endian. `chain` is SHA-256 over the chain of the position before, the SHA-256 of the header, position, previous, streamversion and time.';

/**
 * AsyncAPI 3.0 document of the topic that carries the clinical events, one message per type and version. Its payloads
 * are the readers' schemas, as JSON Schema draft 7, which every AsyncAPI tool reads.
 * @param version of the service that publishes them
 */
export function asyncApiDocument(version: string): Readonly<Record<string, unknown>> {
  const { references, messages, schemas } = topicMessages(clinicalEventTypes);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Everchart: clinical events',
      version,
      description:
        'What was recorded, in order per shard, at least once. Consumers check `position`: what is not above the last one is a repetition; of a position that is missing `previous` of later events tells which patients it concerns. Data of a former version is read through the upcasters of the contract package.',
    },
    defaultContentType: recordContentType,
    channels: {
      clinical: {
        address: topic,
        title: 'Clinical events',
        description: `The key of a record is \`<org>/<shard>\`: all events of a shard, and so of a patient, are in one partition, in order. ${envelope}`,
        messages: references,
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
      messages,
      schemas: {
        CloudEvent: {
          type: 'object',
          description: 'An event in structured mode, as tools and outbound topics give it',
          required: Object.keys(attributes).filter((name) => !optional.has(name)),
          properties: attributes,
        },
        ...schemas,
      },
    },
  };
}
