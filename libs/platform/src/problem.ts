import type { Fault } from './problem.types.js';

export interface ProblemOptions {
  /** Stable, kebab-case: the last part of the type URI. */
  code: string;
  status: number;
  title: string;
  /** What the caller can do about it. Never patient data. */
  detail?: string;
  /** Every fault of a bad body, by JSON pointer. */
  faults?: readonly Fault[];
  headers?: Readonly<Record<string, string>>;
  /** More members of the problem document. */
  extensions?: Readonly<Record<string, unknown>>;
  cause?: unknown;
}

/** An answer of the RFC 9457 kind, thrown in the HTTP layer and turned into `application/problem+json` by the one filter. */
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
  const { code, ...members } = problem;
  return Object.fromEntries(
    Object.entries({ type: `urn:everchart:problem:${code}`, ...members }).filter(([, value]) => value !== undefined),
  );
}

const titles: Record<number, [string, string]> = {
  400: ['bad-request', 'The request cannot be read'],
  401: ['not-authenticated', 'A bearer token is needed'],
  403: ['forbidden', 'This is not allowed'],
  404: ['not-found', 'There is nothing here'],
  405: ['method-not-allowed', 'This method is not supported here'],
  408: ['request-timeout', 'The request took too long to arrive'],
  413: ['body-too-large', 'The body is too large'],
  414: ['uri-too-long', 'The address is too long'],
  415: ['media-type-unsupported', 'Bodies of this media type are not taken here'],
  431: ['headers-too-large', 'The header fields are too large'],
  503: ['unavailable', 'The service cannot answer right now'],
};

/** The problem of a status that the framework raised. */
export function problemOfStatus(status: number): ProblemError {
  const [code, title] =
    titles[status] ??
    (status < 500 ? ['bad-request', 'The request cannot be read'] : ['internal-error', 'Something went wrong on our side']);
  return new ProblemError({ code, status, title });
}

export const internalError = (cause: unknown): ProblemError =>
  new ProblemError({ code: 'internal-error', status: 500, title: 'Something went wrong on our side', detail: 'The fault is logged under the correlation id. What was not acknowledged may be sent again.', cause }); // prettier-ignore
