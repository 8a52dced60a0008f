import { validateClinicalData } from '@everchart/contracts-clinical';
import { Carried, Element, type Draft } from './element.js';
import { Identities } from './identities.js';
import { carriedPart, leftBehind } from './left-behind.js';
import type { MappedEvent, MappingContext } from './mappings/mapping.js';
import { mappings } from './mappings/mappings.js';
import { forbiddenModifier, lostModifier, modifiersOf, type Modifier } from './modifiers.js';
import { References } from './references.js';
import { textOf, type Bundle, type BundleEntry, type Resource } from './resource.js';

/** An event as the recording API takes it. */
export interface RecordableEvent {
  patientId: string;
  id: string;
  type: string;
  schemaVersion: number;
  occurredAt: string;
  data: unknown;
}

/** An event of one entry. */
export interface EntryEvent {
  event: RecordableEvent;
  /** `occurredAt` was chosen here, as the resource states no instant: another time it may become another one. */
  timeDerived: boolean;
}

export interface RefusedResource {
  resourceType: string;
  /** JSON Pointer to its entry in the bundle. */
  pointer: string;
  /** A stable text that holds no patient data. */
  reason: string;
}

export interface BundleEvents {
  /**
   * `patient.registered`, one per patient of the bundle: the first event of a record, to be recorded before all others.
   */
  registrations: RecordableEvent[];
  /** All others; per patient in the order of happening. */
  events: RecordableEvent[];
  /** Resources by type that became events. */
  mapped: Record<string, number>;
  /** Resources by type for which there is no event. */
  unmapped: Record<string, number>;
  /** `<Type>.<path>` of mapped resources: what was left behind, and in how many. */
  leftBehind: Record<string, number>;
  /** Resources of a mapped type that could not become an event. */
  refused: RefusedResource[];
}

/** What one entry of a bundle becomes. */
export type EntryEvents = BundleEntry &
  (
    | {
        outcome: 'mapped';
        events: EntryEvent[];
        /** The resource as far as its events carry it. */
        carried: Resource;
        /** FHIRPath of everything else. */
        leftBehind: string[];
      }
    /** There is no event for its type. */
    | { outcome: 'unmapped' }
    /** @see RefusedResource */
    | { outcome: 'refused'; reason: string }
  );

export interface MapOptions {
  /** Name of the system that the bundle comes from; needed when its ids are not UUIDs. */
  source?: string;
  /** When the bundle was received: since then holds what states no time. Now when it is not said. */
  nowMs?: number;
}

/** Resource types that become events. */
export const mappedTypes: readonly string[] = [...mappings.keys()];

/**
 * FHIR R4 → clinical events. Ids come from the resources' ids, so that reading the same bundle again gives the same
 * events. What cannot be carried is counted or named, never dropped silently; nothing is guessed.
 */
export function eventsOfBundle(bundle: Bundle, options: MapOptions = {}): BundleEvents {
  const result: BundleEvents = { registrations: [], events: [], mapped: {}, unmapped: {}, leftBehind: {}, refused: [] };
  if (bundle.entriesWithoutResource > 0) result.unmapped['(entry without a resource)'] = bundle.entriesWithoutResource;
  for (const entry of eventsOfEntries(bundle, options)) {
    const { resourceType } = entry.resource;
    if (entry.outcome === 'unmapped') count(result.unmapped, resourceType);
    else if (entry.outcome === 'refused') result.refused.push({ resourceType, pointer: entry.pointer, reason: entry.reason });
    else {
      count(result.mapped, resourceType);
      for (const path of new Set(entry.leftBehind.map((each) => each.replaceAll(/\[\d+\]/g, '')))) count(result.leftBehind, path);
      for (const { event } of entry.events) (event.type === 'patient.registered' ? result.registrations : result.events).push(event);
    }
  }
  result.events.sort((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt));
  return result;
}

/** The same as {@link eventsOfBundle}, entry by entry in the bundle's order. */
export function eventsOfEntries(bundle: Bundle, options: MapOptions = {}): EntryEvents[] {
  const mapping = mapInSteps(bundle, options);
  for (;;) {
    const step = mapping.next();
    if (step.done) return step.value;
  }
}

/** The same, one entry in each step: who maps a large bundle may let others have their turn in between. */
export function* mapInSteps(bundle: Bundle, { source, nowMs = Date.now() }: MapOptions = {}): Generator<void, EntryEvents[]> {
  const identities = new Identities(source);
  const firstEntry = new Map<string, string>();
  const context: MappingContext = { identities, references: new References(bundle, identities), firstEntry, nowMs };
  const isPatient = ({ resource }: BundleEntry): boolean => resource.resourceType === 'Patient';
  // Patients last: their record begins no later than the first of their entries.
  const others: (EntryEvents | undefined)[] = [];
  for (const entry of bundle.entries) {
    others.push(isPatient(entry) ? undefined : mapEntry(entry, context));
    yield;
  }
  for (const result of others) {
    for (const { event } of result?.outcome === 'mapped' ? result.events : []) {
      const { patientId, occurredAt } = event;
      const first = firstEntry.get(patientId);
      if (first === undefined || Date.parse(occurredAt) < Date.parse(first)) firstEntry.set(patientId, occurredAt);
    }
  }
  const results: EntryEvents[] = [];
  for (const [index, entry] of bundle.entries.entries()) {
    results.push(others[index] ?? mapEntry(entry, context));
    yield;
  }
  return results;
}

function mapEntry(entry: BundleEntry, context: MappingContext): EntryEvents {
  const { resource } = entry;
  const mapping = mappings.get(resource.resourceType);
  if (!mapping) return { ...entry, outcome: 'unmapped' };
  const modifiers = modifiersOf(resource);
  // FHIR R4, 2.4.0.1 and resource.html#implicitRules: who does not know them must not process the resource.
  const reason = unnamed(resource, context.identities) ?? forbiddenModifier(modifiers);
  if (reason !== undefined) return refused(entry, reason);
  const view = new Element(resource);
  const patientId = mapping.patientOf(view, context);
  if (patientId === undefined) return refused(entry, 'the patient is not named by a reference that can be followed');
  const mapped = mapping.eventsOf(view, context);
  if (typeof mapped === 'string') return refused(entry, mapped);
  return accept(entry, patientId, mapped, modifiers, context.identities);
}

/** Why a second import could not recognise the resource. */
function unnamed(resource: Resource, identities: Identities): string | undefined {
  const id = textOf(resource.id);
  if (id === undefined) return 'it has no id, so that a second import could not recognise it';
  if (identities.recordId(resource.resourceType, id) === undefined)
    return 'its id is not a UUID, and the system that gave it out was not named (source)';
  return undefined;
}

function accept(
  entry: BundleEntry,
  patient: Draft<string>,
  mapped: readonly MappedEvent[],
  modifiers: readonly Modifier[],
  identities: Identities,
): EntryEvents {
  const { resource } = entry;
  const { resourceType, id } = resource;
  const carried = new Carried();
  const patientId = carried.settle<string>(patient);
  const events = mapped.map(({ type, schemaVersion, occurredAt, timeDerived = false, data, says = [] }): EntryEvent => {
    for (const leaf of says) if (leaf) carried.add(leaf);
    const event: RecordableEvent = {
      patientId,
      id: identities.eventId(resourceType, id!, type)!,
      type,
      schemaVersion,
      occurredAt: carried.settle<string>(occurredAt),
      data: carried.settle<unknown>(data),
    };
    return { event, timeDerived };
  });
  const lost = lostModifier(modifiers, carried);
  if (lost !== undefined) return refused(entry, lost);
  const faults = events.flatMap(({ event: { type, schemaVersion, data } }) =>
    validateClinicalData(type, schemaVersion, data).map((fault) => `${type}${fault.pointer.replaceAll(/\/\d+/g, '/*')} ${fault.message}`),
  );
  if (faults.length > 0) return refused(entry, [...new Set(faults)].join('; '));
  return { ...entry, outcome: 'mapped', events, carried: carriedPart(resource, carried), leftBehind: leftBehind(resource, carried) };
}

function refused(entry: BundleEntry, reason: string): EntryEvents {
  return { ...entry, outcome: 'refused', reason };
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
