import type { ClinicalEventData, ClinicalEventType } from '@everchart/contracts-clinical';
import type { PatientEvent } from './entry.js';
import type { FactDraft, TopicFacts } from './facts.js';

/** What is known of an entry in addition to its data. */
export type Recorded = Pick<PatientEvent, 'eventId' | 'actor'>;

/** How one clinical concept is read out of entries. Two concepts may read the same entries. */
export interface ConceptReading {
  /** Its topics are named `<prefix>` or `<prefix>/<what>`. */
  readonly prefix: string;
  /** The facts that an entry states, by the data that counts: amended or as recorded. */
  readonly reads: { readonly [Type in ClinicalEventType]?: (data: ClinicalEventData[Type], origin: Recorded) => FactDraft[] };
  /**
   * Lets go of facts that are too many. What is kept may depend on the facts alone, not on the order in which they
   * came.
   */
  trim?(facts: TopicFacts): TopicFacts;
}

type Reading = (data: never, origin: Recorded) => FactDraft[];

/** The concepts that one reader knows. Entries of other types state nothing to them. */
export class Readings<C extends ConceptReading = ConceptReading> {
  readonly #byType: ReadonlyMap<string, readonly Reading[]>;
  readonly #byPrefix: ReadonlyMap<string, C>;

  constructor(concepts: readonly C[]) {
    const byType = new Map<string, Reading[]>();
    for (const { reads } of concepts) {
      for (const [type, reading] of Object.entries(reads)) byType.set(type, [...(byType.get(type) ?? []), reading]);
    }
    this.#byType = byType;
    this.#byPrefix = new Map(concepts.map((concept) => [concept.prefix, concept]));
  }

  isRead(type: string): boolean {
    return this.#byType.has(type);
  }

  /** What an entry of that type, with that data, states. Why a rule was overridden is said of the entry alone. */
  factsStated(type: string, data: unknown, origin: Recorded): FactDraft[] {
    if (data === null) return [];
    const { override: _why, ...said } = data as { override?: unknown };
    return (this.#byType.get(type) ?? []).flatMap((reading) => reading(said as never, origin));
  }

  /** The concept whose topic it is. */
  conceptOf(topic: string): C {
    return this.#byPrefix.get(topic.split('/', 1)[0]!)!;
  }
}
