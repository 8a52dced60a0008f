import { validateClinicalData } from '@everchart/contracts-clinical';
import { Identities } from './identities.js';
import type { MappedEvent, MappingContext } from './mappings/mapping.js';
import { mappings } from './mappings/mappings.js';
import { References } from './references.js';
import { isObject, objectOf, textOf, type Bundle, type BundleEntry, type Resource } from './resource.js';
import { leftBehind, watched } from './watched.js';

/** An event as the recording API takes it. */
export interface RecordableEvent {
  patientId: string;
  id: string;
  type: string;
  schemaVersion: number;
  occurredAt: string;
  data: unknown;
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
  /** `<Type>.<path>` of mapped resources: what was left behind, and how often. */
  leftBehind: Record<string, number>;
  /** Resources of a mapped type that could not become an event. */
  refused: RefusedResource[];
}

/** What one entry of a bundle becomes. */
export type EntryEvents = BundleEntry &
  (
    | { outcome: 'mapped'; events: RecordableEvent[]; leftBehind: string[] }
    /** There is no event for its type. */
    | { outcome: 'unmapped' }
    /** @see RefusedResource */
    | { outcome: 'refused'; reason: string }
  );

/** Resource types that become events. */
export const mappedTypes: readonly string[] = [...mappings.keys()];

/**
 * FHIR R4 → clinical events. Ids come from the resources' ids, so that reading the same bundle again gives the same
 * events. What cannot be carried is counted or named, never dropped silently; nothing is guessed.
 * @param options.source name of the system that the bundle comes from; needed when its ids are not UUIDs
 */
export function eventsOfBundle(bundle: Bundle, options: { source?: string } = {}): BundleEvents {
  const result: BundleEvents = { registrations: [], events: [], mapped: {}, unmapped: {}, leftBehind: {}, refused: [] };
  if (bundle.entriesWithoutResource > 0) result.unmapped['(entry without a resource)'] = bundle.entriesWithoutResource;
  for (const entry of eventsOfEntries(bundle, options)) {
    const { resourceType } = entry.resource;
    if (entry.outcome === 'unmapped') count(result.unmapped, resourceType);
    else if (entry.outcome === 'refused') result.refused.push({ resourceType, pointer: entry.pointer, reason: entry.reason });
    else {
      count(result.mapped, resourceType);
      for (const path of entry.leftBehind) count(result.leftBehind, path);
      (resourceType === 'Patient' ? result.registrations : result.events).push(...entry.events);
    }
  }
  result.events.sort((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt));
  return result;
}

/** The same as {@link eventsOfBundle}, entry by entry in the bundle's order. */
export function eventsOfEntries(bundle: Bundle, options: { source?: string } = {}): EntryEvents[] {
  const identities = new Identities(options.source);
  const firstEntry = new Map<string, string>();
  const context: MappingContext = { identities, references: new References(bundle, identities), firstEntry };
  const isPatient = ({ resource }: BundleEntry): boolean => resource.resourceType === 'Patient';
  // Patients last: their record begins no later than the first of their entries.
  const others = bundle.entries.map((entry) => (isPatient(entry) ? undefined : mapEntry(entry, context)));
  for (const result of others) {
    for (const { patientId, occurredAt } of result?.outcome === 'mapped' ? result.events : []) {
      const first = firstEntry.get(patientId);
      if (first === undefined || Date.parse(occurredAt) < Date.parse(first)) firstEntry.set(patientId, occurredAt);
    }
  }
  return bundle.entries.map((entry, index) => others[index] ?? mapEntry(entry, context));
}

function mapEntry(entry: BundleEntry, context: MappingContext): EntryEvents {
  const { resource } = entry;
  const mapping = mappings.get(resource.resourceType);
  if (!mapping) return { ...entry, outcome: 'unmapped' };
  const reason = unreadable(resource, context.identities);
  if (reason !== undefined) return refused(entry, reason);
  const view = watched(resource);
  const patientId = mapping.patientOf(view, context);
  if (patientId === undefined) return refused(entry, 'the patient is not named by a reference that can be followed');
  const mapped = mapping.eventsOf(view, context);
  if (typeof mapped === 'string') return refused(entry, mapped);
  return accept(entry, patientId, mapped, context.identities);
}

/** Why nothing may be read from a resource of any type. */
function unreadable(resource: Resource, identities: Identities): string | undefined {
  const id = textOf(resource.id);
  if (id === undefined) return 'it has no id, so that a second import could not recognise it';
  if (identities.recordId(resource.resourceType, id) === undefined)
    return 'its id is not a UUID, and the system that gave it out was not named (source)';
  // FHIR R4, 2.4.0.1 and resource.html#implicitRules: who does not know them must not process the resource.
  if (resource.implicitRules !== undefined) return 'it is under implicit rules that are not known here';
  if (hasModifier(resource)) return 'it has a modifier extension that is not known here and may turn its meaning round';
  return undefined;
}

function hasModifier(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasModifier);
  return isObject(value) && ('modifierExtension' in value || Object.values(value).some(hasModifier));
}

/** Members of every resource that say nothing about the patient. */
const technicalMembers: ReadonlySet<string> = new Set(['resourceType', 'id', 'language']);
const technicalMeta: ReadonlySet<string> = new Set(['versionId', 'lastUpdated', 'source', 'profile']);

function accept(entry: BundleEntry, patientId: string, mapped: readonly MappedEvent[], identities: Identities): EntryEvents {
  const { resource } = entry;
  const { resourceType, id } = resource;
  const faults = mapped.flatMap(({ type, schemaVersion, data }) =>
    validateClinicalData(type, schemaVersion, data).map((fault) => `${type}${fault.pointer.replaceAll(/\/\d+/g, '/*')} ${fault.message}`),
  );
  if (faults.length > 0) return refused(entry, [...new Set(faults)].join('; '));
  const events = mapped.map((event) => ({ patientId, id: identities.eventId(resourceType, id!, event.type)!, ...event }));
  return { ...entry, outcome: 'mapped', events, leftBehind: notCarried(resource) };
}

function notCarried(resource: Resource): string[] {
  const { meta, text, ...members } = resource;
  const kept = Object.entries(objectOf(meta)).filter(([name]) => !technicalMeta.has(name));
  const paths = leftBehind(resource, resource.resourceType).filter((path) => {
    const [, member = ''] = path.split('.', 2);
    return member in members && !technicalMembers.has(member);
  });
  // A narrative that was generated says the rest in other words.
  const narrative = isObject(text) && text.status !== 'generated' ? [`${resource.resourceType}.text`] : [];
  return [...paths, ...narrative, ...kept.map(([name]) => `${resource.resourceType}.meta.${name}`)];
}

function refused(entry: BundleEntry, reason: string): EntryEvents {
  return { ...entry, outcome: 'refused', reason };
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
