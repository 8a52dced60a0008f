import { topicMessages } from '@everchart/contracts';
import { organisationEventTypes } from './event-types.js';

interface Document extends Readonly<Record<string, unknown>> {
  channels: { clinical: { messages: Readonly<Record<string, unknown>> } };
  components: { messages: Readonly<Record<string, unknown>>; schemas: Readonly<Record<string, unknown>> };
}

/**
 * An AsyncAPI 3.0 document of the clinical topic, and the events of organisations on the same topic: their subject is
 * the organisation's own stream, and their retention class `organisation`.
 */
export function withOrganisationEvents<T extends object>(clinical: T): T {
  const document = clinical as unknown as Document;
  const { references, messages, schemas } = topicMessages(organisationEventTypes);
  const { channels, components } = document;
  return {
    ...document,
    channels: { ...channels, clinical: { ...channels.clinical, messages: { ...channels.clinical.messages, ...references } } },
    components: {
      ...components,
      messages: { ...components.messages, ...messages },
      schemas: { ...components.schemas, ...schemas },
    },
  } as unknown as T;
}
