import { isInstant, parseJson } from '@everchart/primitives';
import type { TimelineCursor } from '../infrastructure/record.store.js';

/** A place in a timeline as it was: by what is known, and had happened, at the named instants. */
export interface BoundCursor extends TimelineCursor {
  viewpoint?: string;
}

/**
 * Opaque text of a place in a timeline (base64url, version 1). It names no patient: with another patient it is a place
 * in time like any other.
 */
export function encodeTimelineCursor({ occurredAt, streamVersion, viewpoint }: BoundCursor): string {
  const place = [1, occurredAt, streamVersion, ...(viewpoint === undefined ? [] : [viewpoint])];
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Undefined when the text is no cursor. */
export function decodeTimelineCursor(text: string): BoundCursor | undefined {
  let parts: unknown;
  try {
    parts = parseJson(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length < 3 || parts.length > 4 || parts[0] !== 1) return undefined;
  const [, occurredAt, streamVersion, viewpoint] = parts as unknown[];
  // As it is ordered: in UTC, with microseconds.
  if (!isInstant(occurredAt) || occurredAt.length !== 'YYYY-MM-DDTHH:MM:SS.ffffffZ'.length || !occurredAt.endsWith('Z')) return undefined;
  if (!Number.isSafeInteger(streamVersion) || (streamVersion as number) < 1 || (streamVersion as number) > 2_147_483_647) return undefined;
  const place = { occurredAt, streamVersion: streamVersion as number };
  if (parts.length === 3) return place;
  return typeof viewpoint === 'string' ? { ...place, viewpoint } : undefined;
}
