const dateTimeForm = /^(\d{4}-\d{2}-\d{2})[Tt\s](\d{2}:\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-]\d{2}):?(\d{2})?)$/;

/**
 * Milliseconds since 1970 of a date and time as the schemas take it: RFC 3339 with what it leaves to the writer (a space, lower case, a leap second).
 * @throws RangeError when the text is no date-time
 */
export function instant(time: string): number {
  const [, day, minute, second, fraction = '', zoneHour = '+00', zoneMinute = '00'] = partsOf(time) ?? [];
  // A leap second is the first of the next minute: the calendar of Date has none.
  const [read, leapMs] = second === '60' ? ['59', 1000] : [second, 0];
  const milliseconds = Date.parse(`${day}T${minute}:${read}.${fraction.padEnd(3, '0').slice(0, 3)}${zoneHour}:${zoneMinute}`) + leapMs;
  if (Number.isNaN(milliseconds)) throw new RangeError('not a date-time');
  return milliseconds;
}

/** Digits of a second's fraction that are stated; undefined when the text is a date without a time. */
export function fractionDigits(time: string): number | undefined {
  const parts = partsOf(time);
  return parts ? (parts[4]?.length ?? 0) : undefined;
}

function partsOf(time: string): RegExpExecArray | null {
  return dateTimeForm.exec(time);
}
