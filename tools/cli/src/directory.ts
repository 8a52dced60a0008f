import { randomUUID } from 'node:crypto';
import { reasonIn, RefusedError } from './streams.js';

/** Where the two services are that record and show a directory, and as whom. */
export interface DirectoryReach {
  org: string;
  token: string;
  /** Of the timeline, which shows it. */
  timelineUrl?: string | undefined;
  /** Of ingest, which records it. */
  ingestUrl?: string | undefined;
}

interface Shown {
  facilities: FacilityShown[];
  lists: Record<string, { code: string; display: string; retired?: object }[]>;
  accessRule: { rule: string; afterDays: number; chosen?: object };
  flagMinutes: { red: number; orange: number; amber: number };
}

interface FacilityShown {
  facilityId: string;
  name: string;
  kindOfCare: string;
  timeZone: string;
  jurisdiction: string;
  closed?: object;
  units: { unitId: string; name: string; closed?: object; rooms: { roomId: string; code: string; closed?: object; beds: unknown[] }[] }[];
}

export interface FaultsShown {
  count: number;
  faults: { patientId: string; entryId: string; member: string; fault: string }[];
  reasons: { patientId: string; entryId: string; stated: { code: string }[] }[];
  next: string | null;
}

export interface RecordedShown {
  results: { status: number; problem?: { title: string; detail?: string } }[];
}

export function showDirectory(reach: DirectoryReach, includeClosed: boolean): Promise<Shown> {
  return call(reach, 'timeline', 'GET', `directory${includeClosed ? '?includeClosed=true' : ''}`);
}

export async function directoryFaults(reach: DirectoryReach): Promise<FaultsShown> {
  const all = await call<FaultsShown>(reach, 'timeline', 'GET', 'directory/faults?limit=500');
  for (let { next } = all; next !== null;) {
    const page: FaultsShown = await call(reach, 'timeline', 'GET', `directory/faults?limit=500&after=${next}`);
    all.faults.push(...page.faults);
    ({ next } = page);
  }
  return { ...all, next: null };
}

/** @param lines one JSON object each: type and data; id and occurredAt where they are known */
export function recordStatements(reach: DirectoryReach, lines: string): Promise<RecordedShown> {
  const events = lines.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const statement = parsed(line, at + 1);
    return [{ id: randomUUID(), occurredAt: new Date().toISOString(), ...statement }];
  });
  return call(reach, 'ingest', 'POST', 'directory/batch', { events });
}

/** What a person reads: places by their depth. */
export function directoryLines({ facilities, lists, accessRule, flagMinutes }: Shown): string[] {
  const ended = ({ closed }: { closed?: object }): string => (closed ? '  (closed)' : '');
  return [
    ...facilities.flatMap((facility) => [
      `${facility.facilityId}  ${facility.name}: ${facility.kindOfCare}, ${facility.timeZone}, ${facility.jurisdiction}${ended(facility)}`,
      ...facility.units.flatMap((unit) => [
        `  ${unit.unitId}  ${unit.name}${ended(unit)}`,
        ...unit.rooms.map((room) => `    ${room.roomId}  ${room.code}, beds: ${room.beds.length}${ended(room)}`),
      ]),
    ]),
    ...Object.entries(lists).map(
      ([name, items]) =>
        `${name}: ${items.map(({ code, display, retired }) => `${code} (${display}${retired ? ', retired' : ''})`).join(', ')}`,
    ),
    `who may see whom: ${accessRule.rule}${accessRule.rule === 'by-unit' ? `, ${accessRule.afterDays} days after` : ''}${accessRule.chosen ? '' : ' (nothing was chosen)'}`,
    `flags are to be acknowledged in minutes: red ${flagMinutes.red}, orange ${flagMinutes.orange}, amber ${flagMinutes.amber}`,
  ];
}

export function faultLines({ count, faults, reasons }: FaultsShown): string[] {
  if (count + reasons.length === 0) return ['nothing is to be mended'];
  return [
    ...faults.map(({ patientId, entryId, member, fault }) => `patient ${patientId}: the ${member} of entry ${entryId} is ${fault}`),
    ...reasons.map(({ patientId, entryId }) => `patient ${patientId}: the reason of entry ${entryId} is not in the list`),
  ];
}

function parsed(line: string, number: number): object {
  try {
    return JSON.parse(line) as object;
  } catch {
    throw new RefusedError(`line ${number} is no JSON`);
  }
}

/** @throws RefusedError */
async function call<Answer>(
  reach: DirectoryReach,
  service: 'timeline' | 'ingest',
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  // prettier-ignore
  const url = service === 'timeline' ? reach.timelineUrl : reach.ingestUrl;
  if (url === undefined) throw new RefusedError(`no suite runs here: name the address of ${service} with --${service}`);
  const headers = { authorization: `Bearer ${reach.token}`, ...(body ? { 'content-type': 'application/json' } : {}) };
  const response = await fetch(`${url.replace(/\/$/, '')}/v1/orgs/${encodeURIComponent(reach.org)}/${path}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  }).catch((cause: unknown) => {
    throw new Error(`${service} cannot be reached at ${new URL(url).origin}`, { cause });
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as Answer;
  throw new RefusedError(`${service} answered ${response.status}: ${reasonIn(text)}`, response.status);
}
