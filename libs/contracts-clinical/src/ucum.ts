import { createRequire } from 'node:module';

/**
 * What is used of `@lhncbc/ucum-lhc`, which brings no types. The parser answers with a unit and the code as it took it,
 * or throws.
 */
interface UcumLibrary {
  UcumLhcUtils: { getInstance(): { uStrParser_: UcumParser } };
}
interface UcumParser {
  parseString(code: string, purpose: 'validate'): [unit: { csCode_?: unknown } | null | undefined, code: string | null, ...rest: unknown[]];
}

/** Care uses some dozens of units; there is a limit because codes come from outside. */
const remembered = 1000;
const known = new Map<string, boolean>();
let parser: UcumParser | undefined;

/**
 * Whether it is a UCUM expression (case sensitive), such as `mm[Hg]` or `mL/min/{1.73_m2}`. The library with the table
 * of units is loaded by the first call: who only reads events never pays for it.
 */
export function isUcumCode(code: string): boolean {
  let valid = known.get(code);
  if (valid === undefined) {
    valid = parses(code);
    if (known.size >= remembered) known.delete(known.keys().next().value!);
    known.set(code, valid);
  }
  return valid;
}

/**
 * By the library's parser, because its `validateUnitString` prints what was sent to the console, and takes
 * `constructor` for a unit.
 */
function parses(code: string): boolean {
  parser ??= (createRequire(import.meta.url)('@lhncbc/ucum-lhc') as UcumLibrary).UcumLhcUtils.getInstance().uStrParser_;
  try {
    const [unit, taken] = parser.parseString(code, 'validate');
    // What it had to put right first, such as a name for a code, is no UCUM.
    return unit?.csCode_ !== undefined && taken === code;
  } catch {
    return false;
  }
}
