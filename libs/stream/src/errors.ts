/**
 * Another member has taken this partition over. The transaction rolls back; the member leaves the group and joins
 * again.
 */
export class FencedError extends Error {
  override readonly name = 'FencedError';
  readonly code = 'partition-fenced';
  constructor(
    readonly topic: string,
    readonly partition: number,
  ) {
    super(`the checkpoint of ${topic}/${partition} was moved by another member`);
  }
}

/**
 * Thrown by a handler: this event cannot be applied as it is. It takes its place as unreadable, and all others go on.
 * `code` is stable, for readers, metrics and the operator; it holds no patient data.
 */
export class PoisonEventError extends Error {
  override readonly name = 'PoisonEventError';
  constructor(
    readonly eventId: string,
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(`event ${eventId} cannot be applied: ${code}`, options);
  }
}

/**
 * Thrown by a handler: try the same events again after a pause (a dependency is away). After a bounded time the
 * consumer crashes.
 */
export class TransientError extends Error {
  override readonly name = 'TransientError';
  constructor(
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(`temporary fault: ${code}`, options);
  }
}

/** The stream refuses or cannot take a record. `code` is stable. */
export class StreamError extends Error {
  override readonly name = 'StreamError';
  constructor(
    readonly code: 'unreachable' | 'refused' | 'topic-unknown' | 'record-too-large' | 'no-key' | 'send-failed' | 'closed',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
