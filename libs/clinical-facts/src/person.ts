import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { death, deathRecorded, deathReplaced } from './concepts/death.js';
import { deathInDetails, fieldsOf, identity } from './concepts/identity.js';
import { merge, replacedIn, replacementIn } from './concepts/merge.js';
import { currentFirst, stay, stayIn, type Stay, type StayState } from './concepts/stay.js';
import { isCorrection, rootOf, targetOf } from './corrections.js';
import { EntryError, type PatientEvent } from './entry.js';
import type { Fact, TopicFacts } from './facts.js';
import { Readings } from './reading.js';
import { factsInForce } from './standings.js';

export type Identity = ClinicalEventData['patient.registered'];

/** Who a patient is, whether they live, in which record to go on, and where they are. */
export interface Person {
  /** Empty when the registration was struck. */
  identity: Partial<Identity>;
  death?: ClinicalEventData['patient.deceased'];
  /** The record in which to go on. */
  replacedBy?: string;
  /** The records that this one replaces. */
  replaces: readonly string[];
  /** By id, in lower case: open ones and closed ones. */
  stays: ReadonlyMap<string, StayOfPerson>;
  /** The open stay that began last. */
  currentStayId?: string;
}

export interface StayOfPerson extends Stay {
  state: StayState;
  dischargedAt?: string;
}

/** Of whom nothing is known. */
export const nobody: Person = { identity: {}, replaces: [], stays: new Map() };

/** What speaks of the person. */
export const readingsOfPerson = new Readings([identity, death, merge, stay]);

/** The person by the complete set of entries that speak of them; others may be among them. */
export function personOf(entries: readonly PatientEvent[]): Person {
  const facts = factsInForce(readingsOfPerson, entries);
  const of = (topic: string): TopicFacts => facts[topic] ?? {};
  const died = deathIn(facts);
  const stays = Object.entries(facts).flatMap(([topic, stayFacts]) => (topic.startsWith('stay/') ? (stayIn(stayFacts) ?? []) : []));
  const current = stays.filter(({ state }) => state === 'open').sort(currentFirst)[0];
  const replacedBy = replacementIn(of('merge'));
  return {
    identity: fieldsOf(of('identity')),
    ...(died && { death: died.value as NonNullable<Person['death']> }),
    ...(replacedBy && { replacedBy: patientIdIn(replacedBy.value) }),
    replaces: replacedIn(of('merge')).map(({ value }) => patientIdIn(value)),
    stays: new Map(
      stays.map(({ stay: { ...each }, state, dischargedAt }) => [
        each.stayId,
        { ...each, state, ...(dischargedAt === undefined ? {} : { dischargedAt }) },
      ]),
    ),
    ...(current && { currentStayId: current.stay.stayId }),
  };
}

/** The death that holds, of those that are stated in different ways. */
export function deathIn(facts: Readonly<Record<string, TopicFacts>>): Fact | undefined {
  const { identity: details = {}, death: recorded = {} } = facts;
  const deaths = [deathInDetails(details), deathRecorded(recorded), deathReplaced(recorded)].filter((each) => each !== undefined);
  return deaths.length === 0 ? undefined : deaths.reduce((holding, each) => (each.weight > holding.weight ? each : holding)).fact;
}

function patientIdIn(value: unknown): string {
  return (value as { patientId: string }).patientId;
}

/**
 * Whether an entry, after those before it, can change what {@link personOf} says: it speaks of the person, or corrects
 * an entry that does. A correction that no writer may write changes nothing. An entry that cannot be read may be
 * amended, and may be readable later.
 * @param known the entries before it that speak of the person
 */
export function speaksOfPerson(event: PatientEvent, known: readonly PatientEvent[]): boolean {
  if (event.unreadable) return mayConcernPerson(event.type);
  if (!isCorrection(event)) return event.data !== null && readingsOfPerson.isRead(event.type);
  const target = known.find(({ eventId }) => eventId === targetOf(event));
  if (!target) return false;
  try {
    rootOf(event, { ...target, root: isCorrection(target) ? target.eventId : null });
    return true;
  } catch (error) {
    if (error instanceof EntryError) return false;
    throw error;
  }
}

/** Whether an event of that type may change what is known of the person. */
export function mayConcernPerson(type: string): boolean {
  return readingsOfPerson.isRead(type) || type.startsWith('entry.');
}
