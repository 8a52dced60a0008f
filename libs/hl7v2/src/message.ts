import { encodingCharacters, isHeaderSegment, readDelimiters, type Delimiters } from './delimiters.js';
import { Hl7Error } from './errors.js';
import { unescapeText } from './escape.js';

/** Where a leaf stands in a field; all count from 1, as the standard does. */
export interface Place {
  repetition?: number;
  component?: number;
  subcomponent?: number;
}

/**
 * What a leaf states: `undefined` nothing (empty or absent), `null` that there is no value (`""`, delete), else the
 * text.
 */
export type Stated = string | null | undefined;

/** One segment. Fields are kept as they stood, still escaped: what is not touched goes out as it came in. */
export class Segment {
  constructor(
    readonly name: string,
    /** Raw fields: `fields[0]` is field 1. Of MSH the first is the field separator itself. */
    readonly fields: readonly string[],
    private readonly delimiters: Delimiters,
  ) {}

  /** The raw field, empty when it is absent. */
  raw(field: number): string {
    return this.fields[field - 1] ?? '';
  }

  /** A leaf as text, with its escape sequences resolved. */
  value(field: number, { repetition = 1, ...place }: Place = {}): Stated {
    if (isHeaderSegment(this.name) && field <= 2) return this.raw(field);
    return this.#leaf(this.#repetitions(field)[repetition - 1], place);
  }

  /** As {@link value}; empty text where nothing, or that there is nothing, is stated. */
  text(field: number, place: Place = {}): string {
    return this.value(field, place) ?? '';
  }

  /** The same leaf of every repetition in a field, as {@link text} gives it; none when the field is empty. */
  texts(field: number, place: Omit<Place, 'repetition'> = {}): string[] {
    return this.raw(field) === '' ? [] : this.#repetitions(field).map((repetition) => this.#leaf(repetition, place) ?? '');
  }

  #repetitions(field: number): string[] {
    return this.raw(field).split(this.delimiters.repetition);
  }

  #leaf(repetition: string | undefined, { component = 1, subcomponent = 1 }: Omit<Place, 'repetition'>): Stated {
    const leaf = repetition?.split(this.delimiters.component)[component - 1]?.split(this.delimiters.subcomponent)[subcomponent - 1];
    if (leaf === undefined || leaf === '') return undefined;
    return leaf === '""' ? null : unescapeText(leaf, this.delimiters);
  }
}

/** A message: segments in their order, under its own delimiters. */
export class Message {
  constructor(
    readonly delimiters: Delimiters,
    readonly segments: readonly Segment[],
  ) {}

  get header(): Segment {
    return this.segments[0]!;
  }

  /** The first segment of a name. */
  first(name: string): Segment | undefined {
    return this.segments.find((segment) => segment.name === name);
  }

  all(name: string): Segment[] {
    return this.segments.filter((segment) => segment.name === name);
  }

  /** MSH-9.1 and MSH-9.2, such as `ADT^A04`. */
  get type(): string {
    return [this.header.text(9), this.header.text(9, { component: 2 })].filter((part) => part !== '').join('^');
  }

  /** MSH-10. */
  get controlId(): string {
    return this.header.text(10);
  }
}

const segmentName = /^[A-Z][A-Z0-9]{2}$/;

export interface ParseOptions {
  /**
   * `cr` (default): segments end with CR, as the standard demands. `any`: LF and CR LF as well, blank lines and a byte
   * order mark are passed over, as files need it.
   */
  lineEnds?: 'cr' | 'any';
}

/**
 * Reads a message under the delimiters that its MSH states. The last terminator may be missing.
 * @throws Hl7Error naming the segment's number, never its content
 */
export function parseMessage(text: string, { lineEnds = 'cr' }: ParseOptions = {}): Message {
  const source = lineEnds === 'any' ? text.replace(/^\ufeff/, '') : text;
  if (source.trim() === '') throw new Hl7Error('message-empty', 'there is no message');
  if (lineEnds === 'cr' && source.includes('\n')) throw new Hl7Error('line-end-malformed', 'segments end with CR; the message holds LF');
  const lines = source.split(lineEnds === 'any' ? /[\r\n]+/ : '\r');
  if (lines.at(-1) === '') lines.pop();
  if (lineEnds === 'any' && lines[0] === '') lines.shift();
  const delimiters = readDelimiters(lines[0]!);
  return new Message(
    delimiters,
    lines.map((line, index) => parseSegment(line, index + 1, delimiters)),
  );
}

function parseSegment(line: string, number: number, delimiters: Delimiters): Segment {
  const name = line.slice(0, 3);
  const rest = line.slice(3);
  if (!segmentName.test(name) || (rest !== '' && !rest.startsWith(delimiters.field))) {
    throw new Hl7Error('segment-malformed', `segment ${number} has no name followed by the field separator`);
  }
  const fields = rest === '' ? [] : rest.slice(1).split(delimiters.field);
  return new Segment(name, isHeaderSegment(name) ? [delimiters.field, ...fields] : fields, delimiters);
}

/**
 * The text of a message: every segment ends with CR. Exactly what was parsed, byte for byte, except for a missing last
 * CR.
 */
export function serialiseMessage(message: Message): string {
  return message.segments.map((segment) => `${serialiseSegment(segment, message.delimiters)}\r`).join('');
}

/** Without the CR that ends it. */
export function serialiseSegment({ name, fields }: Segment, { field }: Delimiters): string {
  const shown = isHeaderSegment(name) ? fields.slice(1) : fields;
  return [name, ...shown].join(field);
}

/** An MSH begins with its own delimiters: for building one. */
export function headerFields(delimiters: Delimiters): [string, string] {
  return [delimiters.field, encodingCharacters(delimiters)];
}
