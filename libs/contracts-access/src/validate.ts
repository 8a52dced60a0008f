import { SchemaValidation, textFaults, type Fault } from '@everchart/contracts';
import { boundedFaults } from '@everchart/primitives';
import { accessEventTypes } from './event-types.js';

const schemas = new SchemaValidation(accessEventTypes);

/**
 * Checks data against the writer's schema of its type.
 * @returns the faults, in the order of the data, as far as an answer names them; empty when it is valid
 * @throws UnknownEventTypeError
 */
export function validateAccessData(type: string, version: number, data: unknown): Fault[] {
  return boundedFaults([...schemas.written(type, version, data), ...textFaults(data)]);
}

/**
 * Checks data against the reader's schema: members that this release does not know are let through.
 * @throws UnknownEventTypeError
 */
export function validateReadAccessData(type: string, version: number, data: unknown): Fault[] {
  return schemas.read(type, version, data);
}
