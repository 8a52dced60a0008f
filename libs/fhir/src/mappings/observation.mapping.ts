import type { ClinicalEventData, Component, ObservationRecordedV1 } from '@everchart/contracts-clinical';
import {
  codeableConceptOf,
  codeOf,
  dateTimeOf,
  notesOf,
  oneOf,
  quantityElement,
  quantityInWords,
  quantityOf,
  rangeElement,
  rangeOf,
  referenceTo,
} from '../data-types.js';
import { objectOf, objectsOf, present, textOf, unlessEmpty, type Resource } from '../resource.js';
import { leaveBehind } from '../watched.js';
import { patientIn, type Mapping } from './mapping.js';

const categorySystem = 'http://terminology.hl7.org/CodeSystem/observation-category';
/** Kinds of observation that have no place in FHIR's categories. */
const bedsideSystem = 'urn:everchart:observation-category';
const categories = [
  'vital-signs',
  'laboratory',
  'survey',
  'social-history',
  'exam',
  'imaging',
  'procedure',
  'activity',
  'therapy',
] as const;

export const observation: Mapping<ClinicalEventData['observation.recorded']> = {
  resourceType: 'Observation',
  patientOf: patientIn('subject'),
  eventsOf(resource, { references }) {
    if (!['final', 'amended', 'corrected'].includes(String(resource.status))) return 'the status is not final';
    if (resource.focus !== undefined) return 'it speaks of somebody or something else than the patient (focus)';
    const occurredAt =
      dateTimeOf(resource.effectiveDateTime) ??
      dateTimeOf(resource.effectiveInstant) ??
      dateTimeOf(objectOf(resource.effectivePeriod).start);
    if (occurredAt === undefined) return 'there is no effective time with date, time and zone';
    const code = codeableConceptOf(resource.code);
    if (!code) return 'there is no code';
    const value = valueOf(resource);
    if (!value && hasValue(resource)) return 'the value is of a kind that is not carried';
    const components = objectsOf(resource.component).flatMap((each) => componentOf(each) ?? []);
    if (!value && components.length === 0) return 'there is no value';
    const data = present<ObservationRecordedV1>({
      code,
      category: categoryOf(resource.category),
      ...value,
      components,
      interpretation: codeableConceptOf(objectsOf(resource.interpretation)[0]),
      bodySite: codeableConceptOf(resource.bodySite),
      method: codeableConceptOf(resource.method),
      note: notesOf(resource.note),
      stayId: references.recordId(resource.encounter, 'Encounter'),
    });
    return [{ type: 'observation.recorded', schemaVersion: 1, occurredAt, data }];
  },
  resourceOf({ id, patientId, occurredAt, data }) {
    return present<Resource>({
      resourceType: 'Observation',
      id,
      status: 'final',
      category: categoryElement(data.category),
      code: data.code,
      subject: referenceTo('Patient', patientId),
      encounter: data.stayId === undefined ? undefined : referenceTo('Encounter', data.stayId),
      effectiveDateTime: occurredAt,
      ...valueElements(data),
      interpretation: data.interpretation && [data.interpretation],
      bodySite: data.bodySite,
      method: data.method,
      component: data.components?.map((component) => ({ code: component.code, ...valueElements(component) })),
      note: data.note === undefined ? undefined : [{ text: data.note }],
    });
  },
};

type Value = Omit<Component, 'code'>;

/** The members that carry a value. */
function valueElements({ valueQuantity, valueString, valueCodeableConcept, valueBoolean, valueInteger, valueDateTime, valueRange }: Value) {
  return present<Record<string, unknown>>({
    valueQuantity: valueQuantity && quantityElement(valueQuantity),
    valueString,
    valueCodeableConcept,
    valueBoolean,
    valueInteger,
    valueDateTime,
    valueRange: valueRange && rangeElement(valueRange),
  });
}

/**
 * `other` is no category of FHIR's: nothing is stated then. Kinds of bedside observation that FHIR does not know go
 * under a system of our own.
 */
function categoryElement(category: ClinicalEventData['observation.recorded']['category']): object[] | undefined {
  if (category === 'other') return undefined;
  const system = oneOf(categories, category) === undefined ? bedsideSystem : categorySystem;
  return [{ coding: [{ system, code: category }] }];
}

/** Value of an observation or a component; undefined when there is none that can be carried. */
function valueOf(holder: Record<string, unknown>): Value | undefined {
  const quantity = quantityOf(holder.valueQuantity);
  return unlessEmpty(
    present<Value>({
      valueQuantity: quantity,
      valueString: textOf(holder.valueString) ?? (quantity ? undefined : quantityInWords(holder.valueQuantity)),
      valueCodeableConcept: codeableConceptOf(holder.valueCodeableConcept),
      valueBoolean: typeof holder.valueBoolean === 'boolean' ? holder.valueBoolean : undefined,
      valueInteger: typeof holder.valueInteger === 'number' ? holder.valueInteger : undefined,
      valueDateTime: textOf(holder.valueDateTime),
      valueRange: rangeOf(holder.valueRange),
    }),
  );
}

const hasValue = (holder: object): boolean => Object.keys(holder).some((member) => member.startsWith('value'));

/** A component without a value of its own (not measured) is not carried; the others are. */
function componentOf(value: Record<string, unknown>): Component | undefined {
  const [code, carried] = [codeableConceptOf(value.code), valueOf(value)];
  if (code && carried) return { code, ...carried };
  leaveBehind(value);
  return undefined;
}

/** The first category that the contract knows, else `other`; the others are left behind. */
function categoryOf(value: unknown): ObservationRecordedV1['category'] {
  const named = objectsOf(value).map((concept) => ({ concept, category: oneOf(categories, codeOf(concept, categorySystem)) }));
  const chosen = named.find(({ category }) => category !== undefined);
  for (const { concept } of named) if (concept !== chosen?.concept) leaveBehind(concept);
  return chosen?.category ?? 'other';
}
