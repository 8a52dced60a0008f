const memberOf: Readonly<Record<string, string>> = { 'entry.struck': 'entryId', 'flag.changed': 'flagId' };

/** Ids of the events that this one refers to, in lower case: they must be in the same record already. */
export function referencesOf(type: string, data: Readonly<Record<string, unknown>>): string[] {
  const member = memberOf[type];
  const value = member === undefined ? undefined : data[member];
  return typeof value === 'string' ? [value.toLowerCase()] : [];
}
