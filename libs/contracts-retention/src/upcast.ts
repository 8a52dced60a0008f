import { Upcasting, type Upcaster } from '@everchart/contracts';
import { retentionEventTypes } from './event-types.js';
import type { RetentionEventData, RetentionEventType } from './generated/event-data.js';

/** By `<type>:<version it takes>`. Every version but the newest of a type keeps one permanently. */
export const upcasters: ReadonlyMap<string, Upcaster> = new Map();

const versions = new Upcasting(retentionEventTypes, upcasters);

/**
 * Data of any released version, as the newest version says it.
 * @throws UnknownEventTypeError for a type or version that this release does not know
 */
export function upcastRetention<T extends RetentionEventType>(type: T, version: number, data: unknown): RetentionEventData[T];
export function upcastRetention(type: string, version: number, data: unknown): unknown;
export function upcastRetention(type: string, version: number, data: unknown): unknown {
  return versions.newest(type, version, data);
}
