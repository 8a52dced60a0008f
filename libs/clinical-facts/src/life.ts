import { replacedIn, replacementIn } from './concepts/merge.js';
import { placesIn, stayIn, type StayPlace, type StayState } from './concepts/stay.js';
import type { PatientEvent } from './entry.js';
import type { TopicFacts } from './facts.js';
import { deathIn, readingsOfPerson, speaksOfPerson } from './person.js';
import { factsInForce } from './standings.js';

/** When something happened, as it was stated, and the entry that says it. */
export interface LifeDate {
  /** An instant, or a day, a month or a year. */
  at: string;
  entryId: string;
}

export interface LifeStay {
  stayId: string;
  state: Exclude<StayState, 'never-was'>;
  places: readonly StayPlace[];
  discharged?: LifeDate;
}

/** The dates of a person that do not depend on what care was given. */
export interface Life {
  birth?: LifeDate;
  /** A time that is not known lies before that of the entry, which stands for it. */
  death?: LifeDate;
  replacedBy?: string;
  replaces: readonly string[];
  /** In the order of their ids; a stay that never took place is none. */
  stays: readonly LifeStay[];
}

/**
 * By the complete set of entries that speak of the person, of which the data may lack all other members; others, and
 * corrections of others, may be among them. The same fold as of {@link personOf}.
 */
export function lifeOf(entries: readonly PatientEvent[]): Life {
  const facts = factsInForce(readingsOfPerson, ofPerson(entries));
  const of = (topic: string): TopicFacts => facts[topic] ?? {};
  const birth = of('identity').birthDate;
  const death = deathIn(facts);
  const replacement = replacementIn(of('merge'));
  const patientIn = (value: unknown): string => (value as { patientId: string }).patientId;
  return {
    ...(birth && { birth: { at: birth.value as string, entryId: birth.entryId } }),
    ...(death && {
      death: { at: (death.value as { deceasedAt?: string }).deceasedAt ?? death.occurredAt, entryId: death.entryId },
    }),
    ...(replacement && { replacedBy: patientIn(replacement.value) }),
    replaces: replacedIn(of('merge')).map(({ value }) => patientIn(value)),
    stays: Object.keys(facts)
      .filter((topic) => topic.startsWith('stay/'))
      .sort()
      .flatMap((topic) => stayOf(of(topic)) ?? []),
  };
}

function ofPerson(entries: readonly PatientEvent[]): PatientEvent[] {
  const known: PatientEvent[] = [];
  for (const entry of entries) if (speaksOfPerson(entry, known)) known.push(entry);
  return known;
}

function stayOf(facts: TopicFacts): LifeStay | undefined {
  const standing = stayIn(facts);
  if (!standing || standing.state === 'never-was') return undefined;
  const { places, discharge } = placesIn(facts);
  return {
    stayId: standing.stay.stayId,
    state: standing.state,
    places,
    ...(discharge && { discharged: { at: discharge.occurredAt, entryId: discharge.entryId } }),
  };
}
