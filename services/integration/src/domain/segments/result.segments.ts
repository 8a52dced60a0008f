import type { CodeableConcept, Component, ObservationRecordedV1, Quantity, Range } from '@everchart/contracts-clinical';
import {
  components,
  formatNumber,
  formattedText,
  formatTimestamp,
  segment,
  type Components,
  type FieldValue,
  type SegmentDraft,
} from '@everchart/hl7v2';
import { codedElement, codedWithExceptions } from '../coding.js';

/** OBX-2, OBX-5 and OBX-6. */
interface ResultValue {
  type: string;
  value: FieldValue;
  units?: Components;
}

type Valued = Pick<
  Component,
  'valueQuantity' | 'valueString' | 'valueCodeableConcept' | 'valueBoolean' | 'valueInteger' | 'valueDateTime' | 'valueRange'
>;

/** A text of one line up to this length is ST; any other goes as FT, which knows line breaks. */
const longestString = 199;

/** The value of an observation or of one of its components; undefined when none is stated. */
export function resultValueOf(stated: Valued): ResultValue | undefined {
  if (stated.valueQuantity !== undefined) return quantityValue(stated.valueQuantity);
  if (stated.valueString !== undefined) return textValue(stated.valueString);
  if (stated.valueCodeableConcept !== undefined) return { type: 'CWE', value: codedWithExceptions(stated.valueCodeableConcept) };
  if (stated.valueBoolean !== undefined) return { type: 'CWE', value: yesOrNo(stated.valueBoolean) };
  if (stated.valueInteger !== undefined) return { type: 'NM', value: stated.valueInteger };
  if (stated.valueDateTime !== undefined) return { type: 'TS', value: formatTimestamp(stated.valueDateTime) };
  if (stated.valueRange !== undefined) return rangeValue(stated.valueRange);
  return undefined;
}

function quantityValue(quantity: Quantity): ResultValue {
  const units = unitsOf(quantity);
  if (quantity.comparator === undefined) return { type: 'NM', value: quantity.value, units };
  return { type: 'SN', value: components(quantity.comparator, quantity.value), units };
}

/** Data type SN: a range, or with one end open a comparison. */
function rangeValue({ low, high }: Range): ResultValue | undefined {
  const end = low ?? high;
  if (!end) return undefined;
  const units = unitsOf(end);
  if (low && high) return { type: 'SN', value: components(undefined, low.value, '-', high.value), units };
  return { type: 'SN', value: components(low ? '>=' : '<=', end.value), units };
}

function textValue(text: string): ResultValue {
  const plain = text.length <= longestString && !/[\r\n]/.test(text);
  return plain ? { type: 'ST', value: text } : { type: 'FT', value: formattedText(text) };
}

function yesOrNo(value: boolean): Components {
  return components(value ? 'Y' : 'N', value ? 'Yes' : 'No', 'HL70136');
}

/** Data type CE: the UCUM code where there is one, and the unit as people write it. */
export function unitsOf({ unit, code }: Quantity): Components {
  return code === undefined ? components(undefined, unit) : components(code, unit, 'UCUM');
}

/** Such as "< 5 mg". */
export function quantityText({ comparator, value, unit }: Quantity): string {
  return [comparator, formatNumber(value), unit].filter((part) => part !== undefined).join(' ');
}

/** Table 0078 codes of the interpretation, else its text. */
function abnormalFlags(interpretation: CodeableConcept): string | undefined {
  return interpretation.coding?.[0]?.code ?? interpretation.text;
}

export interface ResultContext {
  occurredAt: string;
  /** OBX-16. */
  actor: string;
}

const bodySiteCode: CodeableConcept = { coding: [{ system: 'http://loinc.org', code: '39111-0', display: 'Body site' }] };

/**
 * The results of an observation: the value itself, its components (grouped by OBX-4), and the body site, for which OBX
 * has no field in version 2.5.1. A result without a value has status X: it could not be had.
 */
export function resultSegments(data: ObservationRecordedV1, context: ResultContext): SegmentDraft[] {
  const parts: { code: CodeableConcept; value: ResultValue | undefined; group?: number }[] = [];
  const own = resultValueOf(data);
  const grouped = data.components === undefined ? {} : { group: 1 };
  if (own || !data.components?.length) parts.push({ code: data.code, value: own, ...grouped });
  for (const component of data.components ?? []) parts.push({ code: component.code, value: resultValueOf(component), ...grouped });
  if (data.bodySite) parts.push({ code: bodySiteCode, value: { type: 'CWE', value: codedWithExceptions(data.bodySite) }, ...grouped });
  return parts.map(({ code, value, group }, index) =>
    segment('OBX', {
      1: index + 1,
      2: value?.type,
      3: codedElement(code),
      4: group,
      5: value?.value,
      6: value?.units,
      8: index === 0 && data.interpretation ? abnormalFlags(data.interpretation) : undefined,
      11: value ? 'F' : 'X',
      14: formatTimestamp(context.occurredAt),
      16: context.actor,
      17: data.method && codedElement(data.method),
    }),
  );
}
