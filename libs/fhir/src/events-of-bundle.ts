import { validateClinicalData } from '@everchart/contracts-clinical';
import { Identities } from './identities.js';
import type { MappedEvent, MappingContext } from './mappings/mapping.js';
import { mappings } from './mappings/mappings.js';
import { registrationOf } from './mappings/patient.mapping.js';
import { References } from './references.js';
import { dateTimeOf } from './data-types.js';
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
  /** `patient.registered`, one per patient of the bundle: the first event of a record, to be recorded before all others. */
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

/**
 * FHIR R4 → clinical events. Ids come from the resources' ids, so that reading the same bundle again gives the same events. What cannot be carried is counted or
 * named, never dropped in silence; nothing is guessed.
 * @param options.source name of the system that the bundle comes from; needed when its ids are not UUIDs
 */
export function eventsOfBundle(bundle: Bundle, options: { source?: string } = {}): BundleEvents {
  const identities = new Identities(options.source);
  const context: MappingContext = { identities, references: new References(bundle, identities) };
  const result: BundleEvents = { registrations: [], events: [], mapped: {}, unmapped: {}, leftBehind: {}, refused: [] };
  if (bundle.entriesWithoutResource > 0) result.unmapped['(entry without a resource)'] = bundle.entriesWithoutResource;

  const patients: BundleEntry[] = [];
  for (const entry of bundle.entries) {
    const { resourceType } = entry.resource;
    if (resourceType === 'Patient') patients.push(entry);
    else if (mappings.has(resourceType)) result.events.push(...mapEntry(entry, context, result));
    else count(result.unmapped, resourceType);
  }
  result.events.sort((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt));
  const firstEntry = new Map<string, string>();
  for (const { patientId, occurredAt } of result.events) if (!firstEntry.has(patientId)) firstEntry.set(patientId, occurredAt);
  for (const entry of patients) result.registrations.push(...registerPatient(entry, identities, firstEntry, result));
  return result;
}

function mapEntry({ pointer, resource }: BundleEntry, context: MappingContext, result: BundleEvents): RecordableEvent[] {
  const mapping = mappings.get(resource.resourceType)!;
  const place = { resourceType: resource.resourceType, pointer };
  const reason = unreadable(resource, context.identities);
  if (reason !== undefined) return refuse(result, place, reason);
  const view = watched(resource);
  const patientId = context.references.recordId(view[mapping.patient], 'Patient');
  if (patientId === undefined) return refuse(result, place, 'the patient is not named by a reference that can be followed');
  const mapped = mapping.map(view, context);
  if (typeof mapped === 'string') return refuse(result, place, mapped);
  return accept(resource, { patientId, pointer, mapped, identities: context.identities }, result);
}

function registerPatient(
  { pointer, resource }: BundleEntry,
  identities: Identities,
  firstEntry: ReadonlyMap<string, string>,
  result: BundleEvents,
): RecordableEvent[] {
  const place = { resourceType: 'Patient', pointer };
  const reason = unreadable(resource, identities);
  if (reason !== undefined) return refuse(result, place, reason);
  const data = registrationOf(watched(resource));
  if (typeof data === 'string') return refuse(result, place, data);
  const patientId = identities.recordId('Patient', resource.id!)!;
  const occurredAt = firstEntry.get(patientId) ?? dateTimeOf(objectOf(resource.meta).lastUpdated) ?? birthOf(data.birthDate);
  if (occurredAt === undefined) return refuse(result, place, 'nothing says when the record begins: no entry, no date of birth');
  const mapped: MappedEvent[] = [{ type: 'patient.registered', schemaVersion: 1, occurredAt, data }];
  return accept(resource, { patientId, pointer, mapped, identities }, result);
}

/** FHIR does not say when somebody became a patient: no later than the first entry, and not before birth. */
function birthOf(birthDate: string | undefined): string | undefined {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(birthDate ?? '');
  return match ? `${match[1]}-${match[2] ?? '01'}-${match[3] ?? '01'}T00:00:00Z` : undefined;
}

/** Why nothing may be read from a resource, whatever its type. */
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

function accept(
  resource: Resource,
  {
    patientId,
    pointer,
    mapped,
    identities,
  }: { patientId: string; pointer: string; mapped: readonly MappedEvent[]; identities: Identities },
  result: BundleEvents,
): RecordableEvent[] {
  const { resourceType, id } = resource;
  const faults = mapped.flatMap(({ type, schemaVersion, data }) =>
    validateClinicalData(type, schemaVersion, data).map((fault) => `${type}${fault.pointer.replaceAll(/\/\d+/g, '/*')} ${fault.message}`),
  );
  if (faults.length > 0) return refuse(result, { resourceType, pointer }, [...new Set(faults)].join('; '));
  count(result.mapped, resourceType);
  for (const path of notCarried(resource)) count(result.leftBehind, path);
  return mapped.map((event) => ({ patientId, id: identities.eventId(resourceType, id!, event.type)!, ...event }));
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

function refuse(result: BundleEvents, place: { resourceType: string; pointer: string }, reason: string): never[] {
  result.refused.push({ ...place, reason });
  return [];
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
