import { describe, expect, it } from '@jest/globals';
import { isThere, sharedResources } from '../test/example-resources.js';
import { entryOf, fullResources } from '../test/full-resources.js';
import { eventsOfEntries, Identities, mappedTypes, readableTypes, resourceOf, type EntryEvents, type ReadableData, type Resource } from './index.js'; // prettier-ignore

type Mapped = Extract<EntryEvents, { outcome: 'mapped' }>;

const nowMs = Date.parse('2026-03-01T09:30:00Z');
const source = 'https://examples.example';
const isReadable = (type: string): type is keyof ReadableData => Object.hasOwn(readableTypes, type);

/** The resource that the record gives for the events of one. */
function readBack(resourceType: string, id: string, { events }: Pick<Mapped, 'events'>): Resource {
  if (!isReadable(resourceType)) throw new Error(`${resourceType} cannot be read`);
  const [first, later] = events.map(({ event }) => event);
  const { patientId, occurredAt, data } = first!;
  return resourceOf(resourceType, {
    id,
    patientId,
    occurredAt,
    data: data as ReadableData[typeof resourceType],
    ...(later ? { later: later as { occurredAt: string; data: object } } : {}),
  });
}

/** What R4 requires of each type (min = 1, and a list of which one is required). */
const required: Readonly<Record<string, readonly RegExp[]>> = {
  Patient: [],
  Encounter: [/^status$/, /^class$/, /^subject$/],
  Observation: [/^status$/, /^code$/, /^subject$/],
  MedicationAdministration: [/^status$/, /^medicationCodeableConcept$/, /^subject$/, /^effective(?:DateTime|Period)$/],
  MedicationRequest: [/^status$/, /^intent$/, /^medicationCodeableConcept$/, /^subject$/],
  AllergyIntolerance: [/^patient$/, /^code$/],
  Condition: [/^subject$/, /^code$/],
  CarePlan: [/^status$/, /^intent$/, /^subject$/],
  Procedure: [/^status$/, /^subject$/],
  Immunization: [/^status$/, /^vaccineCode$/, /^patient$/, /^occurrence(?:DateTime|String)$/],
  DiagnosticReport: [/^status$/, /^code$/],
  DocumentReference: [/^status$/, /^content$/],
};

function faultsOf(resource: Resource): string[] {
  const names = Object.keys(resource);
  const missing = required[resource.resourceType]!.filter((name) => !names.some((each) => name.test(each))).map(String);
  return [...missing, ...hollow(resource, resource.resourceType)];
}

/** FHIR knows no empty objects, lists and texts, and no absent values. */
function hollow(value: unknown, path: string): string[] {
  if (value === undefined || value === null || value === '') return [path];
  if (typeof value !== 'object') return [];
  const members = Object.entries(value);
  return members.length === 0 ? [path] : members.flatMap(([name, each]) => hollow(each, `${path}.${name}`));
}

/** A time that the resource does not state is the server's: that of its last change. */
const received = (resource: Resource, { events }: Mapped): Resource => ({
  ...resource,
  meta: { lastUpdated: events.at(-1)!.event.occurredAt },
});

const eventsIn = ({ events }: Mapped): unknown[] => events.map(({ event }) => event);

function roundTrip(resource: Resource, entry: Mapped): void {
  const made = readBack(resource.resourceType, resource.id!, entry);
  expect(faultsOf(made)).toEqual([]);
  const entries = [{ pointer: '', resource: received(made, entry) }];
  const again = eventsOfEntries({ entries, entriesWithoutResource: 0 }, { nowMs })[0]!;
  expect({ made, again: again.outcome === 'mapped' ? eventsIn(again) : again }).toEqual({ made, again: eventsIn(entry) });
}

const named = fullResources.map((resource) => [resource.resourceType, resource] as const);

it('every type that is created can be read', () => {
  expect(Object.keys(readableTypes)).toEqual([...mappedTypes]);
  expect(named.map(([type]) => type).sort()).toEqual([...mappedTypes].sort());
});

describe.each(named)('%s', (_type, full) => {
  it('events → resource → the same events', () => {
    const entry = entryOf(full) as Mapped;
    expect(entry.outcome).toBe('mapped');
    roundTrip(full, entry);
  });

  it('also of any part of it', () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const without = (value: unknown, keep: number): unknown => {
      if (Array.isArray(value)) return value.map((each) => without(each, keep));
      if (typeof value !== 'object' || value === null) return value;
      const members = Object.entries(value).filter(
        ([name]) => /^(?:resourceType|id|reference|status|subject|patient)$/.test(name) || random() < keep,
      );
      return Object.fromEntries(members.map(([name, each]) => [name, without(each, keep)]));
    };
    let taken = 0;
    for (let times = 0; times < 300; times += 1) {
      const resource = without(full, 0.7 + 0.3 * random()) as Resource;
      const entry = entryOf(resource);
      if (entry.outcome !== 'mapped') continue;
      taken += 1;
      roundTrip(resource, entry);
    }
    expect(taken).toBeGreaterThan(20);
  });
});

describe('a note', () => {
  const report = fullResources.find(({ resourceType }) => resourceType === 'DiagnosticReport')!;
  const back = (resource: Resource): Resource => {
    const entry = entryOf(resource) as Mapped;
    roundTrip(resource, entry);
    return readBack(resource.resourceType, resource.id!, entry);
  };

  it('becomes what it came as, member by member', () => {
    const procedure = fullResources.find(({ resourceType }) => resourceType === 'Procedure')!;
    expect(back({ ...procedure, note: [{ text: 'one line\nOutcome: is in the note' }] })).toMatchObject({
      status: 'not-done',
      statusReason: { text: 'refused' },
      code: { text: 'appendectomy' },
      reasonCode: [{ text: 'appendicitis' }],
      bodySite: [{ text: 'abdomen' }],
      outcome: { text: 'well' },
      note: [{ text: 'one line\nOutcome: is in the note' }],
      performedPeriod: { start: '2020-03-01T08:00:00Z', end: '2020-03-02' },
    });
    const immunization = fullResources.find(({ resourceType }) => resourceType === 'Immunization')!;
    expect(back(immunization)).toMatchObject({
      isSubpotent: true,
      lotNumber: 'lot 1',
      expirationDate: '2021-01',
      doseQuantity: { value: 6, comparator: '<', unit: 'unit 6' },
      occurrenceDateTime: '2020-03',
    });
  });

  it('keeps plain text as a document, with lines of any kind', () => {
    const content = 'Conclusion: as above\n\nResults: none\n';
    const presentedForm = [
      { contentType: 'text/plain; charset=utf-8', title: 'notes, of the day', data: Buffer.from(content).toString('base64') },
    ];
    expect(back({ ...report, conclusion: 'two\nlines', presentedForm })).toMatchObject({ conclusion: 'two\nlines', presentedForm });
  });

  it('gives the same text when its lines look like parts', () => {
    const labels = ['Conclusion', 'Coded conclusion', 'Results', 'Document', 'Reason', 'Outcome', 'Dose', 'Lot', 'Expires', 'Category', 'Stored at', 'Status of the document']; // prettier-ignore
    const ends = ['a', 'text/plain', 'b, text/plain, 2020', '5 mg', '< 5 (no unit stated)', '05 mg', 'final', '2021-01', '', ' '];
    const lineKinds = [...labels.flatMap((label) => ends.map((end) => `${label}: ${end}`)), '', 'plain', 'The dose was sub-potent'];
    let seed = 3;
    const pick = <T>(of: readonly T[]): T => of[(seed = (seed * 48_271) % 2_147_483_647) % of.length]!;
    const some = (): string => ['begin', ...Array.from({ length: pick([0, 1, 2, 4]) }, () => pick(lineKinds))].join('\n');
    const form = () => ({ contentType: pick(['text/plain', 'text/html']), title: pick([undefined, 'a', some()]), data: Buffer.from(some()).toString('base64') }); // prettier-ignore
    const members = {
      Procedure: () => ({ note: [{ text: pick([some(), pick(lineKinds)]) }], outcome: { text: pick(['a', some()]) } }),
      Immunization: () => ({ note: [{ text: some() }], lotNumber: some(), reasonCode: undefined, isSubpotent: pick([true, false]) }),
      DiagnosticReport: () => ({ conclusion: some(), code: { text: some() }, presentedForm: [form(), form()] }),
      DocumentReference: () => ({ description: some(), docStatus: pick([undefined, 'final']), content: [{ attachment: form() }, { attachment: form() }] }), // prettier-ignore
    };
    for (const [type, make] of Object.entries(members)) {
      const full = fullResources.find(({ resourceType }) => resourceType === type)!;
      for (let times = 0; times < 200; times += 1) back(JSON.parse(JSON.stringify({ ...full, ...make() })) as Resource);
    }
  });

  it.each([
    ['two forms, of which one has content', { presentedForm: [{ title: 'a' }, { contentType: 'text/plain', data: 'eA==' }, { url: 'https://x.example/1' }] }],
    ['a code without its system', { code: { coding: [{ code: 'X 1' }] } }],
    ['a code without its system, beside one with it', { code: { coding: [{ display: 'what it is' }, { system: 'urn:s', code: '1' }] } }],
    ['a code of two lines', { code: { text: 'a\nConclusion: b' }, conclusion: 'c' }],
    ['no code', { code: undefined }],
    ['nothing but blank lines after it', { conclusion: 'x\n\n ' }],
    ['a title of two lines', { presentedForm: [{ title: 'a\nb, text/plain', contentType: 'text/plain', data: 'eA==' }] }],
  ])('gives the same text of %s', (_what, members) => {
    back(JSON.parse(JSON.stringify({ ...report, ...members })) as Resource);
  }); // prettier-ignore
});

const identities = new Identities(source);

/** With UUIDs, as the server gives them out, in the place of the ids of the system that it comes from. */
function withUuids(bundle: readonly Resource[]): Resource[] {
  const ids = new Map<string, string>(bundle.flatMap(({ resourceType, id }) => (id === undefined ? [] : [[`${resourceType}/${id}`, `${resourceType}/${identities.recordId(resourceType, id)!}`] as const]))); // prettier-ignore
  const renamed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, name === 'reference' && typeof each === 'string' ? uuidReference(each) : renamed(each)])); // prettier-ignore
  };
  const uuidReference = (reference: string): string => {
    const [, type, id] = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/.exec(reference) ?? [];
    return ids.get(reference) ?? (type && id ? `${type}/${identities.recordId(type, id)!}` : reference);
  };
  return bundle.map((each) => ({ ...(renamed(each) as Resource), ...(each.id === undefined ? {} : { id: identities.recordId(each.resourceType, each.id)! }) })); // prettier-ignore
}

describe.each(['synthea', 'examples'] as const)('resources of others (%s)', (folder) => {
  it('events → resource → the same events', () => {
    const counts: Record<string, number> = {};
    for (const bundle of sharedResources(folder)) {
      const resources = withUuids(bundle);
      const entries = resources.map((resource) => ({ pointer: '', fullUrl: `urn:uuid:${resource.id}`, resource }));
      for (const entry of eventsOfEntries({ entries, entriesWithoutResource: 0 }, { nowMs })) {
        if (entry.outcome !== 'mapped') continue;
        const { resourceType } = entry.resource;
        counts[resourceType] = (counts[resourceType] ?? 0) + 1;
        roundTrip(entry.resource, entry);
      }
    }
    if (isThere(folder)) expect(Object.keys(counts).sort()).toEqual([...mappedTypes].sort());
  }, 300_000);
});
