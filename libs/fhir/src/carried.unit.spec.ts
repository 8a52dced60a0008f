import { describe, expect, it } from '@jest/globals';
import { entryOf, fullResources } from '../test/full-resources.js';
import type { EntryEvents, Resource } from './index.js';

type Mapped = Extract<EntryEvents, { outcome: 'mapped' }>;

/** Every value of JSON with its path. */
function* leavesOf(value: unknown, path: string): Generator<[string, unknown]> {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) for (const [index, each] of value.entries()) yield* leavesOf(each, `${path}[${index}]`);
  else if (typeof value === 'object')
    for (const [name, each] of Object.entries(value)) yield* leavesOf(each, `${path}.${name.replace(/^_/, '')}`);
  else yield [path, value];
}

/** What the server gives out. */
const assigned = /^\w+\.(?:id|resourceType|meta\.versionId|meta\.lastUpdated)$|\.contained\[\d+\]\.(?:id|resourceType)$/;
const isNamed = (path: string, named: readonly string[]): boolean =>
  named.some((each) => path === each || path.startsWith(`${each}.`) || path.startsWith(`${each}[`));

/** What the events say in other words, or by being there; independent of how the mapping is made. */
const saidOtherwise: readonly RegExp[] = [
  // Ids of the record stand for references; a contained resource is taken into the event.
  /\.reference$/,
  // The members of the contracts are named by the system that their codes belong to.
  /\.(?:system)$/,
  /^Encounter\.(?:status|class\.code|participant\[0\]\.type\[0\]\.coding\[0\]\.code)$/,
  /^MedicationAdministration\.contained\[0\]\.status$/,
  /^MedicationRequest\.doNotPerform$/,
  /^MedicationRequest\.dosageInstruction\[0\]\.maxDosePerPeriod\.denominator\.(?:value|code|unit)$/,
  /^Patient\.(?:active|communication\[0\]\.preferred|name\[1\]\.use)$/,
  /^CarePlan\.activity\[0\]\.detail\.doNotPerform$/,
  /^Immunization\.isSubpotent$/,
  // As plain text, where the plan consists of nothing else.
  /^CarePlan\.text\.div$/,
];

function lost(resource: Resource, { events, leftBehind }: Mapped): string[] {
  const said = [...leavesOf(events, 'events')].map(([, value]) => String(value));
  return [...leavesOf(resource, resource.resourceType)].flatMap(([path, value]) => {
    if (assigned.test(path) || isNamed(path, leftBehind) || saidOtherwise.some((each) => each.test(path))) return [];
    return said.some((text) => text.includes(String(value))) ? [] : [path];
  });
}

function mappedOf(resource: Resource): Mapped {
  const entry = entryOf(resource);
  expect(entry).toMatchObject({ outcome: 'mapped' });
  return entry as Mapped;
}

const named = fullResources.map((resource) => [resource.resourceType, resource] as const);

describe.each(named)('%s', (_type, full) => {
  it('is carried or named, value by value', () => {
    const entry = mappedOf(full);
    expect(lost(full, entry)).toEqual([]);
    // What is named is there, and is not in the events as well.
    const places = [...leavesOf(full, full.resourceType)].map(([path]) => path);
    for (const path of entry.leftBehind) expect(places.some((place) => isNamed(place, [path]))).toBe(true);
  });

  it('is answered with what is carried, and with nothing else', () => {
    const { carried, leftBehind } = mappedOf(full);
    const isStructural = (path: string): boolean => /\.(?:id|resourceType)$/.test(path);
    const valuesOf = (leaves: Iterable<[string, unknown]>) => [...leaves].filter(([path]) => !isStructural(path)).map(([, value]) => value);
    const kept = [...leavesOf(full, full.resourceType)].filter(
      ([path]) => !isNamed(path, leftBehind) && !path.startsWith(`${full.resourceType}.meta.`),
    );
    expect(valuesOf(leavesOf(carried, full.resourceType))).toEqual(valuesOf(kept));
    for (const { resourceType, id } of (carried.contained ?? []) as Resource[]) expect([resourceType, id]).toEqual(['Medication', 'm']);
  });

  it('of any part of it says all that it takes', () => {
    let seed = 11;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const without = (value: unknown, keep: number): unknown => {
      if (Array.isArray(value)) return value.map((each) => without(each, keep));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .filter(([name]) => ['resourceType', 'id', 'reference', 'status', 'subject', 'patient'].includes(name) || random() < keep)
          .map(([name, each]) => [name, without(each, keep)]),
      );
    };
    let taken = 0;
    for (let times = 0; times < 400; times += 1) {
      const resource = without(full, 0.75 + 0.25 * random()) as Resource;
      const entry = entryOf(resource);
      if (entry.outcome !== 'mapped') continue;
      taken += 1;
      expect({ resource, lost: lost(resource, entry) }).toEqual({ resource, lost: [] });
    }
    expect(taken).toBeGreaterThan(40);
  });
});
