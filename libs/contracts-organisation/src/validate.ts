import { SchemaValidation, textFaults, type Fault } from '@everchart/contracts';
import { boundedFaults } from '@everchart/primitives';
import { organisationEventTypes } from './event-types.js';
import { isJurisdiction } from './jurisdiction.js';

/**
 * Checks data against the writer's schema of its type: time zones and jurisdictions exist, texts can be stored and read
 * everywhere.
 * @returns the faults, in the order of the data, as far as an answer names them; empty when it is valid
 * @throws UnknownEventTypeError
 */
export function validateOrganisationData(type: string, version: number, data: unknown): Fault[] {
  return boundedFaults([...schemas.written(type, version, data), ...textFaults(data)]);
}

/**
 * Checks data against the reader's schema: members that this release does not know are let through, and so are
 * jurisdictions that were withdrawn since.
 * @throws UnknownEventTypeError
 */
export function validateReadOrganisationData(type: string, version: number, data: unknown): Fault[] {
  return schemas.read(type, version, data);
}

const schemas = new SchemaValidation(organisationEventTypes, {
  formats: {
    jurisdiction: {
      check: isJurisdiction,
      inWords: 'a country (ISO 3166-1 alpha-2), such as DE, or a part of one (ISO 3166-2), such as DE-HH',
    },
  },
});
