/** One event as the timeline keeps it. `data` is null when its key was destroyed: the entry stays, its content is gone for good. */
export interface TimelineEntry {
  eventId: string;
  streamVersion: number;
  type: string;
  /** What the entry speaks of: entries of one topic, and nothing else, decide that part of the summary. */
  topic: string;
  /** As the carer stated it, with its zone. */
  occurredAt: string;
  /** RFC 3339 UTC with six fractional digits. */
  recordedAt: string;
  late: boolean;
  data: unknown;
}

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
