import { fullFormats } from 'ajv-formats/dist/formats.js';

const partial = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** FHIR `date`: a year, a month or a day that exists. */
export function isPartialDate(text: string): boolean {
  const match = partial.exec(text);
  if (!match) return false;
  const [, year, month = '01', day = '01'] = match;
  if (year === '0000') return false;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

const dateTime = fullFormats['date-time'] as { validate: (text: string) => boolean };

/** FHIR `dateTime`: a partial date, or a date and time with zone. */
export function isPartialDateTime(text: string): boolean {
  return isPartialDate(text) || dateTime.validate(text);
}
