import { Ajv2020, type ErrorObject, type KeywordDefinition, type ValidateFunction } from 'ajv/dist/2020.js';
import type { DataValidateFunction } from 'ajv/dist/types/index.js';
import { FaultList, faultsMax, instantInWords, instantMs, isDate, isDateTime, isInstant, isUuid } from '@everchart/primitives';
import type { EventContract, JsonSchema } from './event-contract.js';
import type { Fault } from './fault.js';
import { isTimeZone } from './time-zone.js';

/** This release has no schema of that type and version. */
export class UnknownEventTypeError extends Error {
  override readonly name = 'UnknownEventTypeError';
  readonly code = 'event-type-unknown';
}

/** What the schemas of a package know beyond uuid, times, partial dates and time zones. */
export interface OwnVocabulary {
  /** Required of writers only: what was recorded may have gone from a list of codes since. */
  formats?: Readonly<Record<string, { check: (text: string) => boolean; inWords: string }>>;
  keywords?: readonly KeywordDefinition[];
  /** The writer's schema with the checks that a released one cannot say. */
  extended?: (schema: JsonSchema) => JsonSchema;
}

type Side = 'schema' | 'readerSchema';

/** Checks data against the schemas of a contract package. A schema is compiled when it is first needed. */
export class SchemaValidation {
  readonly #contracts: ReadonlyMap<string, EventContract>;
  readonly #own: OwnVocabulary;
  readonly #compilers: Readonly<Record<Side, Ajv2020>>;
  readonly #validators = { schema: new Map<string, ValidateFunction>(), readerSchema: new Map<string, ValidateFunction>() };

  constructor(contracts: readonly EventContract[], own: OwnVocabulary = {}) {
    this.#contracts = new Map(contracts.map((contract) => [`${contract.type}:${contract.version}`, contract]));
    this.#own = own;
    this.#compilers = { schema: compilerWith('schema', own), readerSchema: compilerWith('readerSchema', own) };
  }

  /**
   * Against the writer's schema.
   * @returns the faults, in the order of the data, as far as an answer names them; empty when it is valid
   * @throws UnknownEventTypeError
   */
  written(type: string, version: number, data: unknown): Fault[] {
    return this.#faults('schema', type, version, data);
  }

  /**
   * Against the reader's schema: members that this release does not know are let through.
   * @throws UnknownEventTypeError
   */
  read(type: string, version: number, data: unknown): Fault[] {
    return this.#faults('readerSchema', type, version, data);
  }

  #faults(side: Side, type: string, version: number, data: unknown): Fault[] {
    const validate = this.#validatorOf(side, type, version);
    return validate(data) ? [] : faultsOf(validate.errors ?? [], this.#own);
  }

  #validatorOf(side: Side, type: string, version: number): ValidateFunction {
    const contract = this.#contracts.get(`${type}:${version}`);
    if (!contract) throw new UnknownEventTypeError('no schema of this type and version');
    const known = this.#validators[side];
    let validator = known.get(contract.dataschema);
    if (!validator) {
      const { extended = (schema: JsonSchema) => schema } = this.#own;
      validator = this.#compilers[side].compile(
        side === 'schema' ? (withLimitsFirst(extended(contract.schema)) as JsonSchema) : contract.readerSchema,
      );
      known.set(contract.dataschema, validator);
    }
    return validator;
  }
}

/**
 * What a writer may say, and what a reader must be able to read: the latter is every instant on record, in the forms of
 * former doors.
 */
const timeFormats = {
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

function compilerWith(side: Side, { formats = {}, keywords = [] }: OwnVocabulary): Ajv2020 {
  // `verbose` gives each error the schema it comes from, for the text of a choice.
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false, verbose: true });
  for (const [name, check] of Object.entries(timeFormats[side])) ajv.addFormat(name, check);
  ajv.addFormat('uuid', isUuid);
  ajv.addFormat('partial-date', isDate);
  ajv.addFormat('time-zone', isTimeZone);
  for (const [name, { check }] of Object.entries(formats)) ajv.addFormat(name, side === 'schema' ? check : true);
  ajv.addKeyword('x-time');
  ajv.addKeyword({ keyword: 'choice', type: 'object', schemaType: 'object', errors: true, compile: choiceOf });
  ajv.addKeyword({ keyword: 'closed', type: 'object', schemaType: 'array', errors: true, compile: closedTo });
  for (const keyword of keywords) ajv.addKeyword(keyword);
  return ajv;
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
    return { ...others, maxLength, if: { maxLength }, then };
  }
  if (typeof maxItems === 'number' && items !== undefined) return { ...others, maxItems, if: { maxItems }, then: { items } };
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
    const held = count(branches, data);
    const valid = exactlyOne ? held === 1 : held > 0;
    check.errors = valid
      ? undefined
      : [{ keyword: 'choice', params: {}, message: typeof $comment === 'string' ? $comment : 'does not match' }];
    return valid;
  };
  return check;
}

/** Branches that hold. It runs for each object of each event, and so makes nothing on the way. */
function count(branches: readonly Presence[], data: Readonly<Record<string, unknown>>): number {
  let held = 0;
  for (let at = 0; at < branches.length; at += 1) if (holds(branches[at]!, data)) held += 1;
  return held;
}

function holds({ required, anyOf, not }: Presence, data: Readonly<Record<string, unknown>>): boolean {
  if (required) for (let at = 0; at < required.length; at += 1) if (data[required[at]!] === undefined) return false;
  if (anyOf && count(anyOf, data) === 0) return false;
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

/**
 * A choice (`oneOf`, `anyOf`) that fails brings the faults of all its branches: only the choice itself is said. Of a
 * condition (`if`) the faults of its branch are. A format says in words what a pattern beside it says in signs.
 */
function faultsOf(errors: readonly ErrorObject[], own: OwnVocabulary): Fault[] {
  const badlyFormed = new Set(errors.filter(({ keyword }) => keyword === 'format').map(({ instancePath }) => instancePath));
  const choices = [
    ...new Set(errors.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf').map(({ schemaPath }) => `${schemaPath}/`)),
  ];
  const said = errors
    .filter(({ keyword }) => keyword !== 'if')
    .filter(({ schemaPath }) => !choices.some((choice) => schemaPath.startsWith(choice)))
    .filter(({ keyword, instancePath }) => keyword !== 'pattern' || !badlyFormed.has(instancePath));
  const list = new FaultList();
  const named = new Set<string>();
  for (const error of said) {
    if (error.keyword === 'closed') list.addUnnamed((error.params as { more: number }).more);
    else {
      const fault = faultOf(error, own);
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
  'time-zone': 'the name of a time zone, such as Europe/Rome (IANA)',
  'partial-date-time': `YYYY, YYYY-MM, YYYY-MM-DD, or ${instantInWords}`,
};

function faultOf({ keyword, instancePath, params, parentSchema, message }: ErrorObject, { formats = {} }: OwnVocabulary): Fault {
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return { pointer: `${instancePath}/${token(String(params.missingProperty))}`, message: 'is required' };
    case 'additionalProperties':
      return { pointer: `${instancePath}/${token(String(params.additionalProperty))}`, message: 'is not known here' };
    case 'enum':
      return { pointer: instancePath, message: `must be one of: ${(params.allowedValues as unknown[]).join(', ')}` };
    case 'format': {
      const name = String(params.format);
      return { pointer: instancePath, message: `must be ${formatNames[name] ?? formats[name]?.inWords ?? name}` };
    }
    case 'oneOf':
    case 'anyOf':
      return { pointer: instancePath, message: String(parentSchema?.$comment ?? 'does not match') };
    case 'false schema':
      return { pointer: instancePath, message: 'does not go with the other members' };
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
