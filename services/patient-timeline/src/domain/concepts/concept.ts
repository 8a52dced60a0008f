import type { ConceptReading, TopicFacts } from '@everchart/clinical-facts';
import type { Shown } from '../sections.js';

/**
 * How one clinical concept is read out of entries and kept for the summary. Entries of a type without facts stand in
 * the timeline and are counted.
 */
export interface Concept extends ConceptReading {
  /** What a topic shows in the summary, by its own facts alone. */
  shows?(facts: TopicFacts): Shown[];
  /**
   * True when the topic no longer shows in the summary and, in a long record, there are too many of its kind to keep in
   * the record (closed stays, cleared flags). Its facts are read from the entries again if it is touched again.
   */
  settled?(facts: TopicFacts): boolean;
  /** What it lets go of among some of the facts, it lets go of among all: so the parts of a long record are small. */
  trimsParts?: true;
}
