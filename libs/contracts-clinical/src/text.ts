import type { Fault } from './fault.js';

/**
 * Control characters but tab, line feed and carriage return: PostgreSQL refuses NUL, HL7 v2 and XML refuse the rest.
 */

const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Texts, and names of members, that not every store and every receiver can hold. */
export function textFaults(data: unknown): Fault[] {
  return isClean(data) ? [] : faultsAt(data, '');
}

/** What JSON writes with an escape, and DEL, which it does not: nearly no data has one of them. */
const suspicious = /\\[ubf]|\u007f/;

/** Writing the data as JSON and looking once is a third of the work of looking at each text of it. */
function isClean(data: unknown): boolean {
  return !suspicious.test(JSON.stringify(data));
}

function faultsAt(data: unknown, pointer: string): Fault[] {
  if (typeof data === 'string') {
    if (!data.isWellFormed()) return [{ pointer, message: 'has half of a surrogate pair: not Unicode text' }];
    return control.test(data) ? [{ pointer, message: 'has a control character' }] : [];
  }
  if (Array.isArray(data)) return data.flatMap((item, index) => faultsAt(item, `${pointer}/${index}`));
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, value]) => faultsAt(value, `${pointer}/${name.slice(0, 64)}`));
}
