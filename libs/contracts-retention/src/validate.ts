import { SchemaValidation, textFaults, type Fault } from '@everchart/contracts';
import { isJurisdiction } from '@everchart/contracts-organisation';
import { boundedFaults, isDate } from '@everchart/primitives';
import { retentionEventTypes } from './event-types.js';

/**
 * Checks data against the writer's schema of its type.
 * @returns the faults, in the order of the data, as far as an answer names them; empty when it is valid
 * @throws UnknownEventTypeError
 */
export function validateRetentionData(type: string, version: number, data: unknown): Fault[] {
  return boundedFaults([...schemas.written(type, version, data), ...textFaults(data)]);
}

/**
 * Checks data against the reader's schema: members that this release does not know are let through.
 * @throws UnknownEventTypeError
 */
export function validateReadRetentionData(type: string, version: number, data: unknown): Fault[] {
  return schemas.read(type, version, data);
}

/** A date of the calendar, whole: YYYY-MM-DD. */
export function isCalendarDate(text: string): boolean {
  return text.length === 10 && isDate(text);
}

/** Years, months and days of ISO 8601, at least one of them, none above 9999. */
const period = /^P(?=\d)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}D)?$/;

export function isPeriod(text: string): boolean {
  return period.test(text);
}

/** What the schemas of this package know beyond those of all packages. */
export const retentionFormats = {
  'calendar-date': { check: isCalendarDate, inWords: 'a date: YYYY-MM-DD' },
  period: { check: isPeriod, inWords: 'years, months and days: P10Y, P1Y6M, P30D' },
  jurisdiction: {
    check: isJurisdiction,
    inWords: 'a country (ISO 3166-1 alpha-2), such as DE, or a part of one (ISO 3166-2), such as DE-HH',
  },
};

const schemas = new SchemaValidation(retentionEventTypes, { formats: retentionFormats });
