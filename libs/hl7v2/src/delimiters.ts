import { Hl7Error } from './errors.js';

/** The characters that structure a message, as its own MSH-1 and MSH-2 state them. */
export interface Delimiters {
  field: string;
  component: string;
  repetition: string;
  escape: string;
  subcomponent: string;
  /** Fifth character of MSH-2, from version 2.7 on. */
  truncation?: string;
}

/** `|^~\&`, as recommended by the standard (chapter 2, 2.5.4). */
export const standardDelimiters: Delimiters = { field: '|', component: '^', repetition: '~', escape: '\\', subcomponent: '&' };

const headerNames: ReadonlySet<string> = new Set(['MSH', 'FHS', 'BHS']);

/** Segments whose first field is the field separator itself. */
export function isHeaderSegment(name: string): boolean {
  return headerNames.has(name);
}

/** MSH-2 of these delimiters. */
export function encodingCharacters({ component, repetition, escape, subcomponent, truncation }: Delimiters): string {
  return `${component}${repetition}${escape}${subcomponent}${truncation ?? ''}`;
}

/** Reads MSH-1 and MSH-2. @throws Hl7Error `header-missing`, `delimiters-malformed` */
export function readDelimiters(text: string): Delimiters {
  if (!text.startsWith('MSH')) throw new Hl7Error('header-missing', 'the message does not begin with MSH');
  const field = text.charAt(3);
  const end = text.slice(4, 10).search(field === '' ? /$/ : new RegExp(`[${escapeForClass(field)}\r\n]|$`));
  const characters = text.slice(4, 4 + end);
  const all = field + characters;
  if (characters.length < 4 || characters.length > 5 || new Set(all).size !== all.length || /[\sA-Za-z0-9\p{Cc}]/u.test(all)) {
    throw new Hl7Error(
      'delimiters-malformed',
      'MSH-1 and MSH-2 must be five or six different characters that are no letters, digits or spaces',
    );
  }
  const [component, repetition, escape, subcomponent, truncation] = characters as unknown as [string, string, string, string, string?];
  return { field, component, repetition, escape, subcomponent, ...(truncation === undefined ? {} : { truncation }) };
}

function escapeForClass(character: string): string {
  return character.replace(/[\\\]^-]/, '\\$&');
}
