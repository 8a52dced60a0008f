import { readJson } from '@everchart/primitives';

/** A FHIR R4 resource as JSON: what it holds is looked at member by member, never trusted. */
export interface Resource {
  resourceType: string;
  id?: string;
  [member: string]: unknown;
}

export interface BundleEntry {
  /** JSON Pointer to the entry in the bundle. */
  pointer: string;
  fullUrl?: string;
  resource: Resource;
}

export interface Bundle {
  entries: readonly BundleEntry[];
  /** Entries that carry no resource: deletions, answers. */
  entriesWithoutResource: number;
}

/** Text that is no FHIR bundle. */
export class FhirError extends Error {
  override readonly name = 'FhirError';
}

/** @throws FhirError */
export function parseBundle(bytes: Buffer): Bundle {
  const reading = readJson(bytes);
  if (!('value' in reading)) {
    const faults = 'faults' in reading ? reading.faults : [];
    throw new FhirError(faults.length > 0 ? faults.map(({ pointer, message }) => `${pointer} ${message}`).join('; ') : 'this is not JSON');
  }
  const parsed = reading.value;
  if (!isObject(parsed) || parsed.resourceType !== 'Bundle') throw new FhirError('this is not a FHIR Bundle');
  const all = arrayOf(parsed.entry);
  const entries = all.flatMap((entry, index): BundleEntry[] => {
    if (!isObject(entry) || !isResource(entry.resource)) return [];
    const fullUrl = textOf(entry.fullUrl);
    return [{ pointer: `/entry/${index}`, ...(fullUrl === undefined ? {} : { fullUrl }), resource: withId(entry.resource, fullUrl) }];
  });
  return { entries, entriesWithoutResource: all.length - entries.length };
}

/** In a transaction that creates resources their identity may stand in the entry's address only. */
function withId(resource: Resource, fullUrl: string | undefined): Resource {
  const id = textOf(resource.id) ?? /^urn:uuid:(.+)$/.exec(fullUrl ?? '')?.[1];
  return id === undefined ? resource : { ...resource, id };
}

const isResource = (value: unknown): value is Resource => isObject(value) && typeof value.resourceType === 'string';
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined);
