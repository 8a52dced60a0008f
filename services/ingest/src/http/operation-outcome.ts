import type { ProblemFormat, ProblemOptions } from '@everchart/platform';
import { ProblemError } from '@everchart/platform';
import { boundedFaults } from '@everchart/primitives';
import type { RefusedResult } from '../application/record-resources.handler.js';
import { fhirProblems } from './problems.js';
import { problemOf } from './result.problem.js';

export const fhirType = 'application/fhir+json';
export const fhirContentType = `${fhirType}; charset=utf-8`;

/** R4, OperationOutcome.issue. */
export interface OutcomeIssue {
  severity: 'error' | 'information';
  code: string;
  details: { coding?: { system: string; code: string }[]; text: string };
  /** What the caller can do about it. Never what stands in a resource. */
  diagnostics?: string;
  /** FHIRPath. */
  expression?: string[];
}

export interface OperationOutcome {
  resourceType: 'OperationOutcome';
  issue: readonly OutcomeIssue[];
}

/** Why something was not recorded. */
export interface FhirRefusal {
  /** Of the problem. */
  code: string;
  status: number;
  issues: OutcomeIssue[];
}

const problems = 'urn:everchart:problem';

/** R4, code system issue-type, by status. */
const issueTypes: Readonly<Record<number, string>> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  408: 'timeout',
  409: 'business-rule',
  410: 'deleted',
  412: 'conflict',
  413: 'too-long',
  415: 'not-supported',
  429: 'throttled',
  503: 'transient',
};
/** Where the code says more than its status. */
const issueTypesByCode: Readonly<Record<string, string>> = {
  'id-conflict': 'duplicate',
  'identifier-used': 'duplicate',
  'resource-changed': 'duplicate',
  'json-malformed': 'structure',
  'json-ambiguous': 'structure',
  'bundle-invalid': 'structure',
  'bundle-too-large': 'too-long',
  'entry-invalid': 'structure',
  'subject-unknown': 'not-found',
  'resource-unmappable': 'processing',
  'type-not-supported': 'not-supported',
  'entry-type-not-supported': 'not-supported',
  'criteria-not-supported': 'not-supported',
  'method-not-supported': 'not-supported',
  'wrong-release': 'transient',
};

export const operationOutcome = (issue: readonly OutcomeIssue[]): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: issue.length > issuesMax ? [...issue.slice(0, issuesMax - 1), moreIssues(issue.length - issuesMax + 1)] : issue,
});

/** Issues of one outcome. A transaction names those of all its entries. */
const issuesMax = 1000;
const moreIssues = (count: number): OutcomeIssue => ({
  severity: 'information',
  code: 'informational',
  details: { text: `There are ${count} more issues, which are not named` },
});

/** @param expression FHIRPath of the place that is to blame */
export function refusalOf(problem: ProblemOptions, expression?: string): FhirRefusal {
  const { code, status, title, detail, extensions } = problem;
  const faults = boundedFaults(problem.faults ?? []);
  const type = issueTypesByCode[code] ?? issueTypes[status] ?? (status < 500 ? 'invalid' : 'exception');
  const first = (extensions?.first as { id?: string } | undefined)?.id;
  const words = [...(detail === undefined ? [] : [detail]), ...(first === undefined ? [] : [`The entry in the way has the id ${first}.`])];
  const issue = (diagnostics: string | undefined): OutcomeIssue => ({
    severity: 'error',
    code: type,
    details: { coding: [{ system: problems, code }], text: title },
    ...(diagnostics === undefined ? {} : { diagnostics }),
    ...(expression === undefined ? {} : { expression: [expression] }),
  });
  const named = faults.map(({ pointer, message }) => issue(`${pointer} ${message}`.trim()));
  return { code, status, issues: named.length > 0 ? named : [issue(words.length > 0 ? words.join(' ') : undefined)] };
}

/**
 * What a resource was refused for. Nothing at the address is missing when its patient is not known: FHIR keeps 404 for
 * addresses.
 */
export function refusalOfResults(results: readonly RefusedResult[], expression: string): FhirRefusal {
  const refusals = results.map((result) => {
    const problem = problemOf(result);
    if (problem.status === 404) return refusalOf({ ...problem, ...fhirProblems['subject-unknown'] }, expression);
    return refusalOf(result.outcome === 'id-conflict' ? { ...problem, ...fhirProblems['resource-changed'] } : problem, expression);
  });
  const { code, status } = refusals[0]!;
  return { code, status, issues: refusals.flatMap(({ issues }) => issues) };
}

/** @throws ProblemError */
export function refuse(refusals: readonly FhirRefusal[]): never {
  const { code, status, issues } = refusals[0]!;
  throw new ProblemError({
    code,
    status,
    title: issues[0]!.details.text,
    extensions: { issues: refusals.flatMap((refusal) => refusal.issues) },
  });
}

const fhirBase = /^\/v1\/orgs\/[^/?]+\/fhir\/R4(?:[/?]|$)/;

/** Under a FHIR base every refusal is an OperationOutcome, also that of a request which no route takes. */
export const operationOutcomeFormat: ProblemFormat = (problem, { url }) => {
  if (!fhirBase.test(url)) return undefined;
  const { issues, detail, faults, ...others } = problem.document() as { issues?: OutcomeIssue[] } & Pick<
    ProblemOptions,
    'detail' | 'faults'
  >;
  const { code, status, message: title } = problem;
  const asked: ProblemOptions = { code, status, title, ...(detail ? { detail } : {}), ...(faults ? { faults } : {}), extensions: others };
  return { mediaType: fhirType, body: operationOutcome(issues ?? refusalOf(asked).issues) };
};
