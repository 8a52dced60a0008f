import { isUtf8 } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';
import { jsonFaultsMax, jsonLevelsMax, readJson, type JsonFault, type JsonReading } from './json.js';

export interface JsonInTurnsOptions {
  /** Resolves when it may go on; else in the next turn of the event loop. */
  turn?: () => Promise<void>;
  /** What stands for an element of a list that is too large to be read; without it such a body is `tooLarge`. */
  elementTooLarge?: () => unknown;
}

/** `tooLarge`: a part that is read in one go is larger than {@link jsonElementBytesMax}, or has too many values. */
export type JsonInTurnsReading = JsonReading | { tooLarge: true };

/** Up to so many bytes anything is read in one go. */
export const jsonAtOnceBytesMax = 64 * 1024;
/** Of one element of a list, and of what is beside the lists: these are read in one go. */
export const jsonElementBytesMax = 1024 * 1024;
/** Members and elements of what is larger than {@link jsonAtOnceBytesMax} and read in one go. */
export const jsonValuesMax = 10_000;
/** Elements of all lists together. */
export const jsonElementsMax = 20_000;

/** Bytes that are looked through, and read, before others get their turn. */
const turnBytes = 128 * 1024;

/**
 * As {@link readJson}, with others getting their turn in between: the elements of the outermost list, or of the lists
 * that are members of the outermost object, are read a few at a time. What cannot be divided so is bounded.
 */
export async function readJsonInTurns(body: Buffer, options: JsonInTurnsOptions = {}): Promise<JsonInTurnsReading> {
  if (body.length <= jsonAtOnceBytesMax) return readJson(body);
  if (!isUtf8(body)) return { malformed: true };
  const bytes = withoutMargins(body);
  const { turn = setImmediate } = options;
  const outline = new Outline(bytes);
  await turn();
  while (outline.advance(turnBytes)) await turn();
  if (!outline.isWhole) return { malformed: true };
  if (outline.tooMany) return { tooLarge: true };
  const frame = outline.frame();
  if (isTooLarge(frame.bytes.length, frame.values, frame.deep)) return frame.deep ? { faults: [tooDeep('')] } : { tooLarge: true };
  const read = readJson(frame.bytes);
  if (!('value' in read)) return read;
  const top = read.value;
  const faults: JsonFault[] = [];
  const contents: unknown[][] = [];
  for (const [number, list] of outline.lists.entries()) {
    const reader = new ListReader(bytes, list, outline.listLevel, options);
    const outcome = await reader.read();
    if (outcome !== undefined) return outcome;
    const place = reader.faults.length > 0 ? pointerOf(top, number) : '';
    faults.push(...reader.faults.map(({ pointer, message }) => ({ pointer: place + pointer, message })));
    if (faults.length >= jsonFaultsMax) break;
    contents.push(reader.values);
  }
  if (faults.length > 0) return { faults: faults.slice(0, jsonFaultsMax) };
  return { value: filled(top, contents) };
}

/** Without a byte order mark, and white space around it. */
function withoutMargins(body: Buffer): Buffer {
  let from = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
  let to = body.length;
  while (from < to && isSpace(body[from]!)) from += 1;
  while (from < to && isSpace(body[to - 1]!)) to -= 1;
  return body.subarray(from, to);
}

const tooDeep = (pointer: string): JsonFault => ({ pointer, message: `is nested in more than ${jsonLevelsMax} levels` });

/** What is too deep is read as far as the place where it is. */
function isTooLarge(bytes: number, values: number, deep: boolean): boolean {
  return bytes > jsonElementBytesMax || (bytes > jsonAtOnceBytesMax && values > jsonValuesMax && !deep);
}

/** In the frame each list has its number as its only element. */
function filled(top: unknown, contents: readonly unknown[][]): unknown {
  if (Array.isArray(top)) return contents[0];
  if (typeof top !== 'object' || top === null) return top;
  const members = top as Record<string, unknown>;
  for (const [name, member] of Object.entries(members)) if (Array.isArray(member)) members[name] = contents[(member as [number])[0]];
  return top;
}

function pointerOf(top: unknown, number: number): string {
  if (typeof top !== 'object' || top === null || Array.isArray(top)) return '';
  const found = Object.entries(top).find(([, member]) => Array.isArray(member) && member[0] === number);
  return found ? `/${found[0].slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}` : '';
}

/** A list whose elements are read apart: where its content begins and ends, and where its elements do. */
interface List {
  from: number;
  to: number;
  elements: Element[];
}

interface Element {
  from: number;
  to: number;
  /** Members and elements inside, about. */
  values: number;
  deep: boolean;
}

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** One pass over text that may not be JSON at all: what is between the places that it finds is judged by `readJson`. */
class Outline {
  readonly lists: List[] = [];
  /** Level at which a bracket opens a list that is read apart. */
  readonly listLevel: 1 | 2;
  tooMany = false;
  #at = 0;
  #level = 0;
  #inText = false;
  #deep = false;
  #values = 0;
  /** Of the element, or of the list, that is looked through. */
  #valuesBefore = 0;
  #list: List | undefined;
  #elementFrom = 0;
  #valuesInLists = 0;
  #elements = 0;

  constructor(private readonly bytes: Buffer) {
    this.listLevel = bytes[0] === openBracket ? 1 : 2;
  }

  /** @returns whether there is more to look through */
  advance(count: number): boolean {
    const { bytes, listLevel } = this;
    const end = Math.min(bytes.length, this.#at + count);
    let at = this.#at;
    let level = this.#level;
    let inText = this.#inText;
    for (; at < end && !this.tooMany; at += 1) {
      const byte = bytes[at]!;
      if (inText) {
        if (byte === backslash) at += 1;
        else if (byte === quote) inText = false;
      } else if (byte === quote) inText = true;
      else if (byte === comma) {
        if (this.#list && level === listLevel) this.#endElement(at);
        else this.#values += 1;
      } else if (byte === openBrace || byte === openBracket) {
        level += 1;
        this.#values += 1;
        if (level > jsonLevelsMax) this.#deep = true;
        if (level === listLevel && byte === openBracket && !this.#list) this.#begin(at + 1);
      } else if (byte === closeBrace || byte === closeBracket) {
        if (this.#list && level === listLevel) this.#end(at);
        level -= 1;
      }
    }
    [this.#at, this.#level, this.#inText] = [at, level, inText];
    return at < bytes.length && !this.tooMany;
  }

  get isWhole(): boolean {
    return this.tooMany || (this.#level === 0 && !this.#inText && this.#list === undefined);
  }

  /** What is beside the lists, each of which has its number in the place of its content. */
  frame(): { bytes: Buffer; values: number; deep: boolean } {
    const parts: Buffer[] = [];
    let from = 0;
    for (const [number, list] of this.lists.entries()) {
      parts.push(this.bytes.subarray(from, list.from), Buffer.from(String(number)));
      from = list.to;
    }
    parts.push(this.bytes.subarray(from));
    return { bytes: Buffer.concat(parts), values: this.#values - this.#valuesInLists, deep: this.#deep };
  }

  #begin(from: number): void {
    this.#list = { from, to: from, elements: [] };
    this.#elementFrom = from;
    this.#valuesBefore = this.#values;
    this.#deep = false;
    this.lists.push(this.#list);
  }

  #endElement(to: number): void {
    const values = this.#values - this.#valuesBefore;
    this.#list!.elements.push({ from: this.#elementFrom, to, values, deep: this.#deep });
    this.#deep = false;
    this.#elementFrom = to + 1;
    this.#valuesBefore = this.#values;
    this.#valuesInLists += values;
    this.#elements += 1;
    if (this.#elements > jsonElementsMax) this.tooMany = true;
  }

  #end(to: number): void {
    const list = this.#list!;
    this.#endElement(to);
    list.to = to;
    this.#list = undefined;
  }
}

/** Reads the elements of one list, several at a time where they are small. */
class ListReader {
  readonly values: unknown[] = [];
  readonly faults: JsonFault[] = [];

  constructor(
    private readonly bytes: Buffer,
    private readonly list: List,
    /** Brackets around the elements: as many levels as there are in the body. */
    private readonly level: number,
    private readonly options: JsonInTurnsOptions,
  ) {}

  /** @returns why it cannot be read, or nothing */
  async read(): Promise<{ malformed: true } | { tooLarge: true } | undefined> {
    const { elements } = this.list;
    if (elements.length === 1 && this.#isBlank(elements[0]!)) return undefined;
    for (let first = 0; first < elements.length && this.faults.length < jsonFaultsMax;) {
      const next = this.#endOfRun(first);
      const { from } = elements[first]!;
      const { to, values, deep } = elements[next - 1]!;
      if (next === first + 1 && isTooLarge(to - from, values, deep)) {
        if (deep) this.faults.push(tooDeep(`/${first}`));
        else if (!this.options.elementTooLarge) return { tooLarge: true };
        else this.values.push(this.options.elementTooLarge());
      } else {
        if (!this.#readRun(this.bytes.subarray(from, to), first, next - first)) return { malformed: true };
        await (this.options.turn ?? setImmediate)();
      }
      first = next;
    }
    return undefined;
  }

  /** After the elements that are read together, beginning with `first`: one at least. */
  #endOfRun(first: number): number {
    const { elements } = this.list;
    let next = first;
    let bytes = 0;
    let values = 0;
    do {
      bytes += elements[next]!.to - elements[next]!.from;
      values += elements[next]!.values + 1;
      next += 1;
    } while (
      next < elements.length &&
      bytes + elements[next]!.to - elements[next]!.from <= turnBytes &&
      values + elements[next]!.values < jsonValuesMax
    );
    return next;
  }

  /** @returns whether it is JSON */
  #readRun(content: Buffer, first: number, count: number): boolean {
    const { level } = this;
    const reading = readJson(Buffer.concat([Buffer.from('['.repeat(level)), content, Buffer.from(']'.repeat(level))]));
    if ('malformed' in reading) return false;
    if ('faults' in reading) {
      const place = new RegExp(`^${'/0'.repeat(level - 1)}/(\\d+)(.*)$`, 's');
      for (const { pointer, message } of reading.faults) {
        const [, index, rest] = place.exec(pointer)!;
        this.faults.push({ pointer: `/${first + Number(index)}${rest}`, message });
      }
      return true;
    }
    let values = reading.value as unknown[];
    for (let outer = 1; outer < level; outer += 1) values = values[0] as unknown[];
    // Nothing between two commas.
    if (values.length !== count) return false;
    for (const value of values) this.values.push(value);
    return true;
  }

  #isBlank({ from, to }: Element): boolean {
    for (let at = from; at < to; at += 1) if (!isSpace(this.bytes[at]!)) return false;
    return true;
  }
}
