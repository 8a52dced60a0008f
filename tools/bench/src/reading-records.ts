import { buildCareHome } from '@everchart/care-day';
import { mark, markedAsTemplate } from './copies.js';
import { eventAt, loincCode, type PostedEvent } from './events.js';
import { dayMs, dayOf, opening, type EventOfPatient } from './residents.js';

/** Residents of the ward, whose board and round are read. */
export const wardResidents = 60;
const wardDays = 8;
const yearDays = 365;

/** About ten thousand events: a ward, and beside it one person with a year of ten entries a day. */
export interface Home {
  /** Of all; the one with the year is the last. */
  patients: readonly string[];
  ward: string;
  events: readonly EventOfPatient[];
}

/** A template: copies of it are made. */
export function buildHome(): Home {
  const { residents } = buildCareHome({ seed: 'reading', residents: wardResidents + 1, units: 1 });
  const patients = residents.map(() => crypto.randomUUID());
  const ward = `Ward ${mark}`;
  const events = residents.flatMap((resident, index) => {
    const isYearLong = index === wardResidents;
    const days = isYearLong ? yearDays : wardDays;
    const since = Date.now() - days * dayMs;
    const { admission } = resident;
    const location = { ...admission.location, unit: isYearLong ? `Lodge ${mark}` : ward };
    const first = opening({ ...resident, admission: { ...admission, location } }, new Date(since));
    const entries = Array.from({ length: days }, (_, day) => dayOf(day, since, first.prescriptions)).flat();
    const record = [...first.events.map(scheduled), ...entries, ...correctionsOf(entries)];
    return record.map((event) => ({ patientId: patients[index]!, ...event }));
  });
  return markedAsTemplate({ patients, ward, events });
}

/** Doses are due by the clock. */
function scheduled(event: PostedEvent): PostedEvent {
  if (event.type !== 'medication.prescribed') return event;
  return { ...event, data: { ...event.data, schedule: { times: ['08:00', '20:00'], timeZone: 'Europe/Berlin' } } };
}

/** Of the last day: a value that was struck, and one that was corrected. */
function correctionsOf(entries: readonly PostedEvent[]): PostedEvent[] {
  const [amended, struck] = entries.filter(({ type }) => type === 'observation.recorded').slice(-2);
  const at = new Date();
  const data = {
    code: loincCode('8867-4', 'Heart rate'),
    category: 'vital-signs',
    valueQuantity: { value: 71, unit: '/min', code: '/min' },
  };
  return [
    eventAt(at, 'entry.struck', { entryId: struck!.id, reason: 'entered-in-error' }),
    eventAt(at, 'entry.amended', {
      entryId: amended!.id,
      type: 'observation.recorded',
      schemaVersion: 2,
      data,
      changeLog: { reason: 'A zero too many' },
    }),
  ];
}

const families = ['b', 'br', 'd', 'f', 'fr', 'g', 'h', 'k', 'kr', 'l', 'm', 'n', 'p', 'r', 's', 'st', 't', 'v', 'w', 'z'].flatMap((head) =>
  ['ab', 'ald', 'arn', 'eck', 'ell', 'erg', 'ind', 'ist', 'ock', 'orn', 'und', 'urt'].flatMap((middle) =>
    ['en', 'er', 'ing', 'low', 'mann', 'ova', 'sen', 'stein'].map((end) => `${head}${middle}${end}`),
  ),
);
const givenNames = ['Agnes', 'Albert', 'Anton', 'Astrid', 'Clara', 'Edith', 'Emil', 'Frieda', 'Gustav', 'Helene', 'Ingrid', 'Jakob', 'Konrad', 'Leopold', 'Margarethe', 'Nils', 'Oskar', 'Ottilie', 'Paul', 'Rosa', 'Selma', 'Theo', 'Ursula', 'Viktor', 'Wilma']; // prettier-ignore

export interface Person {
  family: string;
  given: string;
  birthDate: string;
}

/** Of a hundred thousand two have each name. */
export function person(number: number): Person {
  const name = families[number % families.length]!;
  const year = 1925 + (number % 45);
  const two = (part: number): string => String(part).padStart(2, '0');
  return {
    family: name[0]!.toUpperCase() + name.slice(1),
    given: givenNames[Math.floor(number / families.length) % givenNames.length]!,
    birthDate: `${year}-${two(1 + (Math.floor(number / 45) % 12))}-${two(1 + (Math.floor(number / 540) % 28))}`,
  };
}

export function registrationOf({ family, given, birthDate }: Person): EventOfPatient {
  const data = { identifiers: [], name: { family, given: [given] }, birthDate, gender: 'female' };
  return { patientId: crypto.randomUUID(), ...eventAt(new Date(), 'patient.registered', data) };
}
