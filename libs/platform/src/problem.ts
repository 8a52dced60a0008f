import { boundedFaults } from '@everchart/primitives';
import { sharedProblems, type ProblemKind } from '@everchart/problems';
import type { Fault } from './problem.types.js';

/** A kind of problem from its table, with what this request adds to it. */
export interface ProblemOptions extends ProblemKind {
  /** Every fault of a bad body, by JSON pointer. */
  faults?: readonly Fault[];
  headers?: Readonly<Record<string, string>>;
  /** More members of the problem document. */
  extensions?: Readonly<Record<string, unknown>>;
  cause?: unknown;
}

/**
 * An answer of the RFC 9457 kind, thrown in the HTTP layer and turned into `application/problem+json` by the one
 * filter.
 */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(private readonly options: ProblemOptions) {
    super(options.title, { cause: options.cause });
    this.code = options.code;
    this.status = options.status;
    this.headers = options.headers ?? {};
  }

  /** The document, without the members that only the request knows. */
  document(): Record<string, unknown> {
    const { code, status, title, detail, faults, extensions } = this.options;
    return problemDocument({ code, status, title, detail, faults, ...extensions });
  }
}

/** A problem document (RFC 9457), also for items of a batch that is answered as a whole. */
export function problemDocument(problem: {
  code: string;
  status: number;
  title: string;
  detail?: string | undefined;
  faults?: readonly Fault[] | undefined;
  [extension: string]: unknown;
}): Record<string, unknown> {
  const { code, faults, ...others } = problem;
  const members = faults === undefined ? others : { ...others, faults: boundedFaults(faults) };
  return Object.fromEntries(
    Object.entries({ type: `urn:everchart:problem:${code}`, ...members }).filter(([, value]) => value !== undefined),
  );
}

const byStatus = new Map(
  (['bad-request', 'not-authenticated', 'forbidden', 'not-found', 'method-not-allowed', 'request-timeout', 'body-too-large', 'expectation-failed', 'media-type-unsupported', 'headers-too-large', 'unavailable'] as const)
    .map((code) => [sharedProblems[code].status, sharedProblems[code]]),
); // prettier-ignore

/** The problem of a status that the framework raised. */
export function problemOfStatus(status: number): ProblemError {
  return new ProblemError(byStatus.get(status) ?? sharedProblems[status < 500 ? 'bad-request' : 'internal-error']);
}

export const internalError = (cause: unknown): ProblemError => new ProblemError({ ...sharedProblems['internal-error'], cause });
