import type { Acceptance } from './consumer.types.js';

/** What was found about the events of a batch, kept over all attempts to commit it. */
export class Findings {
  /** A batch failed for the data's sake: its events are applied in smaller parts, down to one by one. */
  careful = false;
  /** Events that take their places as unreadable, with the code. */
  readonly unreadable = new Map<string, string>();
  /** Not even that can be written: their streams stop, with the code. */
  readonly refused = new Map<string, string>();
  /** Events that an operator lets pass without any effect. */
  readonly passed = new Map<string, Acceptance>();
}

/** The handler can neither apply an event nor take note of it as unreadable. */
export class RefusedEventError extends Error {
  override readonly name = 'RefusedEventError';
  constructor(
    readonly eventId: string,
    readonly code: string,
    options: ErrorOptions,
  ) {
    super(`event ${eventId} cannot be noted as unreadable: ${code}`, options);
  }
}
