import { parseMessage, parseTimestamp, type Message, type Segment } from '@everchart/hl7v2';
import { abnormalFlags, countryCode, identifierTypes } from '../src/domain/hl7-tables.js';

/**
 * A receiver that takes nothing but what version 2.5.1 allows: structures, data types, lengths, and the values of HL7
 * tables. It knows the segments and fields that are sent; a field that it does not know is a fault, too.
 */
export function faultsOf(text: string): string[] {
  const message = parseMessage(text);
  const faults: string[] = [];
  const structure = structures[message.header.raw(9)];
  const names = message.segments.map(({ name }) => name).join(' ');
  if (!structure?.test(`${names} `)) faults.push(`structure: ${message.header.raw(9)} of ${names}`);
  for (const [index, segment] of message.segments.entries()) checkSegment(message, segment, `${segment.name}[${index}]`, faults);
  return faults;
}

const table = (values: string) => new Set(values.split(' '));
type Leaf = (value: string, raw: string) => boolean;
const limited =
  (max: number): Leaf =>
  (_value, raw) =>
    raw.length <= max && !/\\\.br\\/.test(raw);
const oneOf =
  (values: ReadonlySet<string>): Leaf =>
  (value) =>
    values.has(value);
const ST = limited(199);
const IS = limited(20);
const NM: Leaf = (value) => value === '' || (/^[+-]?\d+(\.\d+)?$/.test(value) && value.length <= 16);
const SI: Leaf = (value) => /^[1-9]\d{0,3}$/.test(value);
const FT: Leaf = (_value, raw) => raw.length <= 32_000;
const TS: Leaf = (value) => {
  if (value === '') return true;
  try {
    parseTimestamp(value);
    return /^\d{4}(\d{2}(\d{2}(\d{4}([0-5]\d)?)?)?)?/.test(value);
  } catch {
    return false;
  }
};
const yesNo = oneOf(table('Y N'));
const codingSystem: Leaf = (value) => /^(L|LN|SCT|UCUM|I10|I10C|I9C|CVX|NDC|RXNORM|HL7\d{4})$/.test(value);

/** Data types by their components; an array is one of sub-components. */
type Parts = readonly (Leaf | readonly Leaf[] | undefined)[];
const HD = [IS, ST, oneOf(table('DNS GUID HCD HL7 ISO L M N Random URI UUID x400 x500'))];
const CE: Parts = [ST, ST, codingSystem, ST, ST, codingSystem];
const EI: Parts = [ST, IS];
const CX: Parts = [ST, undefined, undefined, HD, oneOf(identifierTypes)];
const XPN: Parts = [ST, ST, ST, ST, ST, undefined, oneOf(table('D L M N S U'))];
const country: Leaf = (value) => value.length === 3 && countryCode(value) === value;
const XAD: Parts = [ST, ST, ST, ST, ST, country, oneOf(table('H B C BA')), ST];
const use = oneOf(table('PRN WPN ORN NET'));
const XTN: Parts = [
  ST,
  use,
  oneOf(table('PH FX CP BP Internet')),
  ST,
  undefined,
  undefined,
  undefined,
  undefined,
  ST,
  undefined,
  undefined,
  ST,
];
const PL: Parts = [IS, IS, IS, HD, undefined, undefined, undefined, undefined, ST];
const XCN: Parts = [ST, ST];
const SN: Parts = [oneOf(table('< <= >= >')), NM, oneOf(table('- :')), NM];
const one = (leaf: Leaf): Parts => [leaf];

const values: Readonly<Record<string, Parts>> = { NM: one(NM), SN, ST: one(ST), FT: one(FT), CE, TS: one(TS) };

/** Fields by number; `*` repeats. Those of MSH count from its separator. */
const fields: Readonly<Record<string, Readonly<Record<number, Parts | { repeats: Parts }>>>> = {
  MSH: {
    1: one(ST), 2: one(ST), 3: [...HD.slice(0, 3)], 4: HD, 5: HD, 6: HD, 7: one(TS),
    9: [oneOf(table('ADT ORU RAS')), oneOf(table('A01 A03 A04 R01 O17')), oneOf(table('ADT_A01 ADT_A03 ORU_R01 RAS_O17'))],
    10: one(limited(20)), 11: one(oneOf(table('P T D'))), 12: one(oneOf(table('2.5.1'))), 18: one((value) => value === 'UNICODE UTF-8'),
  },
  EVN: { 1: one(oneOf(table('A01 A03 A04'))), 2: one(TS), 5: XCN, 6: one(TS), 7: HD },
  PID: {
    1: one(SI), 3: { repeats: CX }, 5: { repeats: XPN }, 7: one(TS), 8: one(oneOf(table('F M O U'))), 11: XAD, 13: { repeats: XTN }, 14: { repeats: XTN },
    15: [ST], 16: CE, 29: one(TS), 30: one(yesNo),
  },
  PV1: { 1: one(SI), 2: one(oneOf(table('I O E N U'))), 3: PL, 7: XCN, 19: [ST], 36: one(IS), 44: one(TS), 45: one(TS) },
  PV2: { 3: CE },
  DG1: { 1: one(SI), 3: CE, 6: one(oneOf(table('A'))) },
  OBR: { 1: one(SI), 3: EI, 4: CE, 7: one(TS), 8: one(TS), 22: one(TS), 24: one(oneOf(table('LAB RAD'))), 25: one(oneOf(table('F P C X'))) },
  OBX: {
    1: one(SI), 2: one(oneOf(new Set(Object.keys(values)))), 3: CE, 4: one(limited(20)), 6: CE, 8: { repeats: one(oneOf(abnormalFlags)) },
    11: one(oneOf(table('F X P C'))), 14: one(TS), 16: XCN, 17: CE,
  },
  NTE: { 1: one(SI), 3: one(FT) },
  ORC: { 1: one(oneOf(table('RE'))), 2: EI, 3: EI, 9: one(TS) },
  TQ1: { 1: one(SI), 7: one(TS) },
  RXA: {
    1: one(NM), 2: one(NM), 3: one(TS), 4: one(TS), 5: CE, 6: one(NM), 7: CE, 9: { repeats: CE }, 10: XCN, 19: { repeats: CE },
    20: one(oneOf(table('CP PA'))), 21: one(oneOf(table('A'))), 22: one(TS),
  },
  RXR: { 1: CE },
}; // prettier-ignore

/** Fields without which a segment is refused. */
const required: Readonly<Record<string, readonly number[]>> = {
  MSH: [1, 2, 7, 9, 10, 11, 12], EVN: [2], PID: [3, 5], PV1: [2], DG1: [1, 6], OBR: [4], OBX: [3, 11], ORC: [1], RXA: [1, 2, 3, 4, 5, 6], RXR: [1],
}; // prettier-ignore

/** Segments of version 2.5.1, of those that are sent. */
const structures: Readonly<Record<string, RegExp>> = {
  'ADT^A01^ADT_A01': /^MSH EVN PID PV1 (PV2 )?(OBX )*(DG1 )*$/,
  'ADT^A04^ADT_A01': /^MSH EVN PID PV1 (PV2 )?(OBX )*(DG1 )*$/,
  'ADT^A03^ADT_A03': /^MSH EVN PID PV1 (PV2 )?(DG1 )*(OBX )*$/,
  'ORU^R01^ORU_R01': /^MSH PID (NTE )*(PV1 )?OBR (NTE )*(OBX (NTE )*)*$/,
  'RAS^O17^RAS_O17': /^MSH PID (NTE )*(PV1 )?ORC (TQ1 )?RXA RXR (OBX (NTE )*)*$/,
};

function checkSegment({ delimiters }: Message, segment: Segment, place: string, faults: string[]): void {
  for (const field of required[segment.name] ?? []) if (segment.raw(field) === '') faults.push(`${place}-${field} is required`);
  const known = fields[segment.name] ?? {};
  for (let field = 1; field <= segment.fields.length; field += 1) {
    const raw = segment.raw(field);
    if (raw === '' || (segment.name === 'MSH' && field <= 2)) continue;
    const type = segment.name === 'OBX' && field === 5 ? { repeats: values[segment.raw(2)] ?? [] } : known[field];
    if (!type) {
      faults.push(`${place}-${field} is not known`);
      continue;
    }
    const repetitions = 'repeats' in type ? raw.split(delimiters.repetition) : [raw];
    const parts = 'repeats' in type ? type.repeats : type;
    for (const [index, repetition] of repetitions.entries()) {
      for (const [component, part] of repetition.split(delimiters.component).entries()) {
        if (part === '') continue;
        const leaves = parts[component];
        const name = `${place}-${field}[${index}].${component + 1}`;
        const list = leaves === undefined ? [] : Array.isArray(leaves) ? (leaves as readonly Leaf[]) : [leaves as Leaf];
        for (const [subcomponent, leaf] of part.split(delimiters.subcomponent).entries()) {
          if (leaf === '') continue;
          const value = segment.text(field, { repetition: index + 1, component: component + 1, subcomponent: subcomponent + 1 });
          if (list[subcomponent]?.(value, leaf) !== true)
            faults.push(`${name}.${subcomponent + 1}: ${leaf.length} characters: ${leaf.slice(0, 40)}`);
        }
      }
    }
  }
}
