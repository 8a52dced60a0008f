import { cursorAfter, encodeLiveId, entryFrame, frameOf, mayMove, positionOfId, type LiveCursor, type LiveEntry } from '../domain/live.js';
import type { LiveStep, LiveStore } from '../infrastructure/live.store.js';

/** An entry as it goes to every reader: made once. */
export interface Frame {
  entry: LiveEntry;
  bytes: Buffer;
}

/** Who is in a unit now: shared by the streams that follow it. */
export interface UnitMembers {
  readonly key: string;
  /** @returns undefined: it cannot be said */
  load(): Promise<ReadonlySet<string> | undefined>;
  members: ReadonlySet<string>;
  /** Members, and while a step is sent those who were members before it. */
  concerned: ReadonlySet<string>;
}

/** What goes out after a look. */
export interface Delivery {
  frames: readonly Frame[];
  /** The bytes of all of them. */
  all: Buffer;
  /** Says that who is in the unit has changed. */
  residents: Buffer;
  changed: ReadonlySet<UnitMembers>;
}

export interface FeedOwner {
  /** Called when everything up to `cursor` is there, in one turn with the change of the feed's cursor. */
  deliver(feed: LiveFeed, delivery: Delivery): void;
  /** The positions begin again, or the members of a unit cannot be said. */
  lost(feed: LiveFeed, reason: 'restored' | 'unit-too-large', unit?: UnitMembers): void;
  /** Whether anything may be sent. */
  mayDeliver(): Promise<boolean>;
}

/** Entries that one step reads. */
export const stepEntries = 500;

export function framesOf(org: string, from: LiveCursor, { entries, cursor }: LiveStep): Frame[] {
  let at = from;
  return entries.map((entry) => {
    // Behind the late ones all of them were sent.
    at = cursorAfter(entry.late === undefined ? { ...at, late: cursor.late } : at, entry);
    return { entry, bytes: Buffer.from(entryFrame(org, at, entry)) };
  });
}

export function residentsFrame(org: string, cursor: LiveCursor): Buffer {
  const id = encodeLiveId(org, cursor);
  return Buffer.from(frameOf('residents', id, { position: positionOfId(id) }));
}

/** The entries of an organisation in the order of their places, for all streams of this process: read once. */
export class LiveFeed {
  readonly units = new Map<string, UnitMembers>();
  #cursor: LiveCursor | undefined;
  #begun: Promise<boolean> | undefined;
  #looking: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(
    readonly org: string,
    private readonly store: Pick<LiveStore, 'step'>,
    private readonly owner: FeedOwner,
  ) {}

  /** Everything up to here was given to the streams that follow. */
  get cursor(): LiveCursor {
    if (!this.#cursor) throw new Error('the feed has not begun');
    return this.#cursor;
  }

  /** Once. @returns false when the organisation has no event yet */
  begin(): Promise<boolean> {
    return (this.#begun ??= this.#begin().finally(() => (this.#begun = undefined)));
  }

  /** Resolves when a look has ended that began after this call. */
  look(): Promise<void> {
    if (this.#next) return this.#next;
    if (!this.#looking) return this.#start();
    const start = (): Promise<void> => {
      this.#next = undefined;
      return this.#start();
    };
    return (this.#next = this.#looking.then(start, start));
  }

  /** The members of a unit, known from now on as long as `units` has it. @returns undefined: they cannot be said */
  async unit(key: string, load: UnitMembers['load']): Promise<UnitMembers | undefined> {
    const known = this.units.get(key);
    if (known) return known;
    const members = await load();
    if (!members) return undefined;
    const unit = this.units.get(key) ?? { key, load, members, concerned: members };
    this.units.set(key, unit);
    return unit;
  }

  async #begin(): Promise<boolean> {
    if (this.#cursor) return true;
    const step = await this.store.step(this.org, undefined, 0);
    if (step === undefined || step === 'restored') return false;
    this.#cursor = step.cursor;
    return true;
  }

  #start(): Promise<void> {
    return (this.#looking = this.#look().finally(() => (this.#looking = undefined)));
  }

  async #look(): Promise<void> {
    for (let more = this.#cursor !== undefined; more;) {
      const step = await this.store.step(this.org, this.cursor, stepEntries);
      if (step === 'restored' || step === undefined) return this.owner.lost(this, 'restored');
      ({ more } = step);
      const changed = step.entries.some(mayMove) ? await this.#refresh() : new Set<UnitMembers>();
      if (step.entries.length > 0 && !(await this.owner.mayDeliver())) return;
      this.#deliver(step, changed);
    }
  }

  /** The directory may have changed, too. */
  async refreshUnits(): Promise<void> {
    await this.look();
    const changed = await this.#refresh();
    if (changed.size > 0 && (await this.owner.mayDeliver()))
      this.#deliver({ cursor: this.cursor, entries: [], more: false, late: 0 }, changed);
  }

  #deliver(step: LiveStep, changed: ReadonlySet<UnitMembers>): void {
    const frames = framesOf(this.org, this.cursor, step);
    this.#cursor = step.cursor;
    if (frames.length > 0 || changed.size > 0) {
      const all = frames.length === 1 ? frames[0]!.bytes : Buffer.concat(frames.map(({ bytes }) => bytes));
      this.owner.deliver(this, { frames, all, changed, residents: residentsFrame(this.org, this.cursor) });
    }
    for (const unit of changed) unit.concerned = unit.members;
  }

  async #refresh(): Promise<Set<UnitMembers>> {
    const changed = new Set<UnitMembers>();
    for (const unit of this.units.values()) {
      const members = await unit.load();
      if (!members) {
        this.owner.lost(this, 'unit-too-large', unit);
        continue;
      }
      if (members.size === unit.members.size && [...members].every((member) => unit.members.has(member))) continue;
      unit.concerned = new Set([...unit.members, ...members]);
      unit.members = members;
      changed.add(unit);
    }
    return changed;
  }
}
