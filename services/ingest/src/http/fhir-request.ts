import { mappedTypes, type Bundle, type Resource } from '@everchart/fhir';
import { problemOfStatus, type AddressWithoutMethods, type ProblemOptions } from '@everchart/platform';
import { readUuid } from '@everchart/primitives';
import { v5 as derivedUuid, v7 as newUuid } from 'uuid';
import { NdjsonBatch } from './ndjson.js';
import { refusalOf, refuse, type FhirRefusal } from './operation-outcome.js';
import { fhirProblems } from './problems.js';
import { batchMax } from './record.operations.js';

/** One resource that is to be recorded. */
export interface CreateAsked {
  /** FHIRPath of the resource. */
  expression: string;
  fullUrl?: string;
  /** With the id that it gets here. */
  resource: Resource;
  /** Requested by If-None-Exist. */
  conditional: boolean;
  /** PUT: the client gave the id. */
  named: boolean;
}

export interface BundleAsked {
  atomic: boolean;
  entries: (CreateAsked | FhirRefusal)[];
}

/** Where a create says that its resource is: a version of it, the resource itself, and all of its versions. */
export const resourceAddress: AddressWithoutMethods = {
  pattern: new RegExp(
    String.raw`^/v1/orgs/[^/]+/fhir/R4/(?:${mappedTypes.join('|')})/[A-Za-z0-9.-]{1,64}(?:/_history(?:/[A-Za-z0-9.-]{1,64})?)?/?$`,
  ),
  detail:
    'Of a resource only the version that a create has answered is read here; nothing is updated or deleted as FHIR. Read the patient in the timeline, and record a change as an event.',
};

type Json = Record<string, unknown>;

/**
 * Name space of ids that are derived from the identifiers of conditional creates: the same identifier always gives the
 * same id.
 */
const namespace = '1b0f8c3e-52d7-5c0a-9a6d-3f5e8b7c4d21';

/** @throws ProblemError */
export function readBundle(body: unknown, org: string): BundleAsked {
  const invalid = (expression: string, detail: string): never =>
    refuse([refusalOf({ ...fhirProblems['bundle-invalid'], detail }, expression)]);
  if (body instanceof NdjsonBatch) throw problemOfStatus(415);
  if (!isObject(body) || body.resourceType !== 'Bundle') return invalid('Bundle', 'This is not a FHIR Bundle.');
  const { type, entry = [] } = body;
  if (type !== 'transaction' && type !== 'batch') return invalid('Bundle.type', 'The type must be transaction or batch.');
  if (!Array.isArray(entry)) return invalid('Bundle.entry', 'The entries must be an array.');
  if (entry.length > batchMax)
    refuse([refusalOf({ ...fhirProblems['bundle-too-large'], detail: `There may be ${batchMax} entries at most.` }, 'Bundle.entry')]);
  const addressesSeen = new Set<string>();
  const entries = entry.map((each, index) => {
    const place = `Bundle.entry[${index}]`;
    const { fullUrl } = isObject(each) ? each : {};
    if (typeof fullUrl !== 'string') return readEntry(each, place, org);
    const address = fullUrl.toLowerCase();
    if (addressesSeen.has(address)) return refusalOf(entryInvalid('Another entry has this fullUrl.'), `${place}.fullUrl`);
    addressesSeen.add(address);
    return readEntry(each, place, org);
  });
  const addresses = addressesOf(
    entries.flatMap((each, index) => ('resource' in each ? [{ asked: each, sent: entry[index] as Json }] : [])),
  );
  return {
    atomic: type === 'transaction',
    entries: entries.map((each) =>
      'resource' in each ? { ...each, resource: withAddresses(each.resource, addresses) as Resource } : each,
    ),
  };
}

/**
 * @param type of the path
 * @param ifNoneExist the header field
 * @throws ProblemError
 */
export function readCreate(type: string, body: unknown, ifNoneExist: unknown, org: string): CreateAsked {
  if (!mappedTypes.includes(type)) refuse([refusalOf(typeUnsupported('type-not-supported'))]);
  if (body instanceof NdjsonBatch) throw problemOfStatus(415);
  if (!isObject(body) || body.resourceType !== type) {
    return refuse([refusalOf(entryInvalid('The body must be a resource of the type that the address names.'), type)]);
  }
  const identity = identityOf({ type, org, ifNoneExist }, 'http.if-none-exist');
  if ('issues' in identity) return refuse([identity]);
  return { expression: type, resource: received(body as Resource, identity), conditional: identity.conditional, named: false };
}

/** What the mapping reads. */
export function bundleOf(entries: readonly CreateAsked[]): Bundle {
  return {
    entries: entries.map(({ fullUrl, resource }, index) => ({
      pointer: `/entry/${index}`,
      ...(fullUrl === undefined ? {} : { fullUrl }),
      resource,
    })),
    entriesWithoutResource: 0,
  };
}

function readEntry(entry: unknown, place: string, org: string): CreateAsked | FhirRefusal {
  const { request, resource, fullUrl } = isObject(entry) ? entry : {};
  if (!isObject(request)) return refusalOf(entryInvalid('The entry has no request.'), place);
  const { method, url, ifNoneExist } = request;
  if (method !== 'POST' && method !== 'PUT')
    return refusalOf(methodUnsupported('Entries may be POST, or PUT of what is new.'), `${place}.request.method`);
  for (const condition of ['ifMatch', 'ifModifiedSince'] as const) {
    if (request[condition] !== undefined) return refusalOf(methodUnsupported('Nothing is updated here.'), `${place}.request.${condition}`);
  }
  if (!isObject(resource) || typeof resource.resourceType !== 'string') {
    return refusalOf(entryInvalid('The entry has no resource.'), `${place}.resource`);
  }
  const { resourceType: type } = resource;
  if (!mappedTypes.includes(type)) return refusalOf(typeUnsupported('entry-type-not-supported'), `${place}.resource`);
  const urlFault = (detail: string): FhirRefusal => refusalOf(entryInvalid(detail), `${place}.request.url`);
  const address = typeof fullUrl === 'string' ? { fullUrl } : {};
  if (method === 'PUT') {
    const id = readUuid(resource.id);
    if (id === undefined || url !== `${type}/${resource.id as string}`)
      return urlFault('PUT names the type and the id of its resource, which must be a UUID.');
    return {
      expression: `${place}.resource`,
      ...address,
      resource: received(resource as Resource, { id, conditional: false }),
      conditional: false,
      named: true,
    };
  }
  if (url !== type) return urlFault('POST names the type of its resource.');
  if (typeof fullUrl === 'string' && /^urn:uuid:/i.test(fullUrl) && uuidOf(fullUrl) === undefined)
    return refusalOf(entryInvalid('The fullUrl is not a UUID.'), `${place}.fullUrl`);
  const identity = identityOf({ type, org, ifNoneExist, fullUrl }, `${place}.request.ifNoneExist`);
  if ('issues' in identity) return identity;
  return {
    expression: `${place}.resource`,
    ...address,
    resource: received(resource as Resource, identity),
    conditional: identity.conditional,
    named: false,
  };
}

interface Identity {
  id: string;
  conditional: boolean;
}

/** A repetition gets the id of the first one, wherever the client said how to recognise it. */
function identityOf(
  { type, org, ifNoneExist, fullUrl }: { type: string; org: string; ifNoneExist?: unknown; fullUrl?: unknown },
  expression: string,
): Identity | FhirRefusal {
  if (ifNoneExist === undefined) {
    const id = typeof fullUrl === 'string' ? uuidOf(fullUrl) : undefined;
    return id === undefined ? { id: newUuid(), conditional: false } : { id, conditional: false };
  }
  const criteria = [...new URLSearchParams(typeof ifNoneExist === 'string' ? ifNoneExist.replace(/^[^=]*\?/, '') : '')];
  const [name, value] = criteria[0] ?? ['', ''];
  const [, system, text] = /^([^|\\]+)\|([^|\\]+)$/.exec(value) ?? [];
  if (value.includes(',')) {
    return refusalOf(fhirProblems['criteria-ambiguous'], expression);
  }
  if (criteria.length !== 1 || name !== 'identifier' || system === undefined || text === undefined) {
    return refusalOf(fhirProblems['criteria-not-supported'], expression);
  }
  return { id: derivedUuid(JSON.stringify([org, type, system, text]), namespace), conditional: true };
}

function uuidOf(fullUrl: string): string | undefined {
  return readUuid(/^urn:uuid:(.+)$/i.exec(fullUrl)?.[1]);
}

/** Id, version and the time of the last change are the server's to give out (R4, 3.1.0.8). */
function received(resource: Resource, { id }: Identity): Resource {
  if (!isObject(resource.meta)) return { ...resource, id };
  const { versionId: _version, lastUpdated: _time, ...meta } = resource.meta;
  return { ...resource, id, meta };
}

/** Addresses under which the entries know one another, and what they are here. */
function addressesOf(entries: readonly { asked: CreateAsked; sent: Json }[]): Map<string, string> {
  const addresses = new Map<string, string>();
  for (const { asked, sent } of entries) {
    const { fullUrl, resource } = asked;
    if (fullUrl === undefined) continue;
    const here = `${resource.resourceType}/${resource.id}`;
    const there = `${resource.resourceType}/${(sent.resource as Resource).id}`;
    addresses.set(fullUrl, here);
    if (fullUrl.endsWith(`/${there}`)) addresses.set(there, here);
  }
  return addresses;
}

function withAddresses(value: unknown, addresses: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((element) => withAddresses(element, addresses));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === 'reference' && typeof member === 'string' ? (addresses.get(member) ?? member) : withAddresses(member, addresses),
    ]),
  );
}

const entryInvalid = (detail: string): ProblemOptions => ({ ...fhirProblems['entry-invalid'], detail });
const methodUnsupported = (detail: string): ProblemOptions => ({ ...fhirProblems['method-not-supported'], detail });
const typeUnsupported = (code: 'type-not-supported' | 'entry-type-not-supported'): ProblemOptions => ({
  ...fhirProblems[code],
  detail: `These are: ${mappedTypes.join(', ')}.`,
});

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
