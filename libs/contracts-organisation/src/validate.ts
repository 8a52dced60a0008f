import { SchemaValidation, textFaults, type Fault } from '@everchart/contracts';
import { boundedFaults, instantMs } from '@everchart/primitives';
import { organisationEventTypes } from './event-types.js';
import { acknowledgeMinutesOf } from './flag-times.js';
import type { FlagTimesChosenV1, RoundTakenOverV1 } from './generated/event-data.js';
import { isJurisdiction } from './jurisdiction.js';
import { longestRoundHours } from './rounds.js';

/**
 * Checks data against the writer's schema of its type: time zones and jurisdictions exist, texts can be stored and read
 * everywhere.
 * @returns the faults, in the order of the data, as far as an answer names them; empty when it is valid
 * @throws UnknownEventTypeError
 */
export function validateOrganisationData(type: string, version: number, data: unknown): Fault[] {
  const faults = [...schemas.written(type, version, data), ...textFaults(data)];
  return boundedFaults(faults.length > 0 ? faults : (faultsBetween[type]?.(data) ?? []));
}

/** What a schema cannot say: how members of valid data stand to each other. */
const faultsBetween: Readonly<Record<string, (data: unknown) => Fault[]>> = {
  'flag-times.chosen': (data) => {
    const { red, orange, amber } = acknowledgeMinutesOf(data as FlagTimesChosenV1);
    return [
      ...(red > orange ? [{ pointer: '/minutes/red', message: `must not be longer than orange (${orange})` }] : []),
      ...(orange > amber ? [{ pointer: '/minutes/orange', message: `must not be longer than amber (${amber})` }] : []),
    ];
  },
  'round.taken-over': (data) => {
    const { from, to } = data as RoundTakenOverV1;
    const hours = (instantMs(to) - instantMs(from)) / (60 * 60_000);
    return hours > 0 && hours <= longestRoundHours
      ? []
      : [{ pointer: '/to', message: `must be after from, by at most ${longestRoundHours} hours` }];
  },
};

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
