/** One fact that a request can be refused for: one code, one status, over all services. */
export interface ProblemKind {
  /** Stable, kebab-case: the last part of the type URI. */
  code: string;
  status: number;
  title: string;
  /** What the caller can do about it. Never patient data. */
  detail?: string;
}

/**
 * A service's table of problems. The entries are given to `ProblemError` and named by the descriptions of the
 * operations, so that a code has its status, its title and its place in the OpenAPI document from here.
 */
export function problemTable<Code extends string>(
  table: Readonly<Record<Code, Omit<ProblemKind, 'code'>>>,
): Readonly<Record<Code, ProblemKind>> {
  return Object.fromEntries(
    Object.entries<Omit<ProblemKind, 'code'>>(table).map(([code, kind]) => [code, Object.freeze({ code, ...kind })]),
  ) as Record<Code, ProblemKind>;
}

/** Problems of requests that are the same in every service. */
export const sharedProblems = problemTable({
  'bad-request': { status: 400, title: 'The request cannot be read' },
  'json-malformed': { status: 400, title: 'The body is not JSON', detail: 'Send JSON in UTF-8.' },
  'json-ambiguous': {
    status: 400,
    title: 'The body is JSON that two readers may read differently',
    detail: 'Send I-JSON (RFC 7493): each member once, numbers that a double holds, whole characters, at most 64 levels.',
  },
  'parameter-invalid': {
    status: 400,
    title: 'The path, the query or a header field has faults',
    detail: 'The faults are named by JSON pointers that begin with /path, /query or /headers.',
  },
  'request-aborted': { status: 400, title: 'The request broke off' },
  'not-authenticated': { status: 401, title: 'A bearer token is needed', detail: 'Send the header "Authorization: Bearer <token>".' },
  forbidden: { status: 403, title: 'This is not allowed' },
  // The same answer whether the organisation exists or not.
  'organisation-forbidden': { status: 403, title: 'The token is for another organisation' },
  'role-missing': { status: 403, title: 'A role is missing' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'patient-unknown': { status: 404, title: 'There is no such patient in this organisation' },
  'method-not-allowed': {
    status: 405,
    title: 'This method is not supported here',
    detail: 'The header field Allow names those that are.',
  },
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  'body-too-large': { status: 413, title: 'The body is too large', detail: 'Send less at once.' },
  'content-encoding-unsupported': { status: 415, title: 'The body must not be compressed' },
  'media-type-unsupported': { status: 415, title: 'Bodies of this media type are not taken here' },
  'expectation-failed': { status: 417, title: 'What the header field Expect asks for is not done here' },
  'wrong-release': {
    status: 421,
    title: 'Another release serves this caller',
    detail: 'Nothing was done. The header field Everchart-Release names the release that is assigned: send the same request there.',
  },
  'body-invalid': { status: 422, title: 'The body has faults' },
  'headers-too-large': { status: 431, title: 'The header fields are too large' },
  'internal-error': {
    status: 500,
    title: 'Something went wrong on our side',
    detail: 'The fault is logged under the correlation id. What was not acknowledged may be sent again.',
  },
  'token-key-unknown': {
    status: 503,
    title: "The token's key is not among those that the identity provider published a moment ago",
    detail: 'Send the request again: the keys are fetched again then.',
  },
  'identity-provider-unreachable': { status: 503, title: "The identity provider's keys cannot be fetched" },
  'access-not-recorded': {
    status: 503,
    title: 'The access cannot be put on record',
    detail: 'Nothing is shown without its access being on record. Try again.',
  },
  overloaded: {
    status: 503,
    title: 'There is too much to do: this read has to wait for more important ones',
    detail: 'Ask again after Retry-After. Summaries of the record as it is go on.',
  },
  'not-ready': { status: 503, title: 'A dependency cannot be used' },
  unavailable: { status: 503, title: 'The service cannot answer right now' },
});
