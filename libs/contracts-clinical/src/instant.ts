const dateTimeForm = /^(\d{4}-\d{2}-\d{2})[Tt\s](\d{2}:\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-]\d{2}):?(\d{2})?)$/;

/**
 * Milliseconds since 1970 of a date and time with zone, in every form that the schemas take (a space, lower case, a
 * leap second).
 * @throws RangeError when the text is no date-time
 */
export function instant(time: string): number {
  const direct = Date.parse(time);
  if (!Number.isNaN(direct)) return direct;
  const [, day, minute, second, fraction = '', zoneHour = '+00', zoneMinute = '00'] = dateTimeForm.exec(time) ?? [];
  // A leap second is the first of the next minute: the calendar of Date has none.
  const [read, leapMs] = second === '60' ? ['59', 1000] : [second, 0];
  const milliseconds = Date.parse(`${day}T${minute}:${read}.${fraction.padEnd(3, '0').slice(0, 3)}${zoneHour}:${zoneMinute}`) + leapMs;
  if (Number.isNaN(milliseconds)) throw new RangeError('not a date-time');
  return milliseconds;
}
