import { isDate, isDateTime, isInstant, utcOf } from '@everchart/primitives';
import { Hl7Error } from './errors.js';

const parts = /^(.{4})-(..)-(..)T(..):(..):(..)(?:\.(\d+))?(?:Z|(.\d{2}):(\d{2}))$/;
const dtm = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d{1,4}))?)?)?)?)?)?([+-]\d{4})?$/;

/**
 * RFC 3339 date-time, or a FHIR partial date → HL7 TS (`YYYYMMDDHHMMSS[.SSSS]+ZZZZ`, `YYYY[MM[DD]]`). The precision and
 * the offset as stated stay; digits beyond the ten-thousandth of a second have no place in HL7 and are cut. An instant
 * that only former doors took is written in UTC.
 * @throws Hl7Error `timestamp-malformed`
 */
export function formatTimestamp(text: string): string {
  if (isDate(text)) return text.replaceAll('-', '');
  const [, year, month, day, hour, minute, second, fraction, zoneHour = '+00', zoneMinute = '00'] = parts.exec(instantOf(text))!;
  const cut = fraction?.slice(0, 4).replace(/0+$/, '') ?? '';
  const offset = zoneHour + zoneMinute;
  return `${year}${month}${day}${hour}${minute}${second}${cut === '' ? '' : `.${cut}`}${offset}`;
}

function instantOf(text: string): string {
  try {
    return isInstant(text) ? text : utcOf(text);
  } catch {
    throw new Hl7Error('timestamp-malformed', 'the time is neither RFC 3339 with zone nor a partial date');
  }
}

/**
 * HL7 TS/DTM → RFC 3339 date-time or partial date. A time of day without an offset takes `defaultOffset` (`+0100`;
 * MSH-7's, when it has one).
 * @throws Hl7Error `timestamp-malformed`, also for a day that is in no calendar, and for a time of day without an
 * offset
 */
export function parseTimestamp(text: string, defaultOffset?: string): string {
  const match = dtm.exec(text);
  if (!match) throw new Hl7Error('timestamp-malformed', 'not YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]');
  const [, year, month, day, hour, minute = '00', second = '00', fraction, zone = defaultOffset] = match;
  const date = [year, month, day].filter((part) => part !== undefined).join('-');
  if (hour === undefined) return existing(date);
  if (zone === undefined) throw new Hl7Error('timestamp-malformed', 'a time of day needs an offset');
  return existing(`${date}T${hour}:${minute}:${second}${fraction === undefined ? '' : `.${fraction}`}${zone.slice(0, 3)}:${zone.slice(3)}`);
}

function existing(text: string): string {
  if (!isDateTime(text)) throw new Hl7Error('timestamp-malformed', 'no such time in the calendar');
  return text;
}
