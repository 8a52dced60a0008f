import { topicMessages } from '@everchart/contracts';
import { retentionEventTypes } from './event-types.js';

const topic = 'everchart.retention.v1';

interface Document extends Readonly<Record<string, unknown>> {
  channels: Readonly<Record<string, unknown>>;
  operations: Readonly<Record<string, unknown>>;
  components: { messages: Readonly<Record<string, unknown>>; schemas: Readonly<Record<string, unknown>> };
}

/** An AsyncAPI 3.0 document, and the topic of retention beside its others. The records have the same envelope. */
export function withRetentionTopic<T extends object>(before: T): T {
  const document = before as unknown as Document;
  const { references, messages, schemas } = topicMessages(retentionEventTypes);
  return {
    ...document,
    channels: {
      ...document.channels,
      retention: {
        address: topic,
        title: 'Retention',
        description:
          'Rules, holds, requests, due dates and destructions, in order per shard. The key of a record is `<org>/<shard>`; the value is the envelope of the clinical topic. A holder of data obeys `retention.destroyed`.',
        messages: references,
        bindings: { kafka: { topic, bindingVersion: '0.5.0' } },
      },
    },
    operations: {
      ...document.operations,
      publishRetention: {
        action: 'send',
        channel: { $ref: '#/channels/retention' },
        title: 'Events of retention',
        description: 'The relay of the retention service publishes what it recorded.',
      },
    },
    components: {
      ...document.components,
      messages: { ...document.components.messages, ...messages },
      schemas: { ...document.components.schemas, ...schemas },
    },
  } as unknown as T;
}
