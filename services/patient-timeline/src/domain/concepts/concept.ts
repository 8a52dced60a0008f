import type { FactDraft, TopicFacts } from '../facts.js';

/** How one clinical concept is read out of its events and shown in the summary. */
export interface Concept {
  /** Event types it reads. */
  readonly types: readonly string[];
  /** `<concept>/<what>`: see {@link import('../timeline-entry.js').TimelineEntry.topic}. */
  topic(type: string, eventId: string, data: never): string;
  facts(type: string, data: never): FactDraft[];
  /**
   * True when the topic no longer shows in the summary and, in a long record, there are too many of its kind to keep at hand
   * (closed stays). Its facts are read from the entries again if it is touched once more.
   */
  settled?(facts: TopicFacts): boolean;
}
