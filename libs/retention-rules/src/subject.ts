import type { KindOfCare } from '@everchart/contracts-organisation';
import type { Circumstance, Trigger } from '@everchart/contracts-retention';

/** When something happened, and the events that say it. */
export interface Dated {
  /** An instant (RFC 3339), or a day, a month or a year. */
  at: string;
  eventIds: readonly string[];
}

/** What a trigger knows. Of several times the last one counts. */
export interface TriggerFact {
  times: readonly Dated[];
  /** It is still to come: a stay is open. What counts from it is not known then. */
  pending?: boolean;
}

export interface CircumstanceFact {
  circumstance: Circumstance;
  /** An instant, or a day, a month or a year. */
  from: string;
  /** The day on which it ended; absent: it goes on. */
  until?: string;
  eventIds: readonly string[];
}

/** A facility in which the record was made, as its law was then. */
export interface Place {
  facilityId?: string;
  /** ISO 3166-1 or 3166-2; absent: not known, and so no rule of it. */
  jurisdiction?: string;
  kindOfCare?: KindOfCare;
  /** The organisation has no facility, and so no law of one: rules that hold everywhere are all there are. */
  isWithoutFacility?: boolean;
  /** IANA name. */
  timeZone: string;
}

/** What retention knows of a record: dates and kinds only. */
export interface RetentionSubject {
  /** Kinds that rules name: `patient-record`, `access-log`, what was stated. */
  recordKinds: readonly string[];
  places: readonly Place[];
  triggers: Readonly<Partial<Record<Trigger, TriggerFact>>>;
  circumstances: readonly CircumstanceFact[];
}
