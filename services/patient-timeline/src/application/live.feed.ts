import { cursorAfter, encodeLiveId, entryFrame, frameOf, mayMove, type LiveCursor, type LiveEntry } from '../domain/live.js';
import type { CareMoment } from '../domain/care-relation.js';
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
  /** Members, and those who left, until everything is sent that the members were read with. */
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
  /** Who may see whom, as it stood when all of this was in. Undefined: no reader is subject to a rule. */
  moment: CareMoment | undefined;
}

export interface FeedOwner {
  /** @returns undefined, without a wait: no reader is subject to a rule. @param all of all who are followed */
  judge(feed: LiveFeed, entries: readonly LiveEntry[], all: boolean): Promise<CareMoment> | undefined;
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
  return Buffer.from(frameOf('residents', id, { position: id }));
}

/** The entries of an organisation in the order of their places, for all streams of this process: read once. */
export class LiveFeed {
  readonly units = new Map<string, UnitMembers>();
  #cursor: LiveCursor | undefined;
  #begun: Promise<boolean> | undefined;
  #looking: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  /** The next look reads the members of units, and judges all readers, in any case. */
  #refreshes = false;
  /** Units of which others are members now, and whose readers do not know it yet. */
  readonly #changed = new Set<UnitMembers>();

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
    // Who moved while they were read may have been sent already.
    await this.refresh();
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
      const judgesAll = this.#refreshes;
      if (this.#refreshes || step.entries.some(mayMove)) await this.#refresh();
      const isNews = step.entries.length > 0 || this.#changed.size > 0;
      // The members may have been read with entries that lie ahead of this step: they are sent before this look ends.
      more = step.more || this.#changed.size > 0;
      if (isNews && !(await this.owner.mayDeliver())) return;
      // Read behind the entries: nothing leaves by a right that one of them has ended. Where no one is subject to a
      // rule there is no wait in which one who is could join.
      const judged = this.owner.judge(this, step.entries, judgesAll);
      const moment = judged && (await judged);
      if (judged && isNews && !(await this.owner.mayDeliver())) return;
      this.#deliver(step, moment);
    }
    for (const unit of this.units.values()) unit.concerned = unit.members;
  }

  /**
   * The directory, and what the clock decides, may have changed. Within a look: what was read earlier never replaces
   * what was read later.
   */
  refresh(): Promise<void> {
    this.#refreshes = true;
    return this.look();
  }

  #deliver(step: LiveStep, moment: CareMoment | undefined): void {
    const frames = framesOf(this.org, this.cursor, step);
    this.#cursor = step.cursor;
    const changed = new Set(this.#changed);
    this.#changed.clear();
    if (frames.length === 0 && changed.size === 0 && !moment) return;
    const all = frames.length === 1 ? frames[0]!.bytes : Buffer.concat(frames.map(({ bytes }) => bytes));
    this.owner.deliver(this, { frames, all, changed, residents: residentsFrame(this.org, this.cursor), moment });
  }

  async #refresh(): Promise<void> {
    this.#refreshes = false;
    for (const unit of this.units.values()) {
      const members = await unit.load();
      if (!members) {
        this.owner.lost(this, 'unit-too-large', unit);
        continue;
      }
      if (members.size === unit.members.size && [...members].every((member) => unit.members.has(member))) continue;
      unit.concerned = new Set([...unit.concerned, ...members]);
      unit.members = members;
      this.#changed.add(unit);
    }
  }
}
