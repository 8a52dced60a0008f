import { topicMessages } from '@everchart/contracts';
import { accessEventTypes, type AccessEventContract } from './event-types.js';

const topic = 'everchart.access.v1';

/** A part of an AsyncAPI 3.0 document. */
interface Document extends Readonly<Record<string, unknown>> {
  channels: Readonly<Record<string, unknown>>;
  operations: Readonly<Record<string, unknown>>;
  components: { messages: Readonly<Record<string, unknown>>; schemas: Readonly<Record<string, unknown>> };
}

/**
 * An AsyncAPI 3.0 document of clinical events, and the topic of accesses beside them: the records have the same
 * envelope, that is `CloudEvent` of the document.
 */
export function withAccessTopic<T extends object>(clinical: T): T {
  const document = clinical as unknown as Document;
  const { messages, schemas } = document.components;
  const [lists, others] = [accessEventTypes.filter(isList), topicMessages(accessEventTypes.filter((contract) => !isList(contract)))];
  return {
    ...document,
    channels: {
      ...document.channels,
      access: {
        address: topic,
        title: 'Accesses',
        description:
          'Who looked at what, what was sent to whom, and which copies of a destroyed record were deleted, of all services, in order per shard of each store. The key of a record is `<org>/<shard>`. The value is the envelope of the clinical topic; the attributes of accesses are those of `AccessCloudEvent`.',
        messages: {
          ...Object.fromEntries(lists.map((contract) => [nameOf(contract), { $ref: `#/components/messages/${nameOf(contract)}` }])),
          ...others.references,
        },
        bindings: { kafka: { topic, bindingVersion: '0.5.0' } },
      },
    },
    operations: {
      ...document.operations,
      publishAccesses: {
        action: 'send',
        channel: { $ref: '#/channels/access' },
        title: 'Accesses that were put on record, and copies that were deleted',
        description: 'The relay of each service publishes what this service recorded.',
      },
    },
    components: {
      messages: {
        ...messages,
        ...Object.fromEntries(lists.map((contract) => [nameOf(contract), listMessageOf(contract)])),
        ...others.messages,
      },
      schemas: { ...schemas, ...others.schemas, AccessCloudEvent: accessCloudEvent },
    },
  } as unknown as T;
}

const text = (description: string): object => ({ type: 'string', description });

/** What is said otherwise of an event of accesses. */
const accessCloudEvent = {
  description: 'An event of accesses in structured mode',
  allOf: [
    { $ref: '#/components/schemas/CloudEvent' },
    {
      type: 'object',
      properties: {
        subject: text('The stream of the organisation, by an opaque id: whose records were looked at is sealed'),
        source: text('`urn:everchart:<service>:<store>/<epoch>`'),
        actor: text('The service that recorded the accesses; who looked is sealed'),
        retentionclass: text('`access-<year>`, of the access (UTC)'),
        keyid: text("The organisation's data key of that year; each leaf names its own"),
        contentdigest: text('RFC 6962 root over the leaves: one leaf and its audit path prove one access'),
        data_base64: text(
          'A CBOR array of byte strings, one leaf for each access: the id of its data key (16 bytes), and the sealed access (COSE_Encrypt0, A256GCM), bound to `<event id>/<index>`',
        ),
      },
    },
  ],
};

/** Of which an event holds several, each sealed for itself. */
function isList({ type }: AccessEventContract): boolean {
  return type === 'access.recorded';
}

function listMessageOf(contract: AccessEventContract): object {
  const { type, dataschema, description, schema, example } = contract;
  const { $schema: _, $id: __, examples: ___, ...items } = schema;
  return {
    name: type,
    title: nameOf(contract),
    summary: description,
    description: `dataschema: \`${dataschema}\`. The leaves of the record, opened with their keys, are JSON texts that are valid under the items of the payload's schema.`,
    payload: { type: 'array', minItems: 1, maxItems: 500, items },
    bindings: { kafka: { key: { type: 'string', description: '<org>/<shard>' }, bindingVersion: '0.5.0' } },
    examples: [{ name: 'accesses', summary: 'The leaves, opened', payload: [example] }],
  };
}

function nameOf({ type, version }: AccessEventContract): string {
  return `${type}.v${version}`;
}
