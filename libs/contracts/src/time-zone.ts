/** Names only: Intl takes offsets such as +01:00 as well, and they know no summer time. */
const form = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;
/** The longest name of the database has 32 characters. */
const lengthMax = 64;

/** The name of a zone of the IANA database, as far as this runtime knows it. */
export function isTimeZone(name: string): boolean {
  if (name.length > lengthMax || !form.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
