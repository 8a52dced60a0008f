import { instantMs, isDate, isInstant } from '@everchart/primitives';
import { present, unlessEmpty, type Draft, type Element, type Leaf } from './element.js';

/** As the contracts have it (`Happened`). */
interface Happened {
  on?: string;
  from?: string;
  to?: string;
}

/** The other way: the member that says when it happened, a time or a period, under its name in FHIR. */
export function timeElement(name: string, occurredAt: string, happened: Happened | undefined): Record<string, unknown> {
  const period = happened && present<Record<string, unknown>>({ start: happened.from, end: happened.to });
  return period && unlessEmpty(period) ? { [`${name}Period`]: period } : { [`${name}DateTime`]: happened?.on ?? occurredAt };
}

/** When something happened. */
export interface Moment {
  occurredAt: Draft<string>;
  /** As it is stated, where that is no instant. */
  happened?: Draft<Happened>;
  /** `occurredAt` was chosen here: the same resource may get another one another time. */
  timeDerived?: true;
}

export const malformedTime = 'a time is neither a date nor an instant with date, time and zone (R4 dateTime)';

/**
 * The first of the members that says when it happened: a dateTime, an instant or a Period.
 * @returns a text for a time that cannot be read: no other one stands in its place
 */
export function momentOf(holder: Element, names: readonly string[], nowMs: number): Moment | string | undefined {
  const name = names.find((each) => holder.has(each));
  if (name === undefined) return undefined;
  const time = holder.text(name);
  return time ? momentAt(time, nowMs) : momentIn(holder.element(name), nowMs);
}

function momentAt(time: Leaf<string>, nowMs: number): Moment | string {
  if (isInstant(time.value)) return { occurredAt: time };
  return isDate(time.value) ? { occurredAt: instantOf(time.value, nowMs), happened: { on: time }, timeDerived: true } : malformedTime;
}

function momentIn(period: Element, nowMs: number): Moment | string {
  const [start, end] = [period.text('start'), period.text('end')];
  const begin = start ?? end;
  if (!begin || ![start, end].every((time) => time === undefined || isTime(time.value))) return malformedTime;
  if (start && !end && isInstant(start.value)) return { occurredAt: start };
  const happened = present<Draft<Happened>>({ from: start, to: end });
  if (isInstant(begin.value)) return { occurredAt: begin, happened };
  return { occurredAt: instantOf(begin.value, nowMs), happened, timeDerived: true };
}

export const isTime = (text: string): boolean => isInstant(text) || isDate(text);

/** Of something whose time is not stated: it holds since the resource was last changed, else from now on. */
export const sinceNow = (resource: Element, nowMs: number): Moment => ({ occurredAt: lastChange(resource, nowMs), timeDerived: true });

export function lastChange(resource: Element, nowMs: number): string {
  const { lastUpdated } = (resource.raw('meta') ?? {}) as { lastUpdated?: unknown };
  return isInstant(lastUpdated) && instantMs(lastUpdated) <= nowMs ? lastUpdated : new Date(nowMs).toISOString();
}

/**
 * An instant for a date: its noon in UTC, which is the same day nearly everywhere; while that has not come yet, the
 * first instant at which it is that day anywhere. Of a month or a year the first day.
 */
export function instantOf(date: string, nowMs: number): string {
  const day = `${date}${'-01'.repeat(3 - date.split('-').length)}`;
  return [`${day}T12:00:00Z`, `${day}T00:00:00Z`].find((instant) => Date.parse(instant) <= nowMs) ?? `${day}T00:00:00+14:00`;
}
