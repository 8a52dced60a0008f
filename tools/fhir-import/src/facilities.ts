import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { EverchartClient, NoAnswerError, ProblemError } from '@everchart/client';
import { isJurisdiction, normalName, type KindOfCare } from '@everchart/contracts-organisation';
import type { Bundle, RecordableEvent } from '@everchart/fhir';
import { batchMaxEvents, type RecorderOptions } from './recorder.js';

const readTimeoutMs = 30_000;

/** What no bundle says of a facility, and where it is recorded. */
export interface FacilityOptions {
  timelineUrl?: string;
  /** Of the role administrator. */
  administratorTokenFile?: string;
  kind: KindOfCare;
  timeZone?: string;
  /** Of those whose address names no country. */
  jurisdiction?: string;
}

export interface FacilityReport {
  opened: number;
  alreadyThere: number;
  /** What is missing to open the others, and how many they are. */
  notOpened: Record<string, number>;
  /** Why the directory could not be read, or a facility not be opened. */
  failure?: string;
}

interface NamedFacility {
  name: string;
  jurisdiction?: string;
}

/** The facilities that stays name, with what organisations and locations of the same name say of them. */
export class FacilitiesOfStays {
  readonly #named = new Map<string, string>();
  readonly #jurisdictions = new Map<string, string>();

  add({ entries }: Bundle, events: readonly RecordableEvent[]): void {
    for (const { type, data } of events) {
      const facility = type === 'stay.admitted' ? (data as { location?: { facility?: string } }).location?.facility : undefined;
      if (facility !== undefined && !this.#named.has(normalName(facility))) this.#named.set(normalName(facility), facility);
    }
    for (const { resource } of entries) {
      const { resourceType, name, address } = resource;
      if (!['Organization', 'Location'].includes(resourceType) || typeof name !== 'string') continue;
      const jurisdiction = jurisdictionOf((Array.isArray(address) ? address[0] : address) as unknown);
      if (jurisdiction !== undefined) this.#jurisdictions.set(normalName(name), jurisdiction);
    }
  }

  all(): NamedFacility[] {
    return [...this.#named].map(([key, name]) => {
      const jurisdiction = this.#jurisdictions.get(key);
      return { name, ...(jurisdiction === undefined ? {} : { jurisdiction }) };
    });
  }
}

/** State and country of an address, where they are codes. */
function jurisdictionOf(address: unknown): string | undefined {
  const { country, state } = (address ?? {}) as { country?: unknown; state?: unknown };
  return [`${String(country)}-${String(state)}`, String(country)].find(isJurisdiction);
}

/**
 * Opens in the directory what it does not have by that name, open or closed. Nothing of it decides whether a stay is
 * recorded: care goes first.
 */
export async function openFacilities(named: readonly NamedFacility[], options: FacilityOptions & RecorderOptions): Promise<FacilityReport> {
  const report: FacilityReport = { opened: 0, alreadyThere: 0, notOpened: {} };
  const { timelineUrl, administratorTokenFile, kind, timeZone } = options;
  const leave = (why: string): void => void (report.notOpened[why] = (report.notOpened[why] ?? 0) + 1);
  if (named.length === 0) return report;
  if (timelineUrl === undefined || administratorTokenFile === undefined) {
    for (const _ of named) leave('no address of the timeline, or no token of an administrator, was given');
    return report;
  }
  try {
    const token = (): string => readFileSync(administratorTokenFile, 'utf8').trim();
    const known = await knownFacilities(timelineUrl, options.org, token());
    const openings = named.flatMap(({ name, jurisdiction = options.jurisdiction }) => {
      const facilityId = `fhir-${createHash('sha256').update(normalName(name)).digest('hex').slice(0, 24)}`;
      if ([name, normalName(name), facilityId].some((each) => known.has(each))) report.alreadyThere += 1;
      else if (timeZone === undefined) leave('their time zone is not known (--time-zone)');
      else if (jurisdiction === undefined) leave('no address says in which country they are (--jurisdiction)');
      else return [{ id: randomUUID(), type: 'facility.opened' as const, occurredAt: new Date().toISOString(), data: { facilityId, name, kind, timeZone, jurisdiction } }]; // prettier-ignore
      return [];
    });
    const { ingestUrl, org, patienceMs, signal } = options;
    const client = new EverchartClient({ ingestUrl, org, token: () => Promise.resolve(token()), retry: { deadlineMs: patienceMs } });
    for (let from = 0; from < openings.length; from += batchMaxEvents) {
      const { results } = await client.recordDirectory(openings.slice(from, from + batchMaxEvents), signal ? { signal } : {});
      for (const result of results) {
        if (!('problem' in result)) report.opened += 1;
        // The timeline had not yet taken what an import just before this one opened.
        else if (new ProblemError(result.problem).code === 'place-exists') report.alreadyThere += 1;
        else report.failure ??= result.problem.title;
      }
    }
  } catch (error) {
    if (!(error instanceof ProblemError) && !(error instanceof NoAnswerError)) throw error;
    report.failure = error instanceof ProblemError ? `${error.status} ${error.problem.title}` : error.message;
  }
  return report;
}

/** What stays may name them by: ids, what other systems call them, and names. */
async function knownFacilities(timelineUrl: string, org: string, token: string): Promise<Set<string>> {
  const headers = { authorization: `Bearer ${token}` };
  const signal = AbortSignal.timeout(readTimeoutMs);
  const answer = await fetch(`${timelineUrl}/v1/orgs/${org}/directory?includeClosed=true`, { headers, signal }).catch((cause: unknown) => {
    throw new NoAnswerError('no answer from the timeline', { cause });
  });
  if (!answer.ok) throw new ProblemError({ type: 'about:blank', title: 'of the timeline', status: answer.status });
  const { facilities } = (await answer.json()) as { facilities: { facilityId: string; name: string; identifiers: { value: string }[] }[] };
  return new Set(
    facilities.flatMap(({ facilityId, name, identifiers }) => [facilityId, normalName(name), ...identifiers.map(({ value }) => value)]),
  );
}
