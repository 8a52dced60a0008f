import { FaultList } from '@everchart/primitives';
import type { Fault } from './fault.js';

/**
 * Control characters but tab, line feed and carriage return: PostgreSQL refuses NUL, HL7 v2 and XML refuse the rest.
 */

const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Texts, and names of members, that not every store and every receiver can hold. */
export function textFaults(data: unknown): Fault[] {
  if (isClean(data)) return [];
  const faults = new FaultList();
  addFaults(data, '', faults);
  return faults.bounded();
}

/** What JSON writes with an escape, and DEL, which it does not: nearly no data has one of them. */
const suspicious = /\\[ubf]|\u007f/;

/** Writing the data as JSON and looking once is a third of the work of looking at each text of it. */
function isClean(data: unknown): boolean {
  return !suspicious.test(JSON.stringify(data));
}

function addFaults(data: unknown, pointer: string, faults: FaultList): void {
  if (typeof data === 'string') {
    if (!data.isWellFormed()) faults.add({ pointer, message: 'has half of a surrogate pair: not Unicode text' });
    else if (control.test(data)) faults.add({ pointer, message: 'has a control character' });
  } else if (Array.isArray(data)) {
    for (const [index, item] of data.entries()) addFaults(item, `${pointer}/${index}`, faults);
  } else if (typeof data === 'object' && data !== null) {
    for (const [name, value] of Object.entries(data)) addFaults(value, `${pointer}/${name.slice(0, 64)}`, faults);
  }
}
