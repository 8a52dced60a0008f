import { isInstant } from '@everchart/primitives';
import type { TimelineCursor } from '../infrastructure/record.store.js';

/**
 * Opaque text of a place in a timeline (base64url, version 1). It names no patient: with another patient it is a place
 * in time like any other.
 */
export function encodeTimelineCursor({ occurredAt, streamVersion }: TimelineCursor): string {
  return Buffer.from(JSON.stringify([1, occurredAt, streamVersion])).toString('base64url');
}

/** Undefined when the text is no cursor. */
export function decodeTimelineCursor(text: string): TimelineCursor | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length !== 3 || parts[0] !== 1) return undefined;
  const [, occurredAt, streamVersion] = parts as unknown[];
  // As it is ordered: in UTC, with microseconds.
  if (!isInstant(occurredAt) || occurredAt.length !== 'YYYY-MM-DDTHH:MM:SS.ffffffZ'.length || !occurredAt.endsWith('Z')) return undefined;
  if (!Number.isSafeInteger(streamVersion) || (streamVersion as number) < 1 || (streamVersion as number) > 2_147_483_647) return undefined;
  return { occurredAt, streamVersion: streamVersion as number };
}
