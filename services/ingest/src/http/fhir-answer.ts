import { STATUS_CODES } from 'node:http';
import type { Recorded } from '@everchart/event-store';
import { mapInSteps, type EntryEvent, type Resource } from '@everchart/fhir';
import { Turn } from '@everchart/platform';
import type { FastifyRequest } from 'fastify';
import type { ResourceResult } from '../application/record-resources.handler.js';
import { bundleOf, type CreateAsked } from './fhir-request.js';
import { operationOutcome, refusalOf, refusalOfResults, type FhirRefusal, type OutcomeIssue } from './operation-outcome.js';
import { fhirProblems } from './problems.js';
import { entityTag, storeProblemOf } from './result.problem.js';

/** What a resource becomes. */
export interface Mapped {
  asked: CreateAsked;
  events: readonly EntryEvent[];
  conditional: boolean;
  /** The resource as far as its events carry it. */
  carried: Resource;
  /** FHIRPaths of what no event has a place for. */
  leftBehind: readonly string[];
}

export interface Done {
  status: 200 | 201;
  location: string;
  recorded: Recorded;
  /** As it is on record; absent when another one was there before, which this service does not show. */
  resource?: Resource;
  /** What is not as it was sent. */
  issues: readonly OutcomeIssue[];
}

/** What the client wants to see of it (`Prefer: return=…`). */
export type Preference = 'minimal' | 'representation' | 'OperationOutcome';

export function preferenceOf({ headers }: FastifyRequest): Preference {
  const [, stated] = /(?:^|[,;\s])return=(minimal|OperationOutcome)\b/.exec(String(headers.prefer ?? '')) ?? [];
  return (stated as Preference | undefined) ?? 'representation';
}

/** Every resource that was read, as events or with the reason why there are none. */
export async function mapResources(org: string, entries: readonly (CreateAsked | FhirRefusal)[]): Promise<(Mapped | FhirRefusal)[]> {
  const outcomes = (await inTurns(org, mapInSteps(bundleOf(entries.filter((entry) => 'resource' in entry))))).values();
  return entries.map((asked) => {
    if (!('resource' in asked)) return asked;
    const outcome = outcomes.next().value!;
    if (outcome.outcome === 'mapped') {
      const { events, carried, leftBehind } = outcome;
      return { asked, events, conditional: asked.conditional, carried, leftBehind };
    }
    const detail = outcome.outcome === 'refused' ? outcome.reason : undefined;
    return refusalOf({ ...fhirProblems['resource-unmappable'], ...(detail === undefined ? {} : { detail }) }, asked.expression);
  });
}

async function inTurns<T>(org: string, steps: Generator<void, T>): Promise<T> {
  const turn = new Turn(org);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (turn.isOver()) await turn.next();
  }
}

/** Undefined for what was only kept back by others. */
export function answerOf({ asked, carried, leftBehind }: Mapped, result: ResourceResult): Done | FhirRefusal | undefined {
  if (result.outcome === 'kept-back') return undefined;
  if (result.outcome === 'failed') return failureOf(result.error, asked.expression);
  if (result.outcome === 'refused') {
    if (asked.conditional && result.results.some(({ outcome }) => outcome === 'id-conflict'))
      return refusalOf(fhirProblems['identifier-used'], asked.expression);
    return refusalOfResults(result.results, asked.expression);
  }
  const { recorded } = result;
  const { resourceType, id } = asked.resource;
  const location = `${resourceType}/${id}/_history/${recorded.streamVersion}`;
  if (result.outcome === 'existing') return { status: 200, location, recorded, issues: [existing] };
  const repeated = result.outcome === 'unchanged' || (result.outcome === 'duplicate' && (asked.conditional || asked.named));
  const meta = {
    versionId: String(recorded.streamVersion),
    lastUpdated: recorded.recordedAt,
    ...(leftBehind.length > 0 ? { tag: [subsetted] } : {}),
  };
  return {
    status: repeated ? 200 : 201,
    location,
    recorded,
    resource: { ...carried, id: id!, meta },
    issues: leftBehind.map(leftBehindIssue),
  };
}

/** Of a batch that was recorded in part. @throws unexpected errors */
function failureOf(error: unknown, expression: string): FhirRefusal {
  const problem = storeProblemOf(error);
  if (!problem) throw error;
  const { code, status, message: title } = problem;
  const notKnown = 'What became of it is not known. Send it again: under an id or a condition of its own it is recorded once.';
  const detail = status < 500 ? (problem.document().detail as string) : notKnown;
  return refusalOf({ code, status, title, detail }, expression);
}

/** R4, Bundle.entry of an answer. */
export function entryOf(answer: Done | FhirRefusal, preference: Preference): object {
  if (!('recorded' in answer)) return { response: { status: statusLine(answer.status), outcome: operationOutcome(answer.issues) } };
  const { status, location, recorded, resource, issues } = answer;
  const outcome = preference === 'minimal' ? [] : preference === 'OperationOutcome' && issues.length === 0 ? [everythingRecorded] : issues;
  return {
    ...(resource && preference === 'representation' ? { resource } : {}),
    response: {
      status: statusLine(status),
      location,
      etag: entityTag(recorded.streamVersion),
      lastModified: recorded.recordedAt,
      ...(outcome.length > 0 ? { outcome: operationOutcome(outcome) } : {}),
    },
  };
}

/** Body of a single create. */
export function bodyOf({ resource, issues }: Done, preference: Preference): object | undefined {
  if (preference === 'minimal') return undefined;
  if (resource && preference === 'representation') return resource;
  return operationOutcome(issues.length > 0 ? issues : [everythingRecorded]);
}

const statusLine = (status: number): string => `${status} ${STATUS_CODES[status]}`;

const subsetted = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };
const everythingRecorded: OutcomeIssue = { severity: 'information', code: 'informational', details: { text: 'It was recorded' } };
const existing: OutcomeIssue = {
  severity: 'information',
  code: 'duplicate',
  details: { text: 'Another resource was recorded under this identifier, and stands as it is' },
};
const leftBehindIssue = (path: string): OutcomeIssue => ({
  severity: 'information',
  code: 'not-supported',
  details: { text: 'The record has no place for this: it was left behind' },
  expression: [path],
});
