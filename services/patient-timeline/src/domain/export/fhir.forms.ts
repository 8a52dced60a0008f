import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { readableTypeOf, resourceOf, type ReadableData, type Resource } from '@everchart/fhir';
import type { EntryDocument } from '../rendering.js';

/** What later entries say of earlier ones. */
export interface LaterFact {
  type: string;
  occurredAt: string;
  data: unknown;
}

/** Who the person is, by all entries in force. */
export interface Person {
  patientId: string;
  /** As the registration with the amendments to it. */
  details: Record<string, unknown>;
  /** When and what the death is stated by, if one is. */
  deceased: LaterFact | undefined;
  replacedBy: string | undefined;
  replaces: readonly string[];
}

/** Types of entries that are about an earlier one, and the member that names it. */
const about: Readonly<Record<string, string>> = {
  'stay.discharged': 'stayId',
  'stay.cancelled': 'stayId',
  'medication.changed': 'prescriptionId',
  'medication.stopped': 'prescriptionId',
  'allergy.refuted': 'allergyId',
  'problem.resolved': 'problemId',
  'plan.instruction-revised': 'instructionId',
  'plan.instruction-ended': 'instructionId',
};
export const laterTypes: readonly string[] = Object.keys(about);

/** Their content is in the resource of the person, or of the stay. */
const partsOfOthers = new Set(['patient.registered', 'patient.details-amended', 'patient.deceased', 'stay.discharged']);

const changedBy = <Type extends keyof ClinicalEventData>(facts: readonly LaterFact[], type: Type): ClinicalEventData[Type][] =>
  facts.filter((fact) => fact.type === type).map(({ data }) => data as ClinicalEventData[Type]);

/**
 * FHIR R4 resources of a record, each as the entries in force have come to it. What was struck has none: a reader of
 * FHIR takes what is there as true.
 */
export class FhirForms {
  readonly #later: ReadonlyMap<string, readonly LaterFact[]>;

  /**
   * @param stays that entries in force admit to, by their ids
   * @param later entries in force of {@link laterTypes}, in the order of happening
   */
  constructor(
    readonly persons: readonly Person[],
    private readonly stays: ReadonlySet<string>,
    later: readonly LaterFact[],
  ) {
    this.#later = Map.groupBy(later, ({ type, data }) => String((data as Record<string, unknown>)[about[type]!]).toLowerCase());
  }

  /** `<Type>/<id>` of the resource that has the content of an entry as it stands; undefined: none has. */
  nameOf(patientId: string, { id, type, data, struck, unreadable }: EntryDocument): string | undefined {
    if (struck || unreadable || data === null) return undefined;
    if (type === 'stay.discharged') return this.stays.has(stayIdOf(data)) ? `Encounter/${stayIdOf(data)}` : undefined;
    if (partsOfOthers.has(type)) return `Patient/${patientId}`;
    const resourceType = typeOf(type, data);
    return resourceType && `${resourceType}/${resourceType === 'Encounter' ? stayIdOf(data) : id}`;
  }

  /** The resource of which an entry as it stands is the first; the person's own is {@link patientOf}. */
  resourceOf(patientId: string, entry: EntryDocument): Resource | undefined {
    const { id: entryId, type, data, occurredAt, recordedAt, amended } = entry;
    const name = partsOfOthers.has(type) ? undefined : this.nameOf(patientId, entry);
    if (name === undefined) return undefined;
    const [resourceType, id] = name.split('/') as [keyof ReadableData, string];
    const facts = this.#later.get(resourceType === 'Encounter' ? id : entryId) ?? [];
    const state = {
      id,
      patientId,
      occurredAt,
      data: stateOf(resourceType, data as Record<string, unknown>, facts) as never,
      ...endOf(facts),
    };
    const status = statusOf(resourceType, facts);
    return { ...resourceOf(resourceType, state), ...(status !== undefined && { status }), meta: metaOf(recordedAt, amended !== undefined) };
  }

  /** Undefined: nothing says who the person is. */
  patientOf({ patientId, details, deceased, replacedBy, replaces }: Person): Resource | undefined {
    if (!Array.isArray(details.identifiers)) return undefined;
    const { deceasedAt } = (deceased?.data ?? {}) as { deceasedAt?: string };
    const links = [
      ...((details.links as object[] | undefined) ?? []),
      ...replaces.map((other) => ({ patientId: other, type: 'replaces' as const })),
    ];
    const data = { ...details, ...(deceasedAt !== undefined && { deceased: deceasedAt }), ...(links.length > 0 && { links }) };
    const later = deceased && { later: { occurredAt: deceased.occurredAt, data: {} } };
    const resource = resourceOf('Patient', { id: patientId, patientId, occurredAt: '', data: data as never, ...later });
    if (replacedBy === undefined) return resource;
    const link = [
      ...((resource.link as object[] | undefined) ?? []),
      { other: { reference: `Patient/${replacedBy}` }, type: 'replaced-by' },
    ];
    return { ...resource, active: false, link };
  }
}

/** An instruction that was put in other words is one of its own. */
function typeOf(type: string, data: unknown): keyof ReadableData | undefined {
  return type === 'plan.instruction-revised' ? 'CarePlan' : readableTypeOf(type, data);
}

export function stayIdOf(data: unknown): string {
  const { stayId } = data as { stayId?: unknown };
  return typeof stayId === 'string' ? stayId.toLowerCase() : '';
}

/** What the entry and those about it come to. */
function stateOf(type: keyof ReadableData, data: Record<string, unknown>, facts: readonly LaterFact[]): object {
  switch (type) {
    case 'MedicationRequest': {
      const changes = changedBy(facts, 'medication.changed').map(
        ({ prescriptionId: _, changeLog: __, stayId: ___, override: ____, ...rest }) => rest,
      );
      return Object.assign({}, data, ...changes) as object;
    }
    case 'AllergyIntolerance':
      return changedBy(facts, 'allergy.refuted').length > 0 ? { ...data, verification: 'refuted', clinicalStatus: 'inactive' } : data;
    case 'Condition': {
      const resolved = facts.findLast((fact) => fact.type === 'problem.resolved');
      const { resolvedAt } = (resolved?.data ?? {}) as { resolvedAt?: string };
      return resolved ? { ...data, clinicalStatus: 'resolved', abatement: resolvedAt ?? resolved.occurredAt } : data;
    }
    default:
      return data;
  }
}

function statusOf(type: keyof ReadableData, facts: readonly LaterFact[]): string | undefined {
  const isThere = (name: string): boolean => facts.some((fact) => fact.type === name);
  if (type === 'Encounter') return isThere('stay.cancelled') ? 'cancelled' : undefined;
  if (type === 'MedicationRequest') return isThere('medication.stopped') ? 'stopped' : undefined;
  if (type !== 'CarePlan') return undefined;
  const [ended] = changedBy(facts, 'plan.instruction-ended');
  if (ended) return ended.outcome === 'achieved' ? 'completed' : 'revoked';
  return isThere('plan.instruction-revised') ? 'revoked' : undefined;
}

function endOf(facts: readonly LaterFact[]): { later?: { occurredAt: string; data: Partial<ClinicalEventData['stay.discharged']> } } {
  const discharged = facts.findLast((fact) => fact.type === 'stay.discharged');
  return discharged ? { later: { occurredAt: discharged.occurredAt, data: discharged.data as ClinicalEventData['stay.discharged'] } } : {};
}

function metaOf(lastUpdated: string, isAmended: boolean): object {
  return { lastUpdated, ...(isAmended && { tag: [{ system: 'urn:everchart:export', code: 'amended' }] }) };
}
