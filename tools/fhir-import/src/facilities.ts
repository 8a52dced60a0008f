import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { EverchartClient, NoAnswerError, ProblemError } from '@everchart/client';
import {
  firstItemsOf,
  isJurisdiction,
  itemKey,
  normalName,
  type KindOfCare,
  type ListName,
  type OrganisationEventData,
} from '@everchart/contracts-organisation';
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
  /** Items of lists that the organisation did not have. */
  listItems: number;
  /** Why the directory could not be read, or a facility not be opened. */
  failure?: string;
}

/** What the files say of the organisation. */
interface Named {
  facilities: readonly NamedFacility[];
  /** Coded reasons why doses were not given. */
  reasons: readonly OrganisationEventData['list-item.added'][];
}

interface NamedFacility {
  name: string;
  jurisdiction?: string;
}

/**
 * The facilities that stays name, with what organisations and locations of the same name say of them; and the coded
 * reasons why doses were not given.
 */
export class OrganisationOfBundles {
  readonly #reasons = new Map<string, OrganisationEventData['list-item.added']>();
  readonly #named = new Map<string, string>();
  readonly #jurisdictions = new Map<string, string>();

  add({ entries }: Bundle, events: readonly RecordableEvent[]): void {
    for (const { type, data } of events) {
      if (type === 'medication.not-given') this.#addReasons((data as { reason?: Reason }).reason);
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

  #addReasons({ text, coding = [] }: Reason = {}): void {
    const [first] = coding;
    if (first?.system === undefined || first.code === undefined) return;
    const { system, code, display = text ?? code } = first;
    const item = { list: 'reasons-not-given' as const, system, code, display: display.slice(0, displayMax) };
    if (!this.#reasons.has(itemKey(item))) this.#reasons.set(itemKey(item), item);
  }

  all(): Named {
    const facilities = [...this.#named].map(([key, name]) => {
      const jurisdiction = this.#jurisdictions.get(key);
      return { name, ...(jurisdiction === undefined ? {} : { jurisdiction }) };
    });
    return { facilities, reasons: [...this.#reasons.values()] };
  }
}

interface Reason {
  text?: string;
  coding?: readonly { system?: string; code?: string; display?: string }[];
}

const displayMax = 200;

/** State and country of an address, where they are codes. */
function jurisdictionOf(address: unknown): string | undefined {
  const { country, state } = (address ?? {}) as { country?: unknown; state?: unknown };
  return [`${String(country)}-${String(state)}`, String(country)].find(isJurisdiction);
}

/**
 * Opens in the directory what it does not have by that name, open or closed, and begins the lists that it does not
 * have. Nothing of it decides whether an entry is recorded: care goes first.
 */
export async function completeDirectory(
  { facilities: named, reasons }: Named,
  options: FacilityOptions & RecorderOptions,
): Promise<FacilityReport> {
  const report: FacilityReport = { opened: 0, alreadyThere: 0, notOpened: {}, listItems: 0 };
  const { timelineUrl, administratorTokenFile, kind, timeZone } = options;
  const leave = (why: string): void => void (report.notOpened[why] = (report.notOpened[why] ?? 0) + 1);
  if (timelineUrl === undefined || administratorTokenFile === undefined) {
    for (const _ of named) leave('no address of the timeline, or no token of an administrator, was given');
    return report;
  }
  try {
    const token = (): string => readFileSync(administratorTokenFile, 'utf8').trim();
    const { known, lists } = await knownDirectory(timelineUrl, options.org, token());
    const openings = named.flatMap(({ name, jurisdiction = options.jurisdiction }) => {
      const facilityId = `fhir-${createHash('sha256').update(normalName(name)).digest('hex').slice(0, 24)}`;
      if ([name, normalName(name), facilityId].some((each) => known.has(each))) report.alreadyThere += 1;
      else if (timeZone === undefined) leave('their time zone is not known (--time-zone)');
      else if (jurisdiction === undefined) leave('no address says in which country they are (--jurisdiction)');
      else return [{ id: randomUUID(), type: 'facility.opened' as const, occurredAt: new Date().toISOString(), data: { facilityId, name, kind, timeZone, jurisdiction } }]; // prettier-ignore
      return [];
    });
    const { ingestUrl, org, patienceMs, signal } = options;
    const items = listNames.flatMap((list) => {
      const first = firstItemsOf(list, `urn:everchart:list:${org}`);
      return lists.has(list) ? [] : list === 'reasons-not-given' ? [...first, ...reasons] : first;
    });
    const statements = [...openings, ...items.map((data) => ({ id: randomUUID(), type: 'list-item.added' as const, occurredAt: new Date().toISOString(), data: { ...data } }))]; // prettier-ignore
    const client = new EverchartClient({ ingestUrl, org, token: () => Promise.resolve(token()), retry: { deadlineMs: patienceMs } });
    for (let from = 0; from < statements.length; from += batchMaxEvents) {
      const { results } = await client.recordDirectory(statements.slice(from, from + batchMaxEvents), signal ? { signal } : {});
      for (const [index, result] of results.entries()) {
        if (!('problem' in result)) report[statements[from + index]!.type === 'facility.opened' ? 'opened' : 'listItems'] += 1;
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

const listNames: readonly ListName[] = ['reasons-not-given', 'break-glass-reasons'];

/** The lists that there are, and what may name the facilities: ids, what other systems call them, and names. */
async function knownDirectory(timelineUrl: string, org: string, token: string): Promise<{ known: Set<string>; lists: Set<string> }> {
  const headers = { authorization: `Bearer ${token}` };
  const signal = AbortSignal.timeout(readTimeoutMs);
  const answer = await fetch(`${timelineUrl}/v1/orgs/${org}/directory?includeClosed=true`, { headers, signal }).catch((cause: unknown) => {
    throw new NoAnswerError('no answer from the timeline', { cause });
  });
  if (!answer.ok) throw new ProblemError({ type: 'about:blank', title: 'of the timeline', status: answer.status });
  const { facilities, lists } = (await answer.json()) as {
    facilities: { facilityId: string; name: string; identifiers: { value: string }[] }[];
    lists: Record<string, object[]>;
  };
  const names = facilities.flatMap(({ facilityId, name, identifiers }) => [facilityId, normalName(name), ...identifiers.map(({ value }) => value)]); // prettier-ignore
  return { known: new Set(names), lists: new Set(Object.keys(lists)) };
}
