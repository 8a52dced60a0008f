import type { MedicationPrescribedV1 } from '@everchart/contracts-clinical';
import { codeableConceptOf, conceptInWords, quantityElement, quantityInWords, quantityOf } from './data-types.js';
import { type Leaf, lines, oneOf, present, unlessEmpty, words, type Draft, type Element } from './element.js';

export type Terms = Draft<Pick<MedicationPrescribedV1, 'dose' | 'doseText' | 'route' | 'schedule' | 'period'>>;
type Schedule = NonNullable<MedicationPrescribedV1['schedule']>;

/**
 * What is to be taken. A single instruction becomes dose, route and schedule as far as they say the same; several,
 * which hold one after the other or together, are kept in words only.
 */
export function termsOf(dosages: readonly Element[]): Terms {
  const [only, ...more] = dosages;
  if (!only) return {};
  if (more.length > 0) return present<Terms>({ doseText: lines(dosages.map(inWords)) });
  const [amount] = only.elements('doseAndRate');
  const dose = amount && quantityOf(amount.element('doseQuantity'));
  const schedule = scheduleOf(only);
  return present<Terms>({
    dose,
    doseText: only.text('text') ?? (dose && schedule ? undefined : inWords(only)),
    route: codeableConceptOf(only.element('route')),
    schedule,
    period: periodOf(only.element('timing').element('repeat')),
  });
}

/** The other way: what is to be taken as one instruction. */
export function dosageElement({ dose, doseText, route, schedule, period }: MedicationPrescribedV1): Record<string, unknown> | undefined {
  const { asNeeded, asNeededFor, maximum } = schedule ?? {};
  const per = maximum && { value: maximum.periodHours, unit: 'h', code: 'h' };
  return unlessEmpty(
    present<Record<string, unknown>>({
      text: doseText,
      timing: timingElement(schedule, period),
      asNeededBoolean: asNeededFor ? undefined : asNeeded,
      asNeededCodeableConcept: asNeededFor,
      route,
      doseAndRate: dose && [{ doseQuantity: quantityElement(dose) }],
      maxDosePerPeriod: maximum && per && { numerator: maximum.dose && quantityElement(maximum.dose), denominator: quantityElement(per) },
    }),
  );
}

/** How often: times of day stay behind, as R4 knows none of a zone. */
export function timingElement(
  { frequency, text }: Pick<Schedule, 'frequency' | 'text'> = {},
  period?: MedicationPrescribedV1['period'],
): Record<string, unknown> | undefined {
  const repeat = present<Record<string, unknown>>({
    boundsPeriod: period,
    frequency: frequency?.count,
    period: frequency?.period,
    periodUnit: frequency?.periodUnit,
  });
  return unlessEmpty(present<Record<string, unknown>>({ repeat: unlessEmpty(repeat), code: text === undefined ? undefined : { text } }));
}

const periodUnits = ['h', 'd', 'wk', 'mo'] as const;
/** Members of `Timing.repeat` that the schedule has a place for. With any other, the times would be wrong. */
const repeatKnown: ReadonlySet<string> = new Set(['frequency', 'period', 'periodUnit', 'boundsPeriod']);

/** The other way: how often, and in words. */
export function recurrenceOf(timing: Element): Draft<Pick<Schedule, 'frequency' | 'text'>> {
  const repeat = timing.element('repeat');
  const periodUnit = oneOf(periodUnits, repeat.text('periodUnit'));
  const period = repeat.number('period');
  const simple = repeat.names().every((name) => repeatKnown.has(name));
  const frequency = simple && period && periodUnit ? { count: repeat.number('frequency') ?? 1, period, periodUnit } : undefined;
  return present<Draft<Pick<Schedule, 'frequency' | 'text'>>>({ frequency, text: conceptInWords(timing.element('code')) });
}

function scheduleOf(dosage: Element): Draft<Schedule> | undefined {
  const { frequency, text } = recurrenceOf(dosage.element('timing'));
  const asNeededFor = codeableConceptOf(dosage.element('asNeededCodeableConcept'));
  return unlessEmpty(
    present<Draft<Schedule>>({
      frequency,
      asNeeded: dosage.boolean('asNeededBoolean') ?? (asNeededFor ? true : undefined),
      asNeededFor: asNeededFor,
      text,
      maximum: maximumOf(dosage.element('maxDosePerPeriod')),
    }),
  );
}

function maximumOf(ratio: Element): Draft<NonNullable<Schedule['maximum']>> | undefined {
  const dose = quantityOf(ratio.element('numerator'));
  const denominator = ratio.element('denominator');
  const [value, unit] = [denominator.number('value'), denominator.text('code') ?? denominator.text('unit')];
  const hours = { h: 1, d: 24 }[unit?.value ?? ''];
  if (!dose || !value || !unit || hours === undefined) return undefined;
  return { dose, periodHours: value.as(value.value * hours).with(unit) };
}

function periodOf(repeat: Element): Draft<NonNullable<MedicationPrescribedV1['period']>> | undefined {
  const bounds = repeat.element('boundsPeriod');
  return unlessEmpty(
    present<Draft<NonNullable<MedicationPrescribedV1['period']>>>({ start: bounds.text('start'), end: bounds.text('end') }),
  );
}

/** The instruction as a person reads it. */
export function inWords(dosage: Element): Leaf<string> | undefined {
  const text = dosage.text('text');
  if (text) return text;
  const [amount] = dosage.elements('doseAndRate');
  const repeat = dosage.element('timing').element('repeat');
  const range = amount?.element('doseRange');
  const [low, high] = [range && quantityInWords(range.element('low')), range && quantityInWords(range.element('high'))];
  const [frequency, period, unit] = [repeat.number('frequency'), repeat.number('period'), repeat.text('periodUnit')];
  const more = repeat.names().every((name) => repeatKnown.has(name));
  return lines(
    [
      amount && quantityInWords(amount.element('doseQuantity')),
      low && high ? words([low, ' to ', high]) : (low ?? high),
      conceptInWords(dosage.element('route')),
      more && period && unit ? words([...(frequency ? [frequency, ' times'] : ['once']), ' in ', period, ' ', unit]) : undefined,
      conceptInWords(dosage.element('timing').element('code')),
    ],
    ', ',
  );
}
