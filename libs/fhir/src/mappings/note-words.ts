import { conceptInWords, quantityInWords } from '../data-types.js';
import { lines, present, words, type Element, type Leaf } from '../element.js';

export type Members = Record<string, unknown>;

/** A part of the text of a note, both ways. */
export interface Part {
  /** In the words of the resource; undefined when it has none. */
  read(resource: Element): Leaf<string> | undefined;
  /** Stands before the words. Without one, any line may begin the part. */
  label?: string;
  /** Whether a line, without the label, can begin the part. Any can when it is not said. */
  takes?(line: string): boolean;
  /** The members of the resource that have these words. */
  members(text: string): Members;
  /** It may be there several times: the members are lists. */
  repeated?: true;
}

/** One member, under a label. */
export function labelled(label: string, read: Part['read'], members: Part['members'], takes?: Part['takes']): Part {
  return { label: `${label}: `, read, members, ...(takes ? { takes } : {}) };
}

/** A concept, or a list of concepts. Of a list one concept is made again, which has the words of all. */
export const concept = (label: string, name: string): Part =>
  labelled(label, (resource) => conceptInWords(resource.element(name)), (text) => ({ [name]: { text } })); // prettier-ignore
export const concepts = (label: string, name: string): Part =>
  labelled(label, (resource) => inWords(resource, name), (text) => ({ [name]: [{ text }] })); // prettier-ignore
export const text = (label: string, name: string, takes?: Part['takes']): Part =>
  labelled(label, (resource) => resource.text(name), (value) => ({ [name]: value }), takes); // prettier-ignore

const quantity = /^(?:(<=|>=|<|>) )?(-?\d[\d.e+-]*) (.+)$/s;
export const quantityPart = (label: string, name: string): Part =>
  labelled(
    label,
    (resource) => quantityInWords(resource.element(name)),
    (stated) => {
      const [, comparator, value, unit] = quantity.exec(stated)!;
      return { [name]: present<Members>({ value: Number(value), comparator, unit: unit === '(no unit stated)' ? undefined : unit }) };
    },
    (line) => String(Number(quantity.exec(line)?.[2])) === quantity.exec(line)?.[2],
  );

const inWords = (resource: Element, name: string): Leaf<string> | undefined =>
  lines([...(resource.element(name).exists ? [resource.element(name)] : []), ...resource.elements(name)].map(conceptInWords), '; ');

/** The text of the parts that the resource has. */
export function textOfParts(resource: Element, parts: readonly Part[]): (Leaf<string> | undefined)[] {
  return parts.map((part) => labelledWords(part.label, part.read(resource)));
}

export const labelledWords = (label: string | undefined, of: Leaf<string> | undefined): Leaf<string> | undefined =>
  of && label !== undefined ? words([label, of]) : of;

/**
 * The members of the resource that its text was made of. Lines that begin no part belong to the part before them: what
 * stands in the resource gives the same text again, line by line.
 */
export function membersOfText(rest: readonly string[], parts: readonly Part[]): { members: Members; before: string[] } {
  const before: string[] = [];
  const found: { part: Part; lines: string[] }[] = [];
  let from = 0;
  for (const line of rest) {
    const part = partThatBegins(line, parts.slice(from));
    if (part) {
      from = parts.indexOf(part) + (part.repeated ? 0 : 1);
      found.push({ part, lines: [line.slice(part.label?.length ?? 0)] });
    } else (found.at(-1)?.lines ?? before).push(line);
  }
  const members: Members = {};
  for (const { part, lines: own } of found) {
    for (const [name, value] of Object.entries(part.members(own.join('\n')))) {
      const list = members[name];
      if (part.repeated && Array.isArray(list)) list.push(...(value as unknown[]));
      else members[name] = value;
    }
  }
  return { members, before };
}

function partThatBegins(line: string, parts: readonly Part[]): Part | undefined {
  const begins = (part: Part): boolean => {
    const { label = '' } = part;
    const own = line.slice(label.length);
    return line.startsWith(label) && own.trim() !== '' && (part.takes?.(own) ?? true);
  };
  return parts.find((part) => part.label !== undefined && begins(part)) ?? parts.find((part) => part.label === undefined && begins(part));
}
