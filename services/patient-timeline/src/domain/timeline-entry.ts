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

/** Milliseconds since the epoch. @throws RangeError when the text is no date-time */
export function instant(time: string): number {
  const milliseconds = Date.parse(time);
  if (Number.isNaN(milliseconds)) throw new RangeError('not a date-time');
  return milliseconds;
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
