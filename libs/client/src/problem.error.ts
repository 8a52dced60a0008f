import type { components } from './generated/ingest.js';

/** RFC 9457 problem details as Everchart's services answer them. */
export type ProblemDocument = components['schemas']['Problem'] & { readonly [extension: string]: unknown };

/** One fault of what was sent: where (RFC 6901) and what is wrong there, never the value. */
export type Fault = NonNullable<ProblemDocument['faults']>[number];

/** A service refused the request, or cannot serve it now. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  /**
   * Stable and kebab-case, such as `version-conflict`: decide by this. `http-<status>` when what answered was not one
   * of Everchart's services.
   */
  readonly code: string;
  readonly faults: readonly Fault[];

  constructor(
    /** The document as it came. */
    readonly problem: ProblemDocument,
    /** What `Retry-After` says: milliseconds to wait before the request is repeated. */
    readonly retryAfterMs?: number,
  ) {
    super(problem.title);
    this.status = problem.status;
    this.code = /^urn:everchart:problem:(.+)$/.exec(problem.type)?.[1] ?? `http-${problem.status}`;
    this.faults = problem.faults ?? [];
  }

  /** Whether the same request may succeed later: the service, or a proxy before it, is busy, away, or slow. */
  get temporary(): boolean {
    return temporaryStatuses.has(this.status);
  }
}

const temporaryStatuses: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

/**
 * No answer came in time. Whether an event was recorded is not known: the same event may be recorded again, since its
 * id makes it count once.
 */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  readonly code = 'no-answer';
}
