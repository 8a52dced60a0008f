import type { Carried } from './element.js';
import { isObject, type Resource } from './resource.js';

/** Members that the server gives out, independent of what was sent. */
const assigned: ReadonlySet<string> = new Set(['resourceType', 'id']);
const assignedInMeta: ReadonlySet<string> = new Set(['versionId', 'lastUpdated']);

/**
 * Every leaf of the resource that did not go into its events, as FHIRPath by the names in JSON
 * (`Observation.note[0].authorString`); of what was left behind whole, the topmost element only.
 */
export function leftBehind(resource: Resource, carried: Carried): string[] {
  const { resourceType } = resource;
  return Object.keys(resource).flatMap((name) => {
    if (assigned.has(name)) return [];
    if (name === 'meta' && isObject(resource.meta)) return inMeta(resource.meta, `${resourceType}.meta`);
    return restOf(resource, name, pathOf(resourceType, name), carried).paths;
  });
}

function inMeta(meta: Record<string, unknown>, path: string): string[] {
  return Object.keys(meta).flatMap((name) => (assignedInMeta.has(name) ? [] : [`${path}.${name}`]));
}

/** Members that are added to a primitive stand in JSON beside it, and below it in FHIRPath. */
const pathOf = (path: string, name: string): string => `${path}.${name.replace(/^_/, '')}`;

interface Rest {
  paths: string[];
  /** Something of it is carried. */
  kept: boolean;
}

function restOf(holder: object, name: string, path: string, carried: Carried): Rest {
  const value = (holder as Record<string, unknown>)[name];
  if (value === null || value === undefined) return { paths: [], kept: false };
  if (typeof value !== 'object') return carried.has(holder, name) ? { paths: [], kept: true } : { paths: [path], kept: false };
  const isList = Array.isArray(value);
  // Without them a contained resource would be none: they stay as long as anything of it does.
  const isResource = typeof (value as Partial<Resource>).resourceType === 'string';
  const names = Object.keys(value).filter((each) => !isResource || !assigned.has(each));
  const rests = names.map((each) => restOf(value, each, isList ? `${path}[${each}]` : pathOf(path, each), carried));
  const kept = rests.some((rest) => rest.kept);
  const paths = rests.flatMap((rest) => rest.paths);
  const whole = !kept && paths.length > 0 && !name.startsWith('_');
  return { paths: whole ? [path] : paths, kept };
}

/**
 * The resource as far as its events carry it. A contained resource keeps its type and the id that it is referred to by,
 * without which it would be no resource.
 */
export function carriedPart(resource: Resource, carried: Carried): Resource {
  const part = partOf(resource, carried) as Record<string, unknown> | undefined;
  return { resourceType: resource.resourceType, ...part };
}

function partOf(value: object, carried: Carried): unknown {
  const parts = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    if (typeof member === 'object' && member !== null) {
      const part = partOf(member as object, carried);
      return part === undefined ? [] : [[name, part]];
    }
    return carried.has(value, name) ? [[name, member]] : [];
  });
  if (parts.length === 0) return undefined;
  if (Array.isArray(value)) return parts.map(([, part]) => part);
  const { resourceType, id } = value as Partial<Resource>;
  return { ...(typeof resourceType === 'string' ? present({ resourceType, id }) : {}), ...Object.fromEntries(parts) };
}

const present = (members: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
