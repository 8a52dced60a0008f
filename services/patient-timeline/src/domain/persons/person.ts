import { personOf, type PatientEvent, type Person } from '@everchart/clinical-facts';
import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { standingsAfter } from '../patient-record.js';

type Identity = ClinicalEventData['patient.registered'];
export type PersonName = NonNullable<Identity['name']>;
export type StatedPlace = NonNullable<ClinicalEventData['stay.admitted']['location']>;

/** A person as a search finds and shows them: what the entries in force say. */
export interface FoundPerson {
  /** Absent when the registration was struck. */
  name?: PersonName;
  /** That were stated before, the newest first. */
  formerNames: readonly PersonName[];
  birthDate?: string;
  gender?: Identity['gender'];
  identifiers: readonly { system: string; value: string }[];
  deceased?: string | true;
  /** The record in which to go on. */
  replacedBy?: string;
  replaces: readonly string[];
  /** Open ones; the one that began last is the first. */
  stays: readonly { stayId: string; class: string; location: StatedPlace; admittedAt: string }[];
}

/** Of one person: a name changes a few times in a life. */
const formerNamesMax = 20;

/** @param entries all those that speak of the person, in stream order */
export function foundPerson(entries: readonly PatientEvent[]): FoundPerson {
  const person = personOf(entries);
  const { name, birthDate, gender, identifiers = [] } = person.identity;
  const deceasedAt = person.death?.deceasedAt;
  return {
    ...(name && { name }),
    formerNames: formerNames(entries, name),
    ...(birthDate !== undefined && { birthDate }),
    ...(gender !== undefined && { gender }),
    identifiers: identifiers.map(({ system, value }) => ({ system, value })),
    ...(person.death && { deceased: deceasedAt ?? true }),
    ...(person.replacedBy !== undefined && { replacedBy: person.replacedBy }),
    replaces: person.replaces,
    stays: openStays(person),
  };
}

/** What was struck, or amended to another name, was never the name of the person. */
function formerNames(entries: readonly PatientEvent[], current: PersonName | undefined): PersonName[] {
  const names = new Map<string, PersonName>();
  for (const { entry, facts } of standingsAfter([], entries).added) {
    if (entry.struckBy !== null) continue;
    for (const { topic, slot, fact } of facts)
      if (topic === 'identity' && slot === 'name') {
        const text = JSON.stringify(fact.value);
        names.delete(text);
        names.set(text, fact.value as PersonName);
      }
  }
  if (current) names.delete(JSON.stringify(current));
  return [...names.values()].reverse().slice(0, formerNamesMax);
}

function openStays({ stays, currentStayId }: Person): FoundPerson['stays'] {
  const open = [...stays.values()].filter(({ state }) => state === 'open');
  open.sort((a, b) => Number(b.stayId === currentStayId) - Number(a.stayId === currentStayId) || (a.stayId < b.stayId ? -1 : 1));
  return open.map(({ stayId, class: kind, location = {}, admittedAt }) => ({ stayId, class: kind, location, admittedAt }));
}
