import type { ClinicalEventData, Component, ObservationRecordedV1 } from '@everchart/contracts-clinical';
import { readUuid } from '@everchart/primitives';
import {
  codeableConceptOf,
  codeOf,
  conceptsOf,
  noteElements,
  notesOf,
  quantityElement,
  quantityInWords,
  quantityOf,
  rangeElement,
  rangeOf,
  referenceTo,
  stayReference,
  ucumCodeOf,
} from '../data-types.js';
import { lines, oneOf, present, unlessEmpty, words, type Draft, type Element, type Leaf } from '../element.js';
import type { Resource } from '../resource.js';
import { momentOf, timeElement } from '../times.js';
import { enteredInError, patientIn, type Mapping } from './mapping.js';

const categorySystem = 'http://terminology.hl7.org/CodeSystem/observation-category';
/** Kinds of observation that have no place in FHIR's categories. */
const bedsideSystem = 'urn:everchart:observation-category';
/** Entries of the record: of the id of an event that of its resource cannot be made again. */
const eventSystem = 'urn:everchart:event';
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
const statuses = ['preliminary', 'final', 'amended', 'corrected', 'cancelled', 'unknown'] as const;

type Observation = Draft<ObservationRecordedV1>;

export const observation: Mapping<ClinicalEventData['observation.recorded']> = {
  resourceType: 'Observation',
  patientOf: patientIn('subject'),
  eventsOf(resource, { references, nowMs }) {
    const status = oneOf(statuses, resource.text('status'));
    if (!status) return resource.raw('status') === 'entered-in-error' ? enteredInError : 'the status is not one of a result that is there';
    if (resource.has('focus')) return 'it speaks of somebody or something else than the patient (focus)';
    if (resource.has('effectiveTiming')) return 'it was made at several times (effectiveTiming): record one observation for each';
    const moment = momentOf(resource, ['effectiveDateTime', 'effectiveInstant', 'effectivePeriod', 'issued'], nowMs);
    if (moment === undefined) return 'nothing says when it was observed (effective, issued)';
    if (typeof moment === 'string') return moment;
    const code = codeableConceptOf(resource.element('code'));
    if (!code) return 'there is no code';
    const value = valueOf(resource);
    if (value && status.value === 'cancelled') return 'it was cancelled, and has a value all the same';
    if (!value && hasValue(resource)) return 'the value is of a kind that is not carried';
    const components = resource.elements('component').flatMap((each) => componentOf(each) ?? []);
    const memberOf = (each: Element) =>
      references.eventId(each, 'Observation', 'observation.recorded') ?? eventNamed(each.element('identifier'));
    const members = resource.elements('hasMember').flatMap((each) => memberOf(each) ?? []);
    // Members that cannot be followed are named by what they are called.
    const named = resource
      .elements('hasMember')
      .map((each) => (memberOf(each) ? undefined : (each.text('display') ?? each.text('reference'))));
    const consistsOf = lines(named, '; ');
    const note = lines([notesOf(resource), consistsOf && words(['Consists of: ', consistsOf])]);
    const dataAbsentReason = codeableConceptOf(resource.element('dataAbsentReason'));
    if (value && dataAbsentReason) return 'it has a value and says why there is none';
    if (!value && !dataAbsentReason && components.length === 0 && members.length === 0 && !note)
      return resource.has('component') ? 'no component has a value of a kind that is carried' : 'there is no value';
    const { occurredAt, happened, timeDerived } = moment;
    const [interpretation] = conceptsOf(resource, 'interpretation');
    const data = present<Observation>({
      code,
      category: categoryOf(resource),
      status: status.value === 'final' ? undefined : status,
      ...value,
      dataAbsentReason,
      components,
      members,
      interpretation,
      bodySite: codeableConceptOf(resource.element('bodySite')),
      method: codeableConceptOf(resource.element('method')),
      note,
      happened,
      stayId: references.recordId(resource.element('encounter'), 'Encounter'),
    });
    // Without a status it is final.
    return [
      { type: 'observation.recorded', schemaVersion: 1, occurredAt, timeDerived, data, says: status.value === 'final' ? [status] : [] },
    ];
  },
  resourceOf({ id, patientId, occurredAt, data }) {
    return present<Resource>({
      resourceType: 'Observation',
      id,
      status: data.status ?? 'final',
      category: categoryElement(data.category),
      code: data.code,
      subject: referenceTo('Patient', patientId),
      encounter: stayReference(data.stayId),
      ...timeElement('effective', occurredAt, data.happened),
      ...valueElements(data),
      interpretation: data.interpretation && [data.interpretation],
      bodySite: data.bodySite,
      method: data.method,
      hasMember: data.members?.map((value) => ({ identifier: { system: eventSystem, value } })),
      component: data.components?.map((component) => ({ code: component.code, ...valueElements(component) })),
      note: noteElements(data.note),
    });
  },
};

type Value = Omit<Component, 'code'>;

/** The members that carry a value, or say why there is none. */
function valueElements({ valueQuantity, valueRange, valueRatio, ...others }: Value) {
  const { valueString, valueCodeableConcept, valueBoolean, valueInteger, valueDateTime, valueTime, valuePeriod, dataAbsentReason } = others;
  return present<Record<string, unknown>>({
    valueQuantity: valueQuantity && quantityElement(valueQuantity),
    valueString,
    valueCodeableConcept,
    valueBoolean,
    valueInteger,
    valueDateTime,
    valueRange: valueRange && rangeElement(valueRange),
    valueTime,
    valuePeriod,
    valueRatio: valueRatio && {
      numerator: quantityElement(valueRatio.numerator),
      denominator: quantityElement(valueRatio.denominator),
    },
    dataAbsentReason,
  });
}

/**
 * `other` is no category of FHIR's: nothing is stated then. Kinds of bedside observation that FHIR does not know go
 * under a system of our own.
 */
function categoryElement(category: ClinicalEventData['observation.recorded']['category']): object[] | undefined {
  if (category === 'other') return undefined;
  const system = (categories as readonly string[]).includes(category) ? categorySystem : bedsideSystem;
  return [{ coding: [{ system, code: category }] }];
}

/** Value of an observation or a component; undefined when there is none that can be carried. */
function valueOf(holder: Element): Draft<Value> | undefined {
  const [amount, period] = [holder.element('valueQuantity'), holder.element('valuePeriod')];
  const quantity = quantityOf(amount);
  return unlessEmpty(
    present<Draft<Value>>({
      valueQuantity: quantity,
      valueString: holder.text('valueString') ?? (quantity ? undefined : quantityInWords(amount)),
      valueCodeableConcept: codeableConceptOf(holder.element('valueCodeableConcept')),
      valueBoolean: holder.boolean('valueBoolean'),
      valueInteger: holder.number('valueInteger'),
      valueDateTime: holder.text('valueDateTime'),
      valueRange: rangeOf(holder.element('valueRange')),
      valueTime: holder.text('valueTime'),
      valuePeriod: unlessEmpty(present<Draft<NonNullable<Value['valuePeriod']>>>({ start: period.text('start'), end: period.text('end') })),
      valueRatio: ratioOf(holder.element('valueRatio')),
    }),
  );
}

function eventNamed(identifier: Element): Leaf<string> | undefined {
  const [system, value] = [identifier.text('system'), identifier.text('value')];
  const id = system?.value === eventSystem ? readUuid(value?.value ?? '') : undefined;
  return id === undefined || !system ? undefined : value?.as(id).with(system);
}

type RatioPart = NonNullable<Value['valueRatio']>['numerator'];

function ratioOf(ratio: Element): Draft<NonNullable<Value['valueRatio']>> | undefined {
  const [numerator, denominator] = [ratioPartOf(ratio.element('numerator')), ratioPartOf(ratio.element('denominator'))];
  return numerator && denominator && { numerator, denominator };
}

/** Of a titre (1 to 128) both parts are mere numbers. */
function ratioPartOf(part: Element): Draft<RatioPart> | undefined {
  const withUnit = quantityOf(part);
  if (withUnit) return withUnit;
  const value = part.number('value');
  const comparator = oneOf(['<', '<=', '>=', '>'] as const, part.text('comparator'));
  return value && present<Draft<RatioPart>>({ value, code: ucumCodeOf(part), comparator });
}

const hasValue = (holder: Element): boolean => holder.hasAny(/^value[A-Z]/);

/** A component that has neither a value nor says why is not carried; the others are. */
function componentOf(component: Element): Draft<Component> | undefined {
  const code = codeableConceptOf(component.element('code'));
  const value = valueOf(component);
  const dataAbsentReason = value || hasValue(component) ? undefined : codeableConceptOf(component.element('dataAbsentReason'));
  if (!code || !(value || dataAbsentReason)) return undefined;
  return present<Draft<Component>>({ code, ...value, dataAbsentReason });
}

/** The first category that the contract knows, else `other`. */
function categoryOf(resource: Element): ObservationRecordedV1['category'] | Leaf<ObservationRecordedV1['category']> {
  return resource.elements('category').flatMap((concept) => oneOf(categories, codeOf(concept, categorySystem)) ?? [])[0] ?? 'other';
}
