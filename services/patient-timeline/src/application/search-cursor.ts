import { isUuid, parseJson } from '@everchart/primitives';
import type { SearchCursor } from './search.reader.js';

/** Opaque text of a place in the order of an answer (base64url, version 1). It goes in bodies only: it has a name. */
export function encodeSearchCursor({ score, name, patient }: SearchCursor): string {
  return Buffer.from(JSON.stringify([1, score, name, patient])).toString('base64url');
}

/** Undefined when the text is no cursor. */
export function decodeSearchCursor(text: string): SearchCursor | undefined {
  let parts: unknown;
  try {
    parts = parseJson(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length !== 4 || parts[0] !== 1) return undefined;
  const [, score, name, patient] = parts as unknown[];
  if (typeof score !== 'number' || typeof name !== 'string' || typeof patient !== 'string' || !isUuid(patient)) return undefined;
  return { score, name, patient };
}
