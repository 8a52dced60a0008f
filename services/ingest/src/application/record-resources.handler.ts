import { EventStore, passes, type Recorded } from '@everchart/event-store';
import type { EntryEvent, RecordableEvent } from '@everchart/fhir';
import type { RequestContext } from '@everchart/platform';
import { Injectable } from '@nestjs/common';
import { shownEntry, type ShownRecord } from './shown-records.js';
import { RecordEvents, type RecordOptions, type RecordResult } from './record-events.handler.js';

/** A resource of another system, as the events that it becomes. */
export interface ResourceToRecord {
  /** At least one. */
  events: readonly EntryEvent[];
  /** To be recorded only when there is none with its id; what it says otherwise does not matter. */
  conditional: boolean;
}

export type ResourceResult =
  | { outcome: 'created' | 'duplicate' | 'unchanged'; /** Its last event. */ recorded: Recorded }
  /** Of a conditional one: there is another one with this id, of the same patient. */
  | ({ outcome: 'existing' } & Existing)
  | { outcome: 'refused'; results: readonly RefusedResult[] }
  /** All or none was requested, and another one was not accepted. */
  | { outcome: 'kept-back' }
  /** Others were recorded before the store failed; whether this one was is not known. */
  | { outcome: 'failed'; error: unknown };

/** What a conditional create found. */
export interface Existing {
  recorded: Recorded;
  shown: ShownRecord;
}

export type RefusedResult = Exclude<RecordResult, { outcome: 'created' | 'duplicate' | 'batch-refused' }>;

interface Item {
  /** Of the resource. */
  index: number;
  conditional: boolean;
  event: RecordableEvent;
  /** The time of the event was chosen here: that of the same event on record holds. */
  timeDerived: boolean;
  /** It has the time that is on record. */
  hasRecordedTime?: boolean;
  result?: RecordResult;
}

/** Records resources that become several events each: every one whole or not at all. */
@Injectable()
export class RecordResources {
  constructor(
    private readonly recordEvents: RecordEvents,
    private readonly store: EventStore,
  ) {}

  /**
   * @returns one result per resource, in order @throws what the store fails with, as long as nothing was answered for
   * any of them
   */
  async record(context: RequestContext, resources: readonly ResourceToRecord[], options: RecordOptions): Promise<ResourceResult[]> {
    const byResource = resources.map(({ events, conditional }, index) => events.map((each): Item => ({ index, conditional, ...each })));
    const existing = new Map<number, Existing>();
    const units = options.atomic ? [{ items: inOrder(byResource.flat()), atomic: true }] : unitsOf(byResource);
    let failure: unknown;
    for (const { items, atomic } of units) {
      try {
        await this.#recordUnit(context, items, { ...options, atomic }, existing);
      } catch (error) {
        if (!options.atomic && resources.length > 1 && !passes(error)) {
          const failed = this.recordEvents.failedAlone(context, error, resources.length);
          for (const item of items) if (atomic || item.result === undefined) item.result = failed;
          continue;
        }
        for (const item of items) if (atomic || isOpen(item, existing)) delete item.result;
        if (options.atomic || byResource.flat().every(({ result }) => result === undefined)) throw error;
        // Those that were recorded are answered; the rest is left, so that nothing overtakes what failed.
        failure = error;
        break;
      }
    }
    return byResource.map((items, index) => {
      const found = existing.get(index);
      if (found) return { outcome: 'existing', ...found };
      return items.every(({ result }) => result !== undefined) ? resultOf(items) : { outcome: 'failed', error: failure };
    });
  }

  async #recordUnit(
    context: RequestContext,
    items: readonly Item[],
    options: RecordOptions,
    existing: Map<number, Existing>,
  ): Promise<void> {
    if (items.length === 0) return;
    const results = await this.recordEvents.record(
      context,
      items.map(({ event }) => event),
      options,
    );
    items.forEach((item, place) => (item.result = results[place]!));
    const retimed = await this.#takeRecordedTimes(context.org, items);
    if (retimed.length > 0) {
      await this.#recordUnit(context, options.atomic ? items : retimed, options, existing);
      if (options.atomic) return;
    }
    const taken = items.filter((item) => isOpen(item, existing));
    if (taken.length === 0) return;
    const before = existing.size;
    await this.#findExisting(context.org, options.atomic ? items.filter(({ conditional }) => conditional) : taken, existing);
    // Of all or none nothing is recorded yet: the others go again without those that exist.
    if (options.atomic && existing.size > before) {
      await this.#recordUnit(
        context,
        items.filter(({ index }) => !existing.has(index)),
        options,
        existing,
      );
    }
  }

  /**
   * A time that was chosen here is no part of what the resource says: the same resource a second time has the time that
   * was chosen first. @returns the items that got it
   */
  async #takeRecordedTimes(org: string, items: readonly Item[]): Promise<Item[]> {
    const open = items.filter(({ timeDerived, hasRecordedTime, result }) => timeDerived && !hasRecordedTime && isTaken(result));
    if (open.length === 0) return [];
    const events = await this.store.readEvents(
      org,
      open.map(({ event }) => event.id),
    );
    const byId = new Map(events.map(({ header }) => [header.id, header]));
    return open.filter((item) => {
      const header = byId.get(item.event.id);
      if (header?.subject !== item.event.patientId || header.occurredat === item.event.occurredAt) return false;
      item.event = { ...item.event, occurredAt: header.occurredat };
      item.hasRecordedTime = true;
      return true;
    });
  }

  async #findExisting(org: string, items: readonly Item[], existing: Map<number, Existing>): Promise<void> {
    const events = await this.store.readEvents(
      org,
      items.map(({ event }) => event.id),
    );
    const byId = new Map(events.map((found) => [found.header.id, found]));
    for (const { index, event } of items) {
      const found = byId.get(event.id);
      // The same identifier on a resource of another patient is a mistake, not a repetition.
      if (found?.header.subject !== event.patientId) continue;
      const { id, streamversion: streamVersion, position, shard, chain, time: recordedAt } = found.header;
      const known = existing.get(index);
      if (!known || known.recorded.streamVersion < streamVersion)
        existing.set(index, { recorded: { id, streamVersion, position, shard, chain, recordedAt }, shown: shownEntry(found) });
    }
  }
}

/** Refused because of another one under its id, which may be the one that the client asks for. */
function isOpen({ index, conditional, result }: Item, existing: ReadonlyMap<number, Existing>): boolean {
  return conditional && !existing.has(index) && isTaken(result);
}

const isTaken = (result: RecordResult | undefined): boolean =>
  result?.outcome === 'id-conflict' || result?.outcome === 'patient-registered';

const registers = ({ event }: Item): boolean => event.type === 'patient.registered';

/** A record begins with its registration; all others in the order of happening. */
function inOrder(items: readonly Item[]): Item[] {
  return items.toSorted(
    (a, b) => Number(registers(b)) - Number(registers(a)) || Date.parse(a.event.occurredAt) - Date.parse(b.event.occurredAt),
  );
}

/**
 * What is recorded in one go: resources of one event together, each for itself; a resource of several on its own, whole
 * or not at all.
 */
function unitsOf(byResource: readonly (readonly Item[])[]): { items: Item[]; atomic: boolean }[] {
  const units: { items: Item[]; atomic: boolean }[] = [];
  for (const { index } of inOrder(byResource.map(([first]) => first!))) {
    const items = byResource[index]!;
    const last = units.at(-1);
    if (items.length === 1 && last && !last.atomic) last.items.push(...items);
    else units.push({ items: [...items], atomic: items.length > 1 });
  }
  return units;
}

/** @param items the events of one resource, each with its result */
function resultOf(items: readonly Item[]): ResourceResult {
  const results = items.map(({ result }) => result!);
  const refused = results.filter((result): result is RefusedResult => !('recorded' in result) && result.outcome !== 'batch-refused');
  if (refused.length > 0) return { outcome: 'refused', results: refused };
  const recorded = results.flatMap((result) => ('recorded' in result ? [result.recorded] : []));
  if (recorded.length < results.length) return { outcome: 'kept-back' };
  const isNew = results.some(({ outcome }) => outcome === 'created');
  const outcome = isNew ? 'created' : items.some(({ hasRecordedTime }) => hasRecordedTime) ? 'unchanged' : 'duplicate';
  return { outcome, recorded: recorded.at(-1)! };
}
