import { presence } from './presence.js';

interface Lane {
  running: number;
  readonly waiting: { since: number; go: () => void }[];
}

export interface LanesOptions {
  /** Pieces of one organisation that are worked on at the same time; Infinity for work that is not dear. */
  atOnce: number;
  /** The same while other organisations are present; default: no fewer. */
  besideOthers?: number;
  /** Pieces of one organisation that wait at most. Default: any number. */
  waiting?: number;
  /**
   * Beside others a place rests after each piece, for so many times as long as it took: what does not have its turns in
   * this process (a database that reads pages) does not take all of the machine. Default 0.
   */
  rests?: number;
  /**
   * Bytes of an answer that cost a millisecond more: what is kept is found at once, but each time it is written, sent
   * and received. Default: bytes cost nothing.
   */
  bytesPerMs?: number;
  rest?: (ms: number, then: () => void) => void;
  presence?: { othersThan(org: string): boolean };
  /** Monotonic, in milliseconds. */
  clock?: () => number;
}

/** So much waits already that one more would only wait in vain. */
export class LaneFullError extends Error {
  override readonly name = 'LaneFullError';
}

/** One piece that took very long does not close a place for as long again. */
const restMaxMs = 1000;

/**
 * Dear work of an organisation, a few pieces at a time, in the order in which they came: the queue of one that wants
 * much is its own, and leaves connections, memory and time to the others.
 */
export class OrganisationLanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #options: Required<LanesOptions>;

  constructor(options: LanesOptions) {
    this.#options = {
      besideOthers: options.atOnce,
      waiting: Infinity,
      rests: 0,
      bytesPerMs: Infinity,
      rest: (ms, then) => void setTimeout(then, ms).unref(),
      presence,
      clock: () => performance.now(),
      ...options,
    };
  }

  /**
   * @param bytesOf of what the work gives, those that are sent
   * @throws LaneFullError without a beginning of the work
   */
  async run<T>(org: string, work: () => Promise<T>, bytesOf: (result: T) => number = () => 0): Promise<T> {
    const atOnce = this.#atOnce(org);
    if (atOnce === Infinity) return work();
    let lane = this.#lanes.get(org);
    if (!lane) this.#lanes.set(org, (lane = { running: 0, waiting: [] }));
    if (lane.running < atOnce && lane.waiting.length === 0) lane.running += 1;
    else if (lane.waiting.length >= this.#options.waiting) throw new LaneFullError('too much waits');
    else await new Promise<void>((go) => lane.waiting.push({ since: this.#options.clock(), go }));
    const { clock, bytesPerMs } = this.#options;
    const from = clock();
    let bytes = 0;
    try {
      const result = await work();
      bytes = bytesOf(result);
      return result;
    } finally {
      this.#rest(org, lane, clock() - from + bytes / bytesPerMs);
    }
  }

  /** Milliseconds that the first piece in the queue of each organisation has waited, where one waits. */
  *waits(): Generator<[org: string, ms: number], void, void> {
    const now = this.#options.clock();
    for (const [org, { waiting }] of this.#lanes) if (waiting[0]) yield [org, now - waiting[0].since];
  }

  #atOnce(org: string): number {
    const { atOnce, besideOthers, presence: here } = this.#options;
    return besideOthers < atOnce && here.othersThan(org) ? besideOthers : atOnce;
  }

  #rest(org: string, lane: Lane, tookMs: number): void {
    const { rests, rest, presence: here } = this.#options;
    if (rests === 0 || !here.othersThan(org)) return this.#passOn(org, lane);
    rest(Math.min(restMaxMs, rests * tookMs), () => this.#passOn(org, lane));
  }

  #passOn(org: string, lane: Lane): void {
    lane.running -= 1;
    for (const atOnce = this.#atOnce(org); lane.waiting.length > 0 && lane.running < atOnce; lane.running += 1) lane.waiting.shift()!.go();
    if (lane.running === 0) this.#lanes.delete(org);
  }
}
