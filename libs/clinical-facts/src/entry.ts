/** An event of a patient's stream, opened and brought to the newest schema version. It never changes. */
export interface PatientEvent {
  eventId: string;
  streamVersion: number;
  type: string;
  /** Who recorded it. */
  actor: string;
  /** As the carer stated it, with its zone. */
  occurredAt: string;
  /** RFC 3339 UTC with six fractional digits. */
  recordedAt: string;
  /** Null when it cannot be read. */
  data: unknown;
  /** It is on record and cannot be read here. */
  unreadable?: Unreadable | undefined;
}

export interface Unreadable {
  /** Why: stable, without patient data. */
  code: string;
  /** Its place in the shard. */
  position: number;
}

/** How an entry stands by what other entries say of it. It follows from the events alone. */
export interface EntryStanding {
  /**
   * What the entry, with the data that counts, speaks of: entries of one topic, and nothing else, decide that part of
   * the summary.
   */
  topics: readonly string[];
  /** The strike in force. */
  struckBy: string | null;
  /** The amendment in force whose data counts. */
  amendedBy: string | null;
  /** When it happened, as an amendment in force corrects it. */
  correctedAt: string | null;
  /** Recorded late, by the time that counts. */
  late: boolean;
}

/** An entry as a store of entries keeps it. */
export interface Entry extends PatientEvent, EntryStanding {
  /**
   * Of a strike or an amendment: the entry that it is about in the end, directly or by way of others. Null for every
   * other entry.
   */
  root: string | null;
}

/**
 * An entry that takes effect, and of which it is not known which: it was not struck, and no amendment states other
 * data.
 */
export function leavesOpen({ unreadable, struckBy, amendedBy }: Entry): boolean {
  return unreadable !== undefined && unreadable.code !== destroyedCode && struckBy === null && amendedBy === null;
}

/** Of an entry that was destroyed, while the record is kept. It is not missing: nothing is known of it any more. */
export const destroyedCode = 'destroyed';

/** An event that cannot be applied. `code` is stable and holds no patient data. */
export class EntryError extends Error {
  override readonly name = 'EntryError';
  constructor(
    readonly code: string,
    readonly eventId: string,
  ) {
    super(code);
  }
}
