import { createRequire } from 'node:module';

/**
 * What is used of `@lhncbc/ucum-lhc`, which brings no types. The parser answers with a unit and the code as it took it,
 * or throws.
 */
interface UcumLibrary {
  UcumLhcUtils: { getInstance(): { uStrParser_: UcumParser } };
}
interface UcumParser {
  parseString(code: string, purpose: 'validate'): [unit: UcumUnit | null | undefined, code: string | null, ...rest: unknown[]];
}
interface UcumUnit {
  csCode_?: unknown;
  /** Exponents of the base units. */
  dim_?: { dimVec_: readonly number[] | null } | null;
  /** The library counts the mole as a number. */
  moleExp_?: number;
}

const noDimension = [0, 0, 0, 0, 0, 0, 0] as const;

/** Characters of a code at most, as the schemas say. The library's parser takes more than linear time. */
const lengthMax = 100;
/** Care uses some dozens of units; there is a limit because codes come from outside. */
const remembered = 1000;
/** Code → its dimensions; null: it is no UCUM. */
const known = new Map<string, string | null>();
let parser: UcumParser | undefined;

/**
 * Whether it is a UCUM expression (case sensitive), such as `mm[Hg]` or `mL/min/{1.73_m2}`. The library with the table
 * of units is loaded by the first call: who only reads events never pays for it.
 */
export function isUcumCode(code: string): boolean {
  return dimensionOf(code) !== undefined;
}

/**
 * The dimensions of a unit, as a text that is equal for units that can be converted into each other; undefined when it
 * is no UCUM expression.
 */
export function dimensionOf(code: string): string | undefined {
  if (code.length > lengthMax) return undefined;
  let dimension = known.get(code);
  if (dimension === undefined) {
    dimension = parse(code) ?? null;
    if (known.size >= remembered) known.delete(known.keys().next().value!);
    known.set(code, dimension);
  }
  return dimension ?? undefined;
}

/**
 * By the library's parser, because its `validateUnitString` prints what was sent to the console, and takes
 * `constructor` for a unit.
 */
function parse(code: string): string | undefined {
  parser ??= (createRequire(import.meta.url)('@lhncbc/ucum-lhc') as UcumLibrary).UcumLhcUtils.getInstance().uStrParser_;
  try {
    const [unit, taken] = parser.parseString(code, 'validate');
    // What it had to put right first, such as a name for a code, is no UCUM.
    if (unit?.csCode_ === undefined || taken !== code) return undefined;
    // A zero may be negative.
    return [...(unit.dim_?.dimVec_ ?? noDimension), unit.moleExp_ ?? 0].map((exponent) => exponent + 0).join(' ');
  } catch {
    return undefined;
  }
}
