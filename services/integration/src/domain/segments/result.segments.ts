import type { CodeableConcept, Component, ObservationRecordedV2, Quantity, Range } from '@everchart/contracts-clinical';
import { components, formatNumber, repetitions, segment, type Components, type FieldValue, type SegmentDraft } from '@everchart/hl7v2';
import { codedElement, codeOf, hl7TableSystem } from '../coding.js';
import { abnormalFlags } from '../hl7-tables.js';
import { formattedParts, isString, noteSegments, Remarks } from '../remarks.js';
import { statedTime } from '../stated-time.js';

/** OBX-2, OBX-5 and OBX-6. */
interface ResultValue {
  type: string;
  value: FieldValue;
  units?: Components;
}

type Valued = Pick<
  Component,
  | 'valueQuantity'
  | 'valueString'
  | 'valueCodeableConcept'
  | 'valueBoolean'
  | 'valueInteger'
  | 'valueDateTime'
  | 'valueRange'
  | 'valueTime'
  | 'valuePeriod'
  | 'valueRatio'
  | 'dataAbsentReason'
>;

/** Longest value of data type NM. */
const numberMax = 16;

/** The value of an observation or of one of its components; undefined when none is stated. */
export function resultValueOf(stated: Valued, remarks: Remarks): ResultValue | undefined {
  if (stated.valueQuantity !== undefined) return quantityValue(stated.valueQuantity, remarks);
  if (stated.valueString !== undefined) return textValue(stated.valueString);
  if (stated.valueCodeableConcept !== undefined)
    return { type: 'CE', value: codedElement(stated.valueCodeableConcept, { label: 'Value', remarks }) };
  if (stated.valueBoolean !== undefined) return { type: 'CE', value: yesOrNo(stated.valueBoolean) };
  if (stated.valueInteger !== undefined) return { type: 'NM', value: stated.valueInteger };
  if (stated.valueDateTime !== undefined) return timeValue(stated.valueDateTime);
  if (stated.valueRange !== undefined) return rangeValue(stated.valueRange, remarks);
  // HL7 takes seconds with four digits of a fraction; in words nothing is cut.
  if (stated.valueTime !== undefined) return textValue(stated.valueTime);
  if (stated.valuePeriod !== undefined) return textValue(`${stated.valuePeriod.start ?? ''} - ${stated.valuePeriod.end ?? ''}`);
  if (stated.valueRatio !== undefined) return ratioValue(stated.valueRatio);
  if (stated.dataAbsentReason !== undefined) remarks.add('No value', conceptText(stated.dataAbsentReason));
  return undefined;
}

type Ratio = NonNullable<Component['valueRatio']>;

/** Data type SN for mere numbers (1:128), else in words. */
function ratioValue({ numerator, denominator }: Ratio): ResultValue {
  const [above, below] = [numerator, denominator].map(({ value, unit }) => (unit === undefined && isNumber({ value }) ? value : undefined));
  const isBare = above !== undefined && below !== undefined && denominator.comparator === undefined;
  if (isBare) return { type: 'SN', value: components(numerator.comparator, above, ':', below) };
  return textValue(`${quantityText(numerator)} : ${quantityText(denominator)}`);
}

/** OBR-25 and OBX-11 (tables 0123, 0085). What is not known to be final is preliminary. */
export function resultStatus({ status = 'final' }: ObservationRecordedV2): string {
  return { final: 'F', preliminary: 'P', unknown: 'P', amended: 'C', corrected: 'C', cancelled: 'X' }[status];
}

function quantityValue(quantity: Quantity, remarks: Remarks): ResultValue {
  if (!isNumber(quantity)) return textValue(quantityText(quantity));
  const units = unitsOf(quantity, remarks);
  if (quantity.comparator === undefined) return { type: 'NM', value: quantity.value, units };
  return { type: 'SN', value: components(quantity.comparator, quantity.value), units };
}

/** Whether the number is one of data type NM. Rounded it would be another one. */
export function isNumber({ value }: Pick<Quantity, 'value'>): boolean {
  return formatNumber(value).length <= numberMax;
}

/**
 * Data type SN: a range, or with one end open a comparison. It has one unit, and its ends belong to it: any other range
 * goes in words.
 */
function rangeValue({ low, high }: Range, remarks: Remarks): ResultValue | undefined {
  if (low && high) {
    const sayable = !low.comparator && !high.comparator && sameUnit(low, high) && isNumber(low) && isNumber(high);
    if (!sayable) return textValue(`${quantityText(low)} - ${quantityText(high)}`);
    return {
      type: 'SN',
      value: components(undefined, low.value, '-', high.value),
      units: unitsOf(low.code === undefined ? high : low, remarks),
    };
  }
  const end = low ?? high;
  if (!end) return undefined;
  const comparator = end.comparator ?? (low ? '>=' : '<=');
  // "At least < 5" is no comparison.
  if (comparator.startsWith(low ? '<' : '>')) return textValue(`${low ? 'low' : 'high'}: ${quantityText(end)}`);
  return quantityValue({ ...end, comparator }, remarks);
}

function sameUnit(one: Quantity, other: Quantity): boolean {
  return one.code !== undefined && other.code !== undefined ? one.code === other.code : one.unit === other.unit;
}

/** A short text of one line is ST; any other goes as FT, which knows line breaks. */
function textValue(text: string): ResultValue {
  return isString(text) ? { type: 'ST', value: text } : { type: 'FT', value: repetitions(formattedParts(text)) };
}

function timeValue(text: string): ResultValue {
  const time = new Remarks().time('Value', text);
  return time === undefined ? textValue(text) : { type: 'TS', value: time };
}

function yesOrNo(value: boolean): Components {
  return components(value ? 'Y' : 'N', value ? 'Yes' : 'No', 'HL70136');
}

/** Data type CE: the UCUM code where there is one, and the unit as people write it. */
export function unitsOf({ unit, code }: Quantity, remarks: Remarks): Components {
  const text = remarks.string('Unit', unit);
  const known = remarks.code('Unit, code', code);
  return known === undefined ? components(undefined, text) : components(known, text, 'UCUM');
}

/** Such as "< 5 mg". */
export function quantityText({ comparator, value, unit }: Ratio['numerator']): string {
  return [comparator, formatNumber(value), unit].filter((part) => part !== undefined).join(' ');
}

const flagSystems = [
  'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
  'http://hl7.org/fhir/v3/ObservationInterpretation',
  `${hl7TableSystem}0078`,
];

/** Codes of table 0078. */
function flagsOf(interpretation: CodeableConcept): string[] {
  const codes = flagSystems.flatMap((system) => codeOf(interpretation, system) ?? []);
  return [...new Set(codes)].filter((code) => abnormalFlags.has(code));
}

/** Whether an interpretation says more than its codes do. */
function hasOwnText({ text, coding = [] }: CodeableConcept): boolean {
  return text !== undefined && coding.every(({ display }) => display !== text);
}

function conceptText({ text, coding = [] }: CodeableConcept): string {
  const codes = coding.map(({ code, display }) => (display === undefined ? code : `${display} (${code})`)).join(', ');
  return text === undefined ? codes : codes === '' ? text : `${text} [${codes}]`;
}

/** As a code of LOINC: receivers look for it among the codings. */
export const observationCode = (remarks: Remarks) => ({ label: 'Code', remarks, preferred: 'LN' });

export interface ResultContext {
  occurredAt: string;
  /** OBX-16. */
  actor: string;
}

const bodySiteCode = components('39111-0', 'Body site', 'LN');

/**
 * The results of an observation: the value itself, or its components (grouped by OBX-4), each with its notes, and the
 * body site, for which OBX has no field in version 2.5.1. A result without a value has status X: it could not be had.
 * @param ofAll notes to the observation as a whole: what is said of a panel is not said of one of its results
 */
export function resultSegments(data: ObservationRecordedV2, context: ResultContext, ofAll: Remarks): SegmentDraft[] {
  const isPanel = data.components !== undefined && data.components.length > 0;
  const parts: Result[] = [];
  const own = new Remarks();
  const note = data.note === undefined || isNoteOnly(data) ? undefined : data.note;
  const value = isNoteOnly(data) ? textValue(data.note!) : resultValueOf(data, own);
  if (value || !isPanel) parts.push({ code: codedElement(data.code, observationCode(new Remarks())), value, remarks: own, method: true });
  const about = isPanel ? ofAll : own;
  // A panel has no OBX-8: the flag would be one of its first result.
  const flags = isPanel || !data.interpretation ? [] : flagsOf(data.interpretation);
  if (data.interpretation && (flags.length === 0 || hasOwnText(data.interpretation)))
    about.add('Interpretation', conceptText(data.interpretation));
  if (note !== undefined) about.quote(note);
  for (const component of data.components ?? []) {
    const remarks = new Remarks();
    const code = codedElement(component.code, observationCode(remarks));
    parts.push({ code, value: resultValueOf(component, remarks), remarks, method: true });
  }
  if (data.bodySite) {
    const remarks = new Remarks();
    parts.push({
      code: bodySiteCode,
      value: { type: 'CE', value: codedElement(data.bodySite, { label: 'Body site', remarks }) },
      remarks,
      method: false,
    });
  }
  const method = data.method && codedElement(data.method, { label: 'Method', remarks: about });
  const observedAt = new Remarks().time('Time', statedTime(context.occurredAt, data.happened));
  return parts.flatMap((part, index) => [
    segment('OBX', {
      1: index + 1,
      2: part.value?.type,
      3: part.code,
      4: isPanel ? 1 : undefined,
      5: part.value?.value,
      6: part.value?.units,
      8: part.remarks === own ? repetitions(flags) : undefined,
      11: part.value ? resultStatus(data) : 'X',
      14: observedAt,
      16: context.actor,
      17: part.method ? method : undefined,
    }),
    ...noteSegments(part.remarks),
  ]);
}

/** An observation that consists of words alone. */
function isNoteOnly(data: ObservationRecordedV2): boolean {
  return data.note !== undefined && !Object.keys(data).some((member) => /^(?:value.*|components|dataAbsentReason|members)$/.test(member));
}

interface Result {
  code: Components;
  value: ResultValue | undefined;
  remarks: Remarks;
  /** The body site has none. */
  method: boolean;
}
