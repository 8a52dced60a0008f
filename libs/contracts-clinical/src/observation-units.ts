import type { Fault } from '@everchart/contracts';
import type { CodeableConcept, Quantity } from './generated/event-data.js';
import { dimensionOf } from './ucum.js';

/**
 * What is measured, by code: units of its dimensions are taken, in any size. An example for people comes first. It
 * knows what is measured at the bedside and the commonest results of a laboratory; a code that is not here takes any
 * unit.
 */
const quantities: readonly { name: string; units: readonly [string, ...string[]]; loinc: readonly string[]; snomed?: readonly string[] }[] = [
  {
    name: 'a rate',
    units: ['/min'],
    loinc: ['8867-4', '8889-8', '8893-0', '9279-1'],
    snomed: ['364075005', '78564009', '86290005'],
  },
  {
    name: 'a temperature',
    units: ['Cel'],
    loinc: ['8310-5', '8328-7', '8329-5', '8331-1', '8332-9', '8333-7', '75539-7'],
    snomed: ['386725007'],
  },
  {
    name: 'a pressure',
    units: ['mm[Hg]'],
    loinc: ['8480-6', '8462-4', '8478-0', '8459-0', '8453-3', '8460-8', '8454-1', '8461-6', '8455-8', '8479-8'],
    snomed: ['271649006', '271650006'],
  },
  {
    name: 'a fraction',
    units: ['%'],
    loinc: ['59408-5', '2708-6', '20564-1', '4544-3', '4548-4', '59261-8'],
    snomed: ['431314004'],
  },
  { name: 'a score', units: ['{score}'], loinc: ['72514-3', '9269-2', '44261-6', '72106-8'] },
  { name: 'a mass', units: ['kg'], loinc: ['29463-7', '3141-9', '3142-7', '8335-2', '8351-9'], snomed: ['27113001'] },
  {
    name: 'a length',
    units: ['cm'],
    loinc: ['8302-2', '8301-4', '3137-7', '3138-5', '8306-3', '9843-4', '8287-5', '8280-0', '56086-2'],
    snomed: ['50373000'],
  },
  { name: 'a mass for an area', units: ['kg/m2'], loinc: ['39156-5'], snomed: ['60621009'] },
  { name: 'an area', units: ['m2'], loinc: ['3140-1', '8277-6'] },
  { name: 'a volume, or one for a time', units: ['mL', 'mL/h'], loinc: ['9000-1', '9108-2', '9187-6', '9192-6'] },
  { name: 'a volume for a time', units: ['L/min'], loinc: ['3151-8', '19935-6', '33452-4'] },
  {
    name: 'a concentration',
    units: ['mmol/L', 'mg/dL', 'meq/L'],
    loinc: [
      '2339-0', '2345-7', '41653-7', '15074-8', '14749-6', '1558-6', '32016-8', '41604-0', '718-7', '2160-0', '14682-9', '2823-3', '6298-4', '2951-2',
      '2075-0', '3094-0', '1988-5', '2093-3', '2085-9', '13457-7', '2571-8',
    ],
  },
]; // prettier-ignore

type Measured = (typeof quantities)[number];

const systems = [
  ['http://loinc.org', ({ loinc }: Measured) => loinc],
  ['http://snomed.info/sct', ({ snomed = [] }: Measured) => snomed],
] as const;

/** Each code of the table: `system|code`. */
export const measuredCodes: ReadonlyMap<string, Measured> = new Map(
  systems.flatMap(([system, codesOf]) =>
    quantities.flatMap((measured) => codesOf(measured).map((code) => [`${system}|${code}`, measured] as const)),
  ),
);

interface Valued {
  code?: CodeableConcept;
  valueQuantity?: Quantity;
  valueRange?: { low?: Quantity; high?: Quantity };
}

/**
 * Units that cannot be those of what was measured, such as a heart rate in kg, in an observation and its components.
 * @param data valid under a schema of `observation.recorded`
 */
export function unitFaults(data: Valued & { components?: readonly Valued[] }): Fault[] {
  const faults: Fault[] = [];
  addFaults(faults, data, '');
  data.components?.forEach((component, index) => addFaults(faults, component, `/components/${index}`));
  return faults;
}

function addFaults(faults: Fault[], { code, valueQuantity, valueRange }: Valued, pointer: string): void {
  if (!valueQuantity && !valueRange) return;
  const measured = measuredBy(code);
  if (!measured) return;
  const check = (quantity: Quantity | undefined, place: string): void => {
    const member = quantity && wrongMember(quantity, measured);
    if (!member) return;
    faults.push({ pointer: `${pointer}${place}/${member}`, message: `must be a unit of ${measured.name}, such as ${measured.units[0]}` });
  };
  check(valueQuantity, '/valueQuantity');
  check(valueRange?.low, '/valueRange/low');
  check(valueRange?.high, '/valueRange/high');
}

function measuredBy(code: CodeableConcept | undefined): Measured | undefined {
  for (const { system, code: value } of code?.coding ?? []) {
    const measured = measuredCodes.get(`${system}|${value}`);
    if (measured) return measured;
  }
  return undefined;
}

/**
 * A text for people is judged only when it is UCUM of another quantity of the table: most are not UCUM, and some mean
 * something else in it (C is the coulomb).
 */
function wrongMember({ code, unit }: Quantity, { units }: Measured): 'code' | 'unit' | undefined {
  const dimension = dimensionOf(code ?? unit ?? '');
  if (dimension === undefined || units.some((each) => dimensionOf(each) === dimension)) return undefined;
  if (code !== undefined) return 'code';
  return quantities.some((other) => other.units.some((each) => dimensionOf(each) === dimension)) ? 'unit' : undefined;
}
