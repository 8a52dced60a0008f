import { Upcasting, type Upcaster } from '@everchart/contracts';
import { accessEventTypes } from './event-types.js';
import type { AccessEventData, AccessEventType } from './generated/event-data.js';

/** By `<type>:<version it takes>`. Every version but the newest of a type keeps one permanently. */
export const upcasters: ReadonlyMap<string, Upcaster> = new Map();

const versions = new Upcasting(accessEventTypes, upcasters);

/**
 * Data of any released version, as the newest version says it.
 * @throws UnknownEventTypeError for a type or version that this release does not know
 */
export function upcastAccess<T extends AccessEventType>(type: T, version: number, data: unknown): AccessEventData[T];
export function upcastAccess(type: string, version: number, data: unknown): unknown;
export function upcastAccess(type: string, version: number, data: unknown): unknown {
  return versions.newest(type, version, data);
}
