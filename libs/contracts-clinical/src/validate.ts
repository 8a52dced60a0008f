import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { DataValidateFunction } from 'ajv/dist/types/index.js';
import {
  boundedFaults,
  FaultList,
  faultsMax,
  instantInWords,
  instantMs,
  isDate,
  isDateTime,
  isInstant,
  isUuid,
} from '@everchart/primitives';
import { codingFault } from './coding.js';
import { clinicalEventContract, clinicalEventTypes, type JsonSchema } from './event-types.js';
import type { Fault } from './fault.js';
import type { ClinicalEventData } from './generated/event-data.js';
import { unitFaults } from './observation-units.js';
import { textFaults } from './text.js';
import { isTimeZone } from './time-zone.js';
import { isUcumCode } from './ucum.js';

/**
 * Checks data against the writer's schema of its type, its codes against their code systems (LOINC, SNOMED CT, UCUM) as
 * far as that goes without their tables, the units of observations against what was measured, and that its texts can be
 * stored and read everywhere. The corrected data of an
 * `entry.amended` is checked as data of its own type.
 * @returns the faults, in the order of the data, as far as an answer names them; empty when it is valid
 * @throws UnknownEventTypeError
 */
export function validateClinicalData(type: string, version: number, data: unknown): Fault[] {
  return boundedFaults([...dataFaults(type, version, data), ...textFaults(data)]);
}

function dataFaults(type: string, version: number, data: unknown): Fault[] {
  const validate = validatorOf(type, version, 'schema');
  if (!validate(data)) return [...faultsOf(validate.errors ?? []), ...(type === 'entry.amended' ? amendedFaults(data) : [])];
  if (type === 'observation.recorded') return unitFaults(data as ClinicalEventData['observation.recorded']);
  return type === 'entry.amended' ? amendedFaults(data as Amended) : [];
}

type Amended = Partial<ClinicalEventData['entry.amended']>;

/** Where the amendment itself is malformed, its own schema has said so. */
function amendedFaults(amendment: Amended): Fault[] {
  const { type, schemaVersion, data } = typeof amendment === 'object' && amendment !== null ? amendment : {};
  if (typeof type !== 'string') return [];
  // Also ends unlimited nesting.
  if (type.startsWith('entry.')) return [{ pointer: '/type', message: 'cannot be amended: it is struck, and recorded anew' }];
  const versions = clinicalEventTypes.filter((contract) => contract.type === type).map((contract) => contract.version);
  if (versions.length === 0) return [{ pointer: '/type', message: 'is not a known event type' }];
  if (!Number.isInteger(schemaVersion)) return [];
  if (!versions.includes(schemaVersion!)) return [{ pointer: '/schemaVersion', message: `must be one of: ${versions.join(', ')}` }];
  return dataFaults(type, schemaVersion!, data).map(({ pointer, message }) => ({ pointer: `/data${pointer}`, message }));
}

/**
 * Checks data against the reader's schema: members that this release does not know are let through.
 * @throws UnknownEventTypeError
 */
export function validateReadClinicalData(type: string, version: number, data: unknown): Fault[] {
  const validate = validatorOf(type, version, 'readerSchema');
  return validate(data) ? [] : faultsOf(validate.errors ?? []);
}

/** This release has no schema of that type and version. */
export class UnknownEventTypeError extends Error {
  override readonly name = 'UnknownEventTypeError';
  readonly code = 'event-type-unknown';
}

/** What is longer, the schema refuses for its length. */
const codingLengthMax = 500;
const isWithinLimits = ({ system, code }: Record<string, unknown>): boolean =>
  [system, code].every((text) => typeof text !== 'string' || text.length <= codingLengthMax);

const checkCoding: DataValidateFunction = (coding: Record<string, unknown>, context) => {
  const fault = isWithinLimits(coding) ? codingFault(coding.system, coding.code) : undefined;
  if (fault) {
    const instancePath = `${context!.instancePath}/${fault.member}`;
    checkCoding.errors = [{ keyword: 'codeOfItsSystem', instancePath, params: {}, message: fault.message }];
  }
  return fault === undefined;
};

/**
 * What a writer may say, and what a reader must be able to read: the latter is every instant on record, in the forms of
 * former doors.
 */
const formats = {
  schema: { 'date-time': isInstant, 'partial-date-time': isDateTime },
  readerSchema: { 'date-time': isInstantOnRecord, 'partial-date-time': (text: string) => isDate(text) || isInstantOnRecord(text) },
};

function isInstantOnRecord(text: string): boolean {
  try {
    return !Number.isNaN(instantMs(text));
  } catch {
    return false;
  }
}

const compilers = { schema: compilerWith(formats.schema), readerSchema: compilerWith(formats.readerSchema) };

function compilerWith(times: Readonly<Record<string, (text: string) => boolean>>): Ajv2020 {
  // `verbose` gives each error the schema it comes from, for the text of a choice.
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false, verbose: true });
  for (const [name, check] of Object.entries(times)) ajv.addFormat(name, check);
  ajv.addFormat('uuid', isUuid);
  ajv.addFormat('partial-date', isDate);
  ajv.addFormat('time-zone', isTimeZone);
  ajv.addFormat('ucum', isUcumCode);
  ajv.addKeyword('x-time');
  ajv.addKeyword('x-limits-first');
  ajv.addKeyword({ keyword: 'choice', type: 'object', schemaType: 'object', errors: true, compile: choiceOf });
  ajv.addKeyword({ keyword: 'closed', type: 'object', schemaType: 'array', errors: true, compile: closedTo });
  ajv.addKeyword({ keyword: 'codeOfItsSystem', type: 'object', schema: false, errors: true, validate: checkCoding });
  return ajv;
}

/**
 * A released schema stays as it is; what it cannot say of codes is checked where it names a Coding or a Quantity, in
 * every version.
 */
function withCodesChecked(schema: JsonSchema): JsonSchema {
  const { Coding, Quantity, ...others } = (schema.$defs ?? {}) as Record<string, JsonSchema>;
  const { code, ...members } = (Quantity?.properties ?? {}) as Record<string, JsonSchema>;
  const $defs = {
    ...others,
    ...(Coding && { Coding: { ...Coding, codeOfItsSystem: true } }),
    ...(Quantity && { Quantity: { ...Quantity, properties: { ...members, code: { ...code, format: 'ucum' } } } }),
  };
  return { ...schema, $defs };
}

/**
 * The same schema, in an order that bounds the work: what is longer than it may be is not looked at any further, and of
 * the members that an object does not know a bounded number is named. (All other keywords say everything that they
 * find.)
 */
function withLimitsFirst(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withLimitsFirst);
  if (typeof node !== 'object' || node === null) return node;
  const { additionalProperties, ...members }: Record<string, unknown> = Object.fromEntries(
    Object.entries(withCheapChoice(node)).map(([keyword, value]) => [keyword, keyword === 'choice' ? value : withLimitsFirst(value)]),
  );
  if (additionalProperties === false) members.closed = Object.keys(members.properties ?? {});
  else if (additionalProperties !== undefined) members.additionalProperties = additionalProperties;
  const { maxLength, maxItems, pattern, format, items, ...others } = members;
  if (typeof maxLength === 'number' && (typeof pattern === 'string' || typeof format === 'string')) {
    const then = { ...(pattern === undefined ? {} : { pattern }), ...(format === undefined ? {} : { format }) };
    return { ...others, maxLength, if: { maxLength }, then, 'x-limits-first': true };
  }
  if (typeof maxItems === 'number' && items !== undefined)
    return { ...others, maxItems, if: { maxItems }, then: { items }, 'x-limits-first': true };
  return members;
}

/** What a branch of a choice says of which members are present, and nothing else. */
interface Presence {
  required?: readonly string[];
  anyOf?: readonly Presence[];
  not?: Presence;
}

function isPresence(branch: unknown): branch is Presence {
  return Object.entries(branch as object).every(
    ([keyword, value]) =>
      keyword === 'required' || (keyword === 'anyOf' && (value as unknown[]).every(isPresence)) || (keyword === 'not' && isPresence(value)),
  );
}

/**
 * A choice by presence alone. Ajv makes an error for each branch that fails, of which there are ten in every valid
 * observation: together a tenth of all memory that ingest takes for an event.
 */
function withCheapChoice(node: { oneOf?: unknown[]; anyOf?: unknown[] }): Record<string, unknown> {
  const keyword = (['oneOf', 'anyOf'] as const).find((each) => node[each]?.every(isPresence));
  if (!keyword) return { ...node };
  const { [keyword]: branches, ...others } = node;
  return { ...others, choice: { branches, exactlyOne: keyword === 'oneOf' } };
}

function choiceOf(
  { branches, exactlyOne }: { branches: readonly Presence[]; exactlyOne: boolean },
  { $comment }: JsonSchema,
): DataValidateFunction {
  const check: DataValidateFunction = (data: Record<string, unknown>) => {
    let held = 0;
    for (const branch of branches) if (holds(branch, data)) held += 1;
    const valid = exactlyOne ? held === 1 : held > 0;
    check.errors = valid
      ? undefined
      : [{ keyword: 'choice', params: {}, message: typeof $comment === 'string' ? $comment : 'does not match' }];
    return valid;
  };
  return check;
}

function holds({ required, anyOf, not }: Presence, data: Readonly<Record<string, unknown>>): boolean {
  if (required) for (const name of required) if (data[name] === undefined) return false;
  if (anyOf && !anyOf.some((branch) => holds(branch, data))) return false;
  return !not || !holds(not, data);
}

/** As `additionalProperties: false`. */
function closedTo(names: readonly string[]): DataValidateFunction {
  const known = new Set(names);
  const check: DataValidateFunction = (data: Record<string, unknown>) => {
    let unknown = 0;
    let errors: Partial<ErrorObject>[] | undefined;
    for (const name in data) {
      if (known.has(name)) continue;
      unknown += 1;
      if (unknown <= faultsMax) (errors ??= []).push({ keyword: 'additionalProperties', params: { additionalProperty: name } });
    }
    if (unknown > faultsMax) errors!.push({ keyword: 'closed', params: { more: unknown - faultsMax } });
    check.errors = errors;
    return unknown === 0;
  };
  return check;
}

const validators = { schema: new Map<string, ValidateFunction>(), readerSchema: new Map<string, ValidateFunction>() };

function validatorOf(type: string, version: number, side: 'schema' | 'readerSchema'): ValidateFunction {
  const contract = clinicalEventContract(type, version);
  if (!contract) throw new UnknownEventTypeError('no schema of this type and version');
  const known = validators[side];
  let validator = known.get(contract.dataschema);
  if (!validator) {
    validator = compilers[side].compile(
      side === 'schema' ? (withLimitsFirst(withCodesChecked(contract.schema)) as JsonSchema) : contract.readerSchema,
    );
    known.set(contract.dataschema, validator);
  }
  return validator;
}

/**
 * A choice (`oneOf`, `anyOf`) that fails brings the faults of all its branches: only the choice itself is said. A
 * format says in words what a pattern beside it says in signs.
 */
function faultsOf(errors: readonly ErrorObject[]): Fault[] {
  const badlyFormed = new Set(errors.filter(({ keyword }) => keyword === 'format').map(({ instancePath }) => instancePath));
  const choices = [
    ...new Set(errors.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf').map(({ schemaPath }) => `${schemaPath}/`)),
  ];
  const said = errors
    .filter(({ keyword, parentSchema }) => keyword !== 'if' || parentSchema?.['x-limits-first'] !== true)
    .filter(({ schemaPath }) => !choices.some((choice) => schemaPath.startsWith(choice)))
    .filter(({ keyword, instancePath }) => keyword !== 'pattern' || !badlyFormed.has(instancePath));
  const list = new FaultList();
  const named = new Set<string>();
  for (const error of said) {
    if (error.keyword === 'closed') list.addUnnamed((error.params as { more: number }).more);
    else {
      const fault = faultOf(error);
      const key = `${fault.pointer} ${fault.message}`;
      if (!named.has(key)) list.add(fault);
      named.add(key);
    }
  }
  return list.bounded();
}

const formatNames: Readonly<Record<string, string>> = {
  uuid: 'a UUID',
  'date-time': instantInWords,
  'partial-date': 'a date: YYYY, YYYY-MM or YYYY-MM-DD',
  ucum: 'a UCUM unit',
  'time-zone': 'the name of a time zone, such as Europe/Rome (IANA)',
  'partial-date-time': `YYYY, YYYY-MM, YYYY-MM-DD, or ${instantInWords}`,
};

function faultOf({ keyword, instancePath, params, parentSchema, message }: ErrorObject): Fault {
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return { pointer: `${instancePath}/${token(String(params.missingProperty))}`, message: 'is required' };
    case 'additionalProperties':
      return { pointer: `${instancePath}/${token(String(params.additionalProperty))}`, message: 'is not known here' };
    case 'enum':
      return { pointer: instancePath, message: `must be one of: ${(params.allowedValues as unknown[]).join(', ')}` };
    case 'format':
      return { pointer: instancePath, message: `must be ${formatNames[String(params.format)] ?? String(params.format)}` };
    case 'oneOf':
    case 'anyOf':
      return { pointer: instancePath, message: String(parentSchema?.$comment ?? 'does not match') };
    case 'pattern':
      return { pointer: instancePath, message: params.pattern === '\\S' ? 'must not be blank' : `must match ${String(params.pattern)}` };
    default:
      return { pointer: instancePath, message: message ?? 'is not valid' };
  }
}

/** RFC 6901 escaping. A member's name comes from the sender: cut, so that it cannot carry a text. */
function token(name: string): string {
  return name.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1');
}
