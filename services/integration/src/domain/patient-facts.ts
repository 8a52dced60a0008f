import { personOf, speaksOfPerson, type PatientEvent, type Person, type StayOfPerson } from '@everchart/clinical-facts';

/** A clinical event, opened. */
export interface ClinicalEvent {
  id: string;
  org: string;
  /** The patient. */
  subject: string;
  type: string;
  /** As stated, RFC 3339 with zone. */
  occurredAt: string;
  recordedAt: string;
  /** Place in the patient's stream. */
  streamVersion: number;
  facility?: string;
  actor: string;
  /** Null when it cannot be read. */
  data: unknown;
  /** Code of why it cannot be read, and its place. */
  unreadable?: PatientEvent['unreadable'];
}

/** The event as an entry of the record. */
export function entryOf({ id, type, streamVersion, actor, occurredAt, recordedAt, data, unreadable }: ClinicalEvent): PatientEvent {
  return { eventId: id, streamVersion, type, actor, occurredAt, recordedAt, data, ...(unreadable && { unreadable }) };
}

/**
 * What the entries of one patient say of the person at a point of the stream: an event that comes again, after the
 * progress was set back, sees what was known then.
 */
export class PersonHistory {
  readonly #entries: PatientEvent[];
  #folded: { entries: number; person: Person } | undefined;

  /** @param entries those that speak of the person, in stream order */
  constructor(entries: readonly PatientEvent[]) {
    this.#entries = [...entries];
  }

  /** @returns whether the entry is new and speaks of the person */
  add(entry: PatientEvent): boolean {
    const known = this.#entries.findIndex(({ streamVersion }) => streamVersion === entry.streamVersion);
    // One that could not be read may be readable now.
    if (known >= 0 && (!this.#entries[known]!.unreadable || entry.unreadable)) return false;
    if (!speaksOfPerson(entry, this.#entries)) return false;
    this.#entries.splice(known < 0 ? this.#entries.length : known, known < 0 ? 0 : 1, entry);
    this.#entries.sort((a, b) => a.streamVersion - b.streamVersion);
    this.#folded = undefined;
    return true;
  }

  /** The person right after an event; without it, by all entries. */
  at(streamVersion = Infinity): Person {
    const entries = this.#entries.filter((entry) => entry.streamVersion <= streamVersion);
    if (this.#folded?.entries !== entries.length) this.#folded = { entries: entries.length, person: personOf(entries) };
    return this.#folded.person;
  }
}

/** The stay that an event belongs to: the one it names, else the current one. One that never was is none. */
export function stayOf({ stays, currentStayId }: Person, data: { stayId?: string }): StayOfPerson | undefined {
  const stay = stays.get(data.stayId?.toLowerCase() ?? currentStayId ?? '');
  return stay?.state === 'never-was' ? undefined : stay;
}
