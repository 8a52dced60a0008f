import { SchemaValidation, textFaults, type Fault, type JsonSchema } from '@everchart/contracts';
import { boundedFaults } from '@everchart/primitives';
import type { DataValidateFunction } from 'ajv/dist/types/index.js';
import { codingFault } from './coding.js';
import { clinicalEventTypes } from './event-types.js';
import type { ClinicalEventData } from './generated/event-data.js';
import { unitFaults } from './observation-units.js';
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
  const faults = schemas.written(type, version, data);
  if (faults.length > 0) return type === 'entry.amended' ? [...faults, ...amendedFaults(data as Amended)] : faults;
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
  return schemas.read(type, version, data);
}

/** What is longer, the schema refuses for its length. */
const codingLengthMax = 500;
const isTooLong = (text: unknown): boolean => typeof text === 'string' && text.length > codingLengthMax;
const isWithinLimits = ({ system, code }: Record<string, unknown>): boolean => !isTooLong(system) && !isTooLong(code);

const checkCoding: DataValidateFunction = (coding: Record<string, unknown>, context) => {
  const fault = isWithinLimits(coding) ? codingFault(coding.system, coding.code) : undefined;
  if (fault) {
    const instancePath = `${context!.instancePath}/${fault.member}`;
    checkCoding.errors = [{ keyword: 'codeOfItsSystem', instancePath, params: {}, message: fault.message }];
  }
  return fault === undefined;
};

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

const schemas = new SchemaValidation(clinicalEventTypes, {
  formats: { ucum: { check: isUcumCode, inWords: 'a UCUM unit' } },
  keywords: [{ keyword: 'codeOfItsSystem', type: 'object', schema: false, errors: true, validate: checkCoding }],
  extended: withCodesChecked,
});
