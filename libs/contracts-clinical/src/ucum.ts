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
  /** Its amount follows from a procedure of its own, such as the international unit. */
  isArbitrary_?: boolean;
  /** So many of the base units. */
  magnitude_?: number;
  /** Of a unit that is no multiple of them, such as the degree Celsius: how it is converted. */
  cnv_?: string | null;
}

interface KnownUnit {
  dimension: string;
  /** Undefined where the unit is no multiple of the base units, or says of what it counts, as `{tbl}/d` does. */
  magnitude: number | undefined;
}

const noDimension = [0, 0, 0, 0, 0, 0, 0] as const;
const dimensionless = dimensionText([...noDimension, 0]);

/** Characters of a code at most, as the schemas say. The library's parser takes more than linear time. */
const lengthMax = 100;
/** Care uses some dozens of units; there is a limit because codes come from outside. */
const remembered = 1000;
/** Null: it is no UCUM. */
const known = new Map<string, KnownUnit | null>();
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
  return unitOf(code)?.dimension;
}

/**
 * How many of a unit are one of another: 1000 for `g` → `mg`. Undefined for units that cannot be converted by a factor,
 * and for those without a dimension or that say what they count, unless they are the same: a tablet is no capsule.
 */
export function ratioOfUnits(from: string, to: string): number | undefined {
  if (from === to) return 1;
  const [one, other] = [unitOf(from), unitOf(to)];
  if (one?.magnitude === undefined || other?.magnitude === undefined) return undefined;
  return one.dimension === other.dimension && one.dimension !== dimensionless ? one.magnitude / other.magnitude : undefined;
}

/** Units of temperature that are no multiples of each other: how many kelvin one degree is, and where zero lies. */
const temperatures: ReadonlyMap<string, { kelvin: number; zero: number }> = new Map([
  ['K', { kelvin: 1, zero: 0 }],
  ['Cel', { kelvin: 1, zero: 273.15 }],
  ['[degF]', { kelvin: 5 / 9, zero: 459.67 * (5 / 9) }],
]);

/** A value of one unit in another; undefined where it cannot be said in it: see {@link ratioOfUnits}. */
export function convertedTo(value: number, from: string, to: string): number | undefined {
  const [one, other] = [temperatures.get(from), temperatures.get(to)];
  if (one && other) return (value * one.kelvin + one.zero - other.zero) / other.kelvin;
  const ratio = ratioOfUnits(from, to);
  return ratio === undefined ? undefined : value * ratio;
}

function unitOf(code: string): KnownUnit | undefined {
  if (code.length > lengthMax) return undefined;
  let unit = known.get(code);
  if (unit === undefined) {
    unit = parse(code) ?? null;
    if (known.size >= remembered) known.delete(known.keys().next().value!);
    known.set(code, unit);
  }
  return unit ?? undefined;
}

/**
 * By the library's parser, because its `validateUnitString` prints what was sent to the console, and takes
 * `constructor` for a unit.
 */
function parse(code: string): KnownUnit | undefined {
  parser ??= (createRequire(import.meta.url)('@lhncbc/ucum-lhc') as UcumLibrary).UcumLhcUtils.getInstance().uStrParser_;
  try {
    const [unit, taken] = parser.parseString(code, 'validate');
    // What it had to put right first, such as a name for a code, is no UCUM.
    if (unit?.csCode_ === undefined || taken !== code) return undefined;
    const dimension = dimensionText([...(unit.dim_?.dimVec_ ?? noDimension), unit.moleExp_ ?? 0]);
    const isMultiple = typeof unit.cnv_ !== 'string' && unit.isArbitrary_ !== true && !code.includes('{');
    return { dimension, magnitude: isMultiple ? unit.magnitude_ : undefined };
  } catch {
    return undefined;
  }
}

/** A zero may be negative. */
function dimensionText(exponents: readonly number[]): string {
  return exponents.map((exponent) => exponent + 0).join(' ');
}
