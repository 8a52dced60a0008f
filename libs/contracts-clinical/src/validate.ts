import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats, { type FormatName } from 'ajv-formats';
import { clinicalEventContract, type ClinicalEventContract } from './event-types.js';
import type { Fault } from './fault.js';
import { isPartialDate, isPartialDateTime } from './partial-dates.js';
import { isTimeZone } from './time-zone.js';
import { textFaults } from './text.js';

/**
 * Checks data against the writer's schema of its type, and that its texts can be stored and read everywhere.
 * @returns every fault, in the order of the data; empty when it is valid
 * @throws UnknownEventTypeError
 */
export function validateClinicalData(type: string, version: number, data: unknown): Fault[] {
  const validate = validatorOf(type, version, 'schema');
  const faults = validate(data) ? [] : faultsOf(validate.errors ?? []);
  return [...faults, ...textFaults(data)];
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

// `verbose` gives each error the schema it comes from, for the text of a choice.
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false, verbose: true });
// The package is CommonJS: its default export is the function itself at run time, the module for the compiler.
const addFormats = formats as unknown as (target: Ajv2020, names: FormatName[]) => void;
addFormats(ajv, ['uuid', 'date-time']);
ajv.addFormat('partial-date', isPartialDate);
ajv.addFormat('partial-date-time', isPartialDateTime);
ajv.addFormat('time-zone', isTimeZone);

const validators = new Map<object, ValidateFunction>();

function validatorOf(type: string, version: number, side: 'schema' | 'readerSchema'): ValidateFunction {
  const contract: ClinicalEventContract | undefined = clinicalEventContract(type, version);
  if (!contract) throw new UnknownEventTypeError('no schema of this type and version');
  const schema = contract[side];
  let validator = validators.get(schema);
  if (!validator) validators.set(schema, (validator = ajv.compile(schema)));
  return validator;
}

/** A choice (`oneOf`, `anyOf`) that fails brings the faults of all its branches: only the choice itself is said. */
function faultsOf(errors: readonly ErrorObject[]): Fault[] {
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf').map(({ schemaPath }) => `${schemaPath}/`);
  const faults = errors.filter(({ schemaPath }) => !choices.some((choice) => schemaPath.startsWith(choice))).map(faultOf);
  return [...new Map(faults.map((fault) => [`${fault.pointer} ${fault.message}`, fault])).values()];
}

const formatNames: Readonly<Record<string, string>> = {
  uuid: 'a UUID',
  'date-time': 'a date and time with zone (RFC 3339)',
  'partial-date': 'a date: YYYY, YYYY-MM or YYYY-MM-DD',
  'time-zone': 'the name of a time zone, such as Europe/Rome (IANA)',
  'partial-date-time': 'YYYY, YYYY-MM, YYYY-MM-DD, or a date and time with zone (RFC 3339)',
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
