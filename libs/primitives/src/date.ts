import { isInstant } from './instant.js';

const form = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?$/;
const lengthMax = 'YYYY-MM-DD'.length;

/** FHIR `date`: a year, a month or a day that exists, in the years 0001 to 9999. */
export function isDate(value: unknown): value is string {
  const match = typeof value === 'string' && value.length <= lengthMax ? form.exec(value) : null;
  if (match === null || match[1] === '0000') return false;
  return match[3] === undefined || dayExists(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** FHIR `dateTime`: a date, or an instant. */
export function isDateTime(value: unknown): value is string {
  return isDate(value) || isInstant(value);
}

/** @param month 1 to 12 */
export function dayExists(year: number, month: number, day: number): boolean {
  if (day < 1 || day > 31) return false;
  if (day <= 28) return true;
  if (month !== 2) return day <= 30 || ![4, 6, 9, 11].includes(month);
  return day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
