import { isHeaderSegment, standardDelimiters, type Delimiters } from './delimiters.js';
import { Hl7Error } from './errors.js';
import { escapeFormattedText, escapeText } from './escape.js';
import { headerFields, Message, Segment, serialiseSegment } from './message.js';

/** `""`: there is no value, delete what you have. Nothing stated is `undefined`. */
export const noValue = Symbol('HL7 null');

/** Text of data type FT or TX: line breaks become `\.br\`. */
export interface FormattedText {
  readonly formatted: string;
}
export const formattedText = (text: string): FormattedText => ({ formatted: text });

/** A value without parts. Text is escaped on its way out, always. */
export type Leaf = string | number | FormattedText | typeof noValue | undefined;

export interface Subcomponents {
  readonly subcomponents: readonly Leaf[];
}
export const subcomponents = (...parts: Leaf[]): Subcomponents => ({ subcomponents: parts });

export interface Components {
  readonly components: readonly (Leaf | Subcomponents)[];
}
export const components = (...parts: (Leaf | Subcomponents)[]): Components => ({ components: parts });

export interface Repetitions {
  readonly repetitions: readonly (Leaf | Components)[];
}
export const repetitions = (parts: readonly (Leaf | Components)[]): Repetitions => ({ repetitions: parts });

export type FieldValue = Leaf | Components | Repetitions;

/** A segment to be built: fields by their number in the standard. Fields that are left out are empty. */
export interface SegmentDraft {
  readonly name: string;
  readonly fields: Readonly<Record<number, FieldValue>>;
}
export const segment = (name: string, fields: Readonly<Record<number, FieldValue>>): SegmentDraft => ({ name, fields });

/**
 * Builds a message: every leaf is escaped, empty parts at the end of a field and empty fields at the end of a segment
 * are left out. The first segment is MSH, its fields 1 and 2 come from the delimiters.
 */
export function buildMessage(drafts: readonly SegmentDraft[], delimiters: Delimiters = standardDelimiters): Message {
  if (drafts[0]?.name !== 'MSH') throw new Hl7Error('header-missing', 'the first segment of a message is MSH');
  return new Message(
    delimiters,
    drafts.map((draft) => buildSegment(draft, delimiters)),
  );
}

/**
 * Segments of a message, each with its CR: for senders whose messages differ in a part only. MSH goes first in the
 * message.
 */
export function buildSegments(drafts: readonly SegmentDraft[], delimiters: Delimiters = standardDelimiters): string {
  return drafts.map((draft) => `${serialiseSegment(buildSegment(draft, delimiters), delimiters)}\r`).join('');
}

function buildSegment({ name, fields }: SegmentDraft, delimiters: Delimiters): Segment {
  const raw: string[] = isHeaderSegment(name) ? headerFields(delimiters) : [];
  // Integer keys come in ascending order.
  const last = Number(Object.keys(fields).at(-1) ?? 0);
  for (let number = raw.length + 1; number <= last; number += 1) raw.push(encodeField(fields[number], delimiters));
  while (raw.at(-1) === '') raw.pop();
  return new Segment(name, raw, delimiters);
}

/** A value as the raw content of a field. */
export function encodeField(value: FieldValue, delimiters: Delimiters): string {
  if (isRepetitions(value)) {
    return value.repetitions
      .map((part) => encodeRepetition(part, delimiters))
      .filter((part) => part !== '')
      .join(delimiters.repetition);
  }
  return encodeRepetition(value, delimiters);
}

function encodeRepetition(value: Leaf | Components, delimiters: Delimiters): string {
  if (typeof value !== 'object' || !('components' in value)) return encodeLeaf(value, delimiters);
  return joinTrimmed(
    value.components.map((part) => encodeComponent(part, delimiters)),
    delimiters.component,
  );
}

function encodeComponent(value: Leaf | Subcomponents, delimiters: Delimiters): string {
  if (typeof value !== 'object' || !('subcomponents' in value)) return encodeLeaf(value, delimiters);
  return joinTrimmed(
    value.subcomponents.map((part) => encodeLeaf(part, delimiters)),
    delimiters.subcomponent,
  );
}

function encodeLeaf(value: Leaf, delimiters: Delimiters): string {
  if (value === undefined) return '';
  if (value === noValue) return '""';
  if (typeof value === 'number') return formatNumber(value);
  const text = typeof value === 'object' ? escapeFormattedText(value.formatted, delimiters) : escapeText(value, delimiters);
  // A text that happens to be `""` would be read as "delete": its first quote is written as hex.
  return text === '""' ? `${delimiters.escape}X22${delimiters.escape}"` : text;
}

function joinTrimmed(parts: readonly string[], delimiter: string): string {
  const kept = [...parts];
  while (kept.at(-1) === '') kept.pop();
  return kept.join(delimiter);
}

function isRepetitions(value: FieldValue): value is Repetitions {
  return typeof value === 'object' && 'repetitions' in value;
}

/** Data type NM: plain decimal digits; an exponent has no place in it. @throws Hl7Error for what is no finite number */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) throw new Hl7Error('number-malformed', 'NM holds finite numbers');
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign, whole, fraction = '', exponentText] = match;
  const digits = whole! + fraction;
  const point = 1 + Number(exponentText);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}
