import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { markCutOff } from './request-observer.js';

/** Of one organisation. */
export interface RefusalPace {
  /** So many refusals are answered at once, and then so many a second. */
  atOnce: number;
  perSecond: number;
  /** The answers that wait for their time. */
  waitingMax: number;
  /**
   * What is refused beyond them is cut off. Otherwise it waits as long as the last of them: where a connection has
   * nothing under way but the refusal, the next one that would be opened costs more.
   */
  cutsOff: boolean;
}

/** Of bodies: their senders are machines for the most part, and each may have megabytes under way. */
const paceOfBodies: RefusalPace = { atOnce: 20, perSecond: 10, waitingMax: 50, cutsOff: true };
/** Busiest organisations that are remembered. */
const organisationsMax = 10_000;

/**
 * When a refusal of what a sender takes (429, 503) may be answered. A refusal costs the sender nothing: one that does
 * not wait for `Retry-After` comes again at once, and to refuse it without end costs as much as to serve it. So the
 * refusals of an organisation are answered at a pace, and its requests are not read meanwhile.
 */
export class PacedRefusals {
  /** When the next one may be answered, by organisation; earlier by what is answered at once. */
  readonly #nextAt = new LRUCache<string, number>({ max: organisationsMax });

  /** @param clock monotonic, in milliseconds */
  constructor(
    private readonly pace: RefusalPace = paceOfBodies,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** @returns milliseconds until it may be answered; undefined when too many wait already */
  waitMs(org: string): number | undefined {
    const { atOnce, perSecond, waitingMax } = this.pace;
    const everyMs = 1000 / perSecond;
    const now = this.clock();
    const nextAt = Math.max(this.#nextAt.get(org) ?? -Infinity, now - atOnce * everyMs) + everyMs;
    const waitMs = Math.max(0, nextAt - now);
    if (waitMs > waitingMax * everyMs) return undefined;
    this.#nextAt.set(org, nextAt);
    return waitMs;
  }

  /**
   * @param answer called once: when the refusal may be answered, or when its sender does not wait for it any more, as
   *   it is gone or was cut off: the hooks that count requests are called all the same
   */
  whenItsTime(org: string, { raw }: FastifyRequest, answer: () => void): void {
    const { cutsOff, waitingMax, perSecond } = this.pace;
    const waitMs = this.waitMs(org) ?? (cutsOff ? undefined : (1000 * waitingMax) / perSecond);
    if (waitMs === 0) return answer();
    if (waitMs === undefined) {
      markCutOff(raw);
      raw.socket.destroy();
    }
    if (waitMs === undefined || raw.socket.destroyed) return answer();
    const end = (): void => {
      clearTimeout(timer);
      raw.off('close', end);
      answer();
    };
    const timer = setTimeout(end, waitMs);
    // A body that was read is closed already: its sender is waited for.
    raw.on('error', ignore).once('close', end);
  }
}

const ignore = (): void => undefined;
