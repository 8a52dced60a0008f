import {
  components,
  escapeText,
  fitText,
  formattedText,
  formatTimestamp,
  Hl7Error,
  segment,
  splitFormattedText,
  standardDelimiters,
  type FormattedText,
  type SegmentDraft,
} from '@everchart/hl7v2';

/** The longest text of data types IS and ST, and of FT as receivers take it: escaped, in characters. */
const nameMax = 20;
const stringMax = 199;
const formattedMax = 32_000;

/**
 * What there is no place for in the fields of a message: it goes with it as notes, so that nothing is lost without a
 * word.
 */
export class Remarks {
  readonly #texts: string[] = [];

  /** @param label names what it is about, such as "Interpretation" */
  add(label: string, text: string): void {
    this.#texts.push(`${label}: ${text}`);
  }

  /** What a carer remarked, as it stands. */
  quote(text: string): void {
    this.#texts.push(text);
  }

  get texts(): readonly string[] {
    return this.#texts;
  }

  /** Data type ST: a text that is too long is cut, and stands whole in the notes. */
  string(label: string, text: string): string;
  string(label: string, text: string | undefined): string | undefined;
  string(label: string, text: string | undefined): string | undefined {
    if (text === undefined || escapeText(text, standardDelimiters).length <= stringMax) return text;
    this.add(label, text);
    return `${fitText(text, stringMax - 1, standardDelimiters)}…`;
  }

  /** A code or an identifier: cut it would be another one, so that one which is too long stands in the notes alone. */
  code(label: string, text: string | undefined): string | undefined {
    if (text === undefined || isString(text)) return text;
    this.add(label, text);
    return undefined;
  }

  /** Data type TS: what is no time that HL7 can say is left out, and stands in the notes. */
  time(label: string, text: string): string | undefined;
  time(label: string, text: string | undefined): string | undefined;
  time(label: string, text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    try {
      return formatTimestamp(text);
    } catch (error) {
      if (!(error instanceof Hl7Error)) throw error;
      this.add(label, text);
      return undefined;
    }
  }
}

/** Whether a text can be of data type ST: it is short, and has no line breaks. */
export function isString(text: string): boolean {
  return isShort(text, stringMax);
}

/** Whether a name can be of data type IS. */
export function isName(text: string): boolean {
  return isShort(text, nameMax);
}

function isShort(text: string, max: number): boolean {
  return !/[\r\n]/.test(text) && escapeText(text, standardDelimiters).length <= max;
}

/**
 * Data type HD, of a name that we give: one that is too long for its namespace (IS) is a local universal id (table
 * 0301).
 */
export function localAuthority(name: string): readonly [namespace?: string, id?: string, type?: string] {
  return isName(name) ? [name] : [undefined, fitText(name.replace(/\s+/g, ' '), stringMax, standardDelimiters), 'L'];
}

/** Data type FT: as many parts as a long text needs. */
export function formattedParts(text: string): FormattedText[] {
  return splitFormattedText(text, formattedMax, standardDelimiters).map(formattedText);
}

/** As many NTE as the texts need. */
export function noteSegments({ texts }: Pick<Remarks, 'texts'>): SegmentDraft[] {
  return texts.flatMap(formattedParts).map((part, index) => segment('NTE', { 1: index + 1, 3: part }));
}

/** As {@link noteSegments}, for messages that have no NTE at the place: one OBX each. */
export function remarkResultSegments({ texts }: Pick<Remarks, 'texts'>): SegmentDraft[] {
  return texts.flatMap(formattedParts).map((part, index) => segment('OBX', { 1: index + 1, 2: 'FT', 3: remarkCode, 5: part, 11: 'F' }));
}

const remarkCode = components('48767-8', 'Annotation comment', 'LN');
