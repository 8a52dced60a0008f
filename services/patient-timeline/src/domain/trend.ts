import { convertedTo, conceptKey, type ClinicalEventData, type CodeableConcept } from '@everchart/contracts-clinical';
import { originOf, type Fact } from '@everchart/clinical-facts';

type Observation = ClinicalEventData['observation.recorded'];

/** A number of an observation, or of one of its components: of which, the value, and its unit (UCUM where stated). */
export type Reading = [of: string, value: number, unit: string];

/** Kinds whose values are levels, so that one can be compared with the one before. */
const levels: ReadonlySet<Observation['category']> = new Set<Observation['category']>(['vital-signs', 'weight', 'pain']);

/** Values that a trend compares at most. */
export const trendValues = 3;

/** The numbers that an observation states, as far as they are exact. */
export function readingsOf({ category, components = [], ...own }: Observation): Reading[] {
  if (!levels.has(category)) return [];
  return [readingOf('', own), ...components.map((each) => readingOf(conceptKey(each.code), each))].filter((each) => each !== undefined);
}

function readingOf(of: string, { valueQuantity, valueInteger }: Pick<Observation, 'valueQuantity' | 'valueInteger'>): Reading | undefined {
  if (valueInteger !== undefined) return [of, valueInteger, ''];
  if (valueQuantity === undefined || valueQuantity.comparator !== undefined) return undefined;
  return [of, valueQuantity.value, valueQuantity.code ?? valueQuantity.unit ?? ''];
}

/**
 * The last value beside the ones before it, in its unit: rising when it lies above all of them, falling when it lies
 * below, else steady. Values that cannot be said in its unit are left out.
 * @param readings the newest first; each has {@link Reading}s
 */
export function trendsOf({ components = [] }: Pick<Observation, 'components'>, readings: readonly Fact[]): Record<string, unknown>[] {
  const [last] = readings;
  return (last!.value as Reading[]).flatMap(([of, latest, unit]) => {
    const values = readings.flatMap((fact) => {
      const [, value, own] = (fact.value as Reading[]).find(([name]) => name === of) ?? [];
      const shown = value === undefined || own === unit ? value : rounded(convertedTo(value, own!, unit));
      return shown === undefined ? [] : [{ value: shown, ...originOf(fact) }];
    });
    const before = values.slice(1).map(({ value }) => value);
    if (before.length === 0) return [];
    const direction = latest > Math.max(...before) ? 'rising' : latest < Math.min(...before) ? 'falling' : 'steady';
    const concept = components.find(({ code }) => conceptKey(code) === of)?.code;
    return [{ ...named(concept), direction, ...(unit === '' ? {} : { unit }), values }];
  });
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value.toPrecision(12));
}

function named(concept: CodeableConcept | undefined): { of?: CodeableConcept } {
  return concept ? { of: concept } : {};
}
