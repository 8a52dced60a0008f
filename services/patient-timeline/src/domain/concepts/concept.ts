import type { ClinicalEventData, ClinicalEventType } from '@everchart/contracts-clinical';
import type { FactDraft, TopicFacts } from '../facts.js';
import type { Shown } from '../sections.js';
import type { PatientEvent } from '../timeline-entry.js';

/** What is known of an entry in addition to its data. */
export type Origin = Pick<PatientEvent, 'eventId' | 'actor'>;

/** How one clinical concept is read out of entries and kept for the summary. Two concepts may read the same entries. */
export interface Concept {
  /** Its topics are named `<prefix>` or `<prefix>/<what>`. */
  readonly prefix: string;
  /**
   * The facts that an entry states, by the data that counts: amended or as recorded. Entries of a type without facts
   * stand in the timeline and are counted.
   */
  readonly reads: { readonly [Type in ClinicalEventType]?: (data: ClinicalEventData[Type], origin: Origin) => FactDraft[] };
  /** What a topic shows in the summary, by its own facts alone. */
  shows?(facts: TopicFacts): Shown[];
  /**
   * True when the topic no longer shows in the summary and, in a long record, there are too many of its kind to keep in
   * the record (closed stays, cleared flags). Its facts are read from the entries again if it is touched again.
   */
  settled?(facts: TopicFacts): boolean;
  /**
   * Lets go of facts that are too many. What is kept may depend on the facts alone, not on the order in which they
   * came.
   */
  trim?(facts: TopicFacts): TopicFacts;
}
