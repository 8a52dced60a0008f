import type { Delimiters } from './delimiters.js';

/**
 * C0 controls, among them the segment terminator and MLLP's framing bytes: they must never reach the wire as they are.
 */
const controls = /[\u0000-\u001f\u007f]/g;

/**
 * Text → the content of one leaf. Delimiters become `\F\ \S\ \R\ \E\ \T\`, control characters `\Xhh\` (chapter 2, 2.7).
 * What {@link unescapeText} gives back is the same text.
 */
export function escapeText(text: string, delimiters: Delimiters): string {
  if (!needsEscape(text, delimiters)) return text;
  return escapeDelimiters(text, delimiters).replace(controls, (character) => hex(character, delimiters.escape));
}

/**
 * As {@link escapeText}, for data types FT and TX in note and result texts: line breaks (CR LF, LF, CR) become `\.br\`.
 */
export function escapeFormattedText(text: string, delimiters: Delimiters): string {
  const lines = text.split(/\r\n|\n|\r/).map((line) => escapeText(line, delimiters));
  return lines.join(`${delimiters.escape}.br${delimiters.escape}`);
}

/** Length of `\.br\` and `\Xhh\`: no character becomes longer. */
const longestEscaped = 5;

/**
 * Cuts a text of data type FT into parts of which none is longer than `max` characters when it is escaped; preferably
 * behind a line break or a blank. Put together the parts are the text.
 * @throws RangeError for a `max` that not every character fits in
 */
export function splitFormattedText(text: string, max: number, delimiters: Delimiters): string[] {
  if (!(max >= longestEscaped)) throw new RangeError(`parts of ${max} characters are too short: one may be escaped with ${longestEscaped}`);
  const parts: string[] = [];
  let rest = text;
  while (escapeFormattedText(rest, delimiters).length > max) {
    const end = endWithin(rest, max, (part) => escapeFormattedText(part, delimiters).length);
    const head = rest.slice(0, end);
    const cut = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' ')) + 1;
    // Not far back: a text without blanks is cut where it is full.
    const at = cut > end / 2 ? cut : end;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...parts, rest];
}

/** The beginning of a text that is not longer than `max` characters when it is escaped; all of it, if it fits. */
export function fitText(text: string, max: number, delimiters: Delimiters): string {
  return text.slice(
    0,
    endWithin(text, max, (part) => escapeText(part, delimiters).length),
  );
}

/** How many characters of a text fit; a pair of surrogates is not torn, nor CR from LF. */
function endWithin(text: string, max: number, lengthOf: (part: string) => number): number {
  let end = 0;
  let length = 0;
  for (const [character] of text.matchAll(/\r\n|[^]/gu)) {
    length += lengthOf(character);
    if (length > max) break;
    end += character.length;
  }
  return end;
}

/** Hardly any text does. */
function needsEscape(text: string, { field, component, repetition, escape, subcomponent, truncation }: Delimiters): boolean {
  controls.lastIndex = 0;
  return (
    controls.test(text) ||
    text.includes(field) ||
    text.includes(component) ||
    text.includes(repetition) ||
    text.includes(escape) ||
    text.includes(subcomponent) ||
    (truncation !== undefined && text.includes(truncation))
  );
}

function escapeDelimiters(text: string, delimiters: Delimiters): string {
  const { field, component, repetition, escape, subcomponent, truncation } = delimiters;
  let escaped = '';
  for (const character of text) {
    if (character === escape) escaped += `${escape}E${escape}`;
    else if (character === field) escaped += `${escape}F${escape}`;
    else if (character === component) escaped += `${escape}S${escape}`;
    else if (character === repetition) escaped += `${escape}R${escape}`;
    else if (character === subcomponent) escaped += `${escape}T${escape}`;
    else if (character === truncation) escaped += `${escape}P${escape}`;
    else escaped += character;
  }
  return escaped;
}

function hex(character: string, escape: string): string {
  return `${escape}X${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}${escape}`;
}

/**
 * The content of one leaf → text. `\.br\` becomes a line feed, `\Xhh…\` the bytes it names (read as UTF-8). Sequences
 * without a meaning for plain text (`\H\`, `\N\`, `\.sp\`, `\Zhh\`, unknown ones) and a lone escape character stay as
 * they are: nothing is lost.
 */
export function unescapeText(raw: string, delimiters: Delimiters): string {
  const { escape } = delimiters;
  if (!raw.includes(escape)) return raw;
  let text = '';
  let at = 0;
  while (at < raw.length) {
    const open = raw.indexOf(escape, at);
    const close = open < 0 ? -1 : raw.indexOf(escape, open + 1);
    if (close < 0) break;
    const meaning = meaningOf(raw.slice(open + 1, close), delimiters);
    text += raw.slice(at, open);
    if (meaning === undefined) {
      // The closing character may open the next sequence: only what stands before it is passed over.
      text += raw.slice(open, close);
      at = close;
    } else {
      text += meaning;
      at = close + 1;
    }
  }
  return text + raw.slice(at);
}

function meaningOf(sequence: string, delimiters: Delimiters): string | undefined {
  switch (sequence) {
    case 'F':
      return delimiters.field;
    case 'S':
      return delimiters.component;
    case 'R':
      return delimiters.repetition;
    case 'E':
      return delimiters.escape;
    case 'T':
      return delimiters.subcomponent;
    case 'P':
      return delimiters.truncation;
    case '.br':
      return '\n';
    default:
      return /^X(?:[0-9A-Fa-f]{2})+$/.test(sequence) ? Buffer.from(sequence.slice(1), 'hex').toString('utf8') : undefined;
  }
}
