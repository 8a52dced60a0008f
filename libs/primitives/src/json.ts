import { isUtf8 } from 'node:buffer';

/** Levels of objects and arrays at most. What is nested without end would end the call stack of what reads it. */
export const jsonLevelsMax = 64;

export interface JsonFault {
  /** JSON Pointer. */
  pointer: string;
  /** A stable text. It never holds a value. */
  message: string;
}

export type JsonReading = { value: unknown } | { malformed: true } | { faults: JsonFault[] };

/** Faults that are named at most. */
export const jsonFaultsMax = 20;
/** Characters of a member's name that a pointer shows: names come from the sender. */
const nameShownMax = 64;

/**
 * The one reader of JSON from outside: UTF-8, with or without a byte order mark, that means the same to every reader
 * (I-JSON, RFC 7493). Members that are there twice, numbers that a double would change, halves of characters and more
 * than {@link jsonLevelsMax} levels are refused: JSON.parse would take them and change what was stated.
 *
 * JSON.parse stays the parser. One pass over the bytes before it, and one over the value after it, tell whether
 * anything is wrong; only then is the place looked up.
 */
export function readJson(body: Buffer): JsonReading {
  // A decoder that replaces what it cannot read would change what was stated.
  if (!isUtf8(body)) return { malformed: true };
  const bytes = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? body.subarray(3) : body;
  const seen = scan(bytes);
  if (seen.deep) return new Inspector(bytes).inspect() ?? { malformed: true };
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString());
  } catch {
    // Its message quotes the body.
    return { malformed: true };
  }
  if (!seen.doubtful && membersOf(value) === seen.members) return { value };
  return new Inspector(bytes).inspect() ?? { value };
}

/** Characters of a text that cannot have enough levels for {@link parseJson} to look. */
const shallowLength = 2048;

/**
 * JSON.parse for text from outside that is no statement about a person: cursors, tokens, headers, lists of a log.
 * It refuses more than {@link jsonLevelsMax} levels before it reads. V8 14.6 (Node 26) damages its heap when a text has
 * some thousand levels and ends within a string: the process ends later, at any place.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  if (text.length > shallowLength && scan(Buffer.from(text)).deep) throw new SyntaxError(`nested in more than ${jsonLevelsMax} levels`);
  return JSON.parse(text);
}

const quote = 0x22;
const comma = 0x2c;
const minus = 0x2d;
const colon = 0x3a;
const backslash = 0x5c;
const letterU = 0x75;
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** A number of so many characters without an exponent is always held by a double. */
const shortNumber = 15;

interface Scan {
  /** Colons outside of texts: one per member. */
  members: number;
  deep: boolean;
  /** A number that a double may not hold, or a text that may hold half of a character. */
  doubtful: boolean;
}

/** One pass over text that may not be JSON at all: JSON.parse decides that. */
function scan(bytes: Buffer): Scan {
  const { length } = bytes;
  let members = 0;
  let level = 0;
  let doubtful = false;
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at]!;
    if (byte === quote) {
      for (at += 1; at < length; at += 1) {
        const inside = bytes[at]!;
        if (inside === quote) break;
        if (inside === backslash) {
          at += 1;
          // Only \ud800 to \udfff can be half of a character.
          if (bytes[at] === letterU && (bytes[at + 1]! | 0x20) === 0x64 && bytes[at + 2]! >= 0x38) doubtful = true;
        }
      }
    } else if (byte === colon) members += 1;
    else if (byte === openBrace || byte === openBracket) {
      level += 1;
      if (level > jsonLevelsMax) return { members, deep: true, doubtful };
    } else if (byte === closeBrace || byte === closeBracket) level -= 1;
    else if (byte === minus || isDigit(byte)) {
      const from = at;
      while (at + 1 < length && isOfNumber(bytes[at + 1]!)) at += 1;
      if (!isHeld(bytes, from, at + 1)) doubtful = true;
    }
  }
  return { members, deep: false, doubtful };
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
/** Digits, `+`, `-`, `.`, `e` and `E`. */
const isOfNumber = (byte: number): boolean =>
  isDigit(byte) || byte === minus || byte === 0x2b || byte === 0x2e || byte === 0x65 || byte === 0x45;

/** Of numbers and of the words that JSON has. */
const isOfScalar = (byte: number): boolean => isOfNumber(byte) || (byte >= 0x61 && byte <= 0x7a);

/** Whether a double says the same number as the text: as many digits come back as were stated. */
function isHeld(bytes: Buffer, from: number, to: number): boolean {
  let exponent = false;
  for (let at = from; at < to && !exponent; at += 1) exponent = (bytes[at]! | 0x20) === 0x65;
  if (!exponent && to - from <= shortNumber) return true;
  const text = bytes.toString('latin1', from, to);
  return sameNumber(text, String(Number(text)));
}

function sameNumber(stated: string, held: string): boolean {
  const [a, b] = [digitsOf(stated), digitsOf(held)];
  return a !== undefined && b !== undefined && a.digits === b.digits && (a.digits === '' || (a.power === b.power && a.sign === b.sign));
}

/** Significant digits, and the power of ten that the last of them stands at. */
function digitsOf(text: string): { sign: string; digits: string; power: number } | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const stripped = `${whole}${fraction}`.replace(/^0+/, '');
  // An expression for zeros at the end begins again at each zero: quadratic time for a long number.
  let end = stripped.length;
  while (stripped[end - 1] === '0') end -= 1;
  const digits = stripped.slice(0, end);
  return { sign, digits, power: Number(exponent) - fraction.length + stripped.length - digits.length };
}

/** Members of all objects of the value. JSON.parse keeps one of those that have the same name. */
function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (Array.isArray(value)) {
    for (const element of value) if (typeof element === 'object') members += membersOf(element);
    return members;
  }
  for (const name in value) {
    members += 1;
    const member = (value as Record<string, unknown>)[name];
    if (typeof member === 'object') members += membersOf(member);
  }
  return members;
}

/** Walks through JSON and names what is wrong. */
class Inspector {
  readonly #faults: JsonFault[] = [];
  #at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** Undefined when nothing is wrong. */
  inspect(): JsonReading | undefined {
    try {
      this.#value('', 1);
    } catch (error) {
      if (!(error instanceof NoJson)) throw error;
      // What follows a fault of depth is not read.
      if (this.#faults.length === 0) return { malformed: true };
    }
    return this.#faults.length > 0 ? { faults: this.#faults } : undefined;
  }

  #value(pointer: string, level: number): void {
    const byte = this.#next();
    if (byte === openBrace || byte === openBracket) {
      if (level > jsonLevelsMax) {
        this.#fault(pointer, `is nested in more than ${jsonLevelsMax} levels`);
        throw new NoJson();
      }
      this.#at += 1;
      if (byte === openBrace) this.#members(pointer, level);
      else this.#elements(pointer, level);
    } else if (byte === quote) {
      if (!this.#text().isWellFormed()) this.#fault(pointer, 'holds half of a character (a lone surrogate)');
    } else this.#scalar(pointer);
  }

  #members(pointer: string, level: number): void {
    const names = new Set<string>();
    for (let first = true; ; first = false) {
      const byte = this.#next();
      if (first && byte === closeBrace) break;
      if (byte !== quote) throw new NoJson();
      const name = this.#text();
      const place = `${pointer}/${name.slice(0, nameShownMax).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (!name.isWellFormed()) this.#fault(place, 'is a name with half of a character (a lone surrogate)');
      if (names.has(name)) this.#fault(place, 'is there more than once');
      names.add(name);
      if (this.#next() !== colon) throw new NoJson();
      this.#at += 1;
      this.#value(place, level + 1);
      if (this.#next() !== comma) break;
      this.#at += 1;
    }
    this.#close(closeBrace);
  }

  #elements(pointer: string, level: number): void {
    for (let index = 0; ; index += 1) {
      if (index === 0 && this.#next() === closeBracket) break;
      this.#value(`${pointer}/${index}`, level + 1);
      if (this.#next() !== comma) break;
      this.#at += 1;
    }
    this.#close(closeBracket);
  }

  #close(bracket: number): void {
    if (this.#next() !== bracket) throw new NoJson();
    this.#at += 1;
  }

  #text(): string {
    const { bytes } = this;
    const from = this.#at;
    let at = from + 1;
    let isPlain = true;
    for (; bytes[at] !== quote; at += 1) {
      if (at >= bytes.length) throw new NoJson();
      if (bytes[at] === backslash) at += 1;
      else if (bytes[at]! >= 0x20) continue;
      isPlain = false;
    }
    this.#at = at + 1;
    if (isPlain) return bytes.toString('utf8', from + 1, at);
    try {
      return JSON.parse(bytes.toString('utf8', from, this.#at)) as string;
    } catch {
      throw new NoJson();
    }
  }

  #scalar(pointer: string): void {
    const from = this.#at;
    while (this.#at < this.bytes.length && isOfScalar(this.bytes[this.#at]!)) this.#at += 1;
    const text = this.bytes.toString('latin1', from, this.#at);
    if (text === 'true' || text === 'false' || text === 'null') return;
    if (!digitsOf(text)) throw new NoJson();
    if (!isHeld(this.bytes, from, this.#at)) this.#fault(pointer, 'is a number that a double does not hold: it would be changed');
  }

  /** The next byte that is no white space. */
  #next(): number | undefined {
    const { bytes } = this;
    let at = this.#at;
    while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1;
    this.#at = at;
    return bytes[at];
  }

  #fault(pointer: string, message: string): void {
    this.#faults.push({ pointer, message });
    // Enough is named.
    if (this.#faults.length >= jsonFaultsMax) throw new NoJson();
  }
}

/** Nothing more can be read. */
class NoJson extends Error {}
