import type { Principal } from '@everchart/platform';
import { presence, ProblemError } from '@everchart/platform';
import { LRUCache } from 'lru-cache';
import { passingProblems } from './problems.js';

export interface EventRateSettings {
  /** Events per second; 0 = no limit. */
  organisationPerSecond: number;
  /** The same while other organisations are present, where that is less. */
  besideOthersPerSecond: number;
  clientPerSecond: number;
  /** Seconds' worth of events that may be saved up. */
  burstSeconds: number;
  /** Monotonic, in milliseconds. */
  clock: () => number;
  onLimited: (limit: 'organisation' | 'client') => void;
  presence?: { othersThan(org: string): boolean };
}

type Sender = Pick<Principal, 'org' | 'actor'>;

/** So many bytes of a body cost as much as one event. */
const bytesOfEvent = 8 * 1024;

/** Busiest senders that are remembered; one that is forgotten starts with a full bucket. */
const sendersMax = 100_000;
/** Of the names of all of them. */
const sendersCharactersMax = 20_000_000;

/**
 * Token buckets, counted in events, kept in this process. A batch is taken whole when there is anything left and
 * charged in full: its sender then waits until the debt is paid. (Fixed windows, as the usual libraries count, forget
 * the debt at the window's end and always refuse a batch that is larger than a window.)
 */
export class EventRates {
  readonly #settings: EventRateSettings;
  /** When the bucket will be full again, by key: the whole state of a bucket (GCRA). */
  readonly #fullAt = new LRUCache<string, number>({
    max: sendersMax,
    maxSize: sendersCharactersMax,
    sizeCalculation: (_, key) => key.length,
  });

  constructor(settings: EventRateSettings) {
    this.#settings = settings;
  }

  /** @throws ProblemError 429 when the sender must wait */
  check({ org, actor }: Sender): void {
    const { organisationPerSecond, clientPerSecond } = this.#settings;
    this.#check('organisation', org, organisationPerSecond);
    this.#check('client', `${org}\n${actor}`, clientPerSecond);
  }

  /** @throws ProblemError 429 when the sender must wait; nothing is charged then */
  charge(sender: Sender, events: number): void {
    this.check(sender);
    this.add(sender, events);
  }

  /** What was sent is read and parsed, also when it is refused: a large event costs as much as several. */
  chargeBytes(sender: Sender, bytes: number): void {
    this.add(sender, Math.floor(bytes / bytesOfEvent));
  }

  /** Charges work that was done already. */
  add(sender: Sender, events: number): void {
    if (events === 0) return;
    const { clientPerSecond } = this.#settings;
    this.#take(sender.org, this.#perSecondOf(sender.org), events);
    this.#take(`${sender.org}\n${sender.actor}`, clientPerSecond, events);
  }

  #check(limit: 'organisation' | 'client', key: string, perSecond: number): void {
    if (perSecond === 0) return;
    const { clock, burstSeconds, onLimited } = this.#settings;
    const waitMs = (this.#fullAt.get(key) ?? 0) - clock() - burstSeconds * 1000;
    if (waitMs < 0) return;
    onLimited(limit);
    throw new ProblemError({
      ...passingProblems['rate-limited'],
      headers: { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) },
      extensions: { limit },
    });
  }

  /**
   * One that is alone may have the whole machine. Beside others an event costs it more, also of what it has saved up:
   * processor, disk and consumers are also those of the others.
   */
  #perSecondOf(org: string): number {
    const { organisationPerSecond, besideOthersPerSecond, presence: here = presence } = this.#settings;
    return besideOthersPerSecond < organisationPerSecond && here.othersThan(org) ? besideOthersPerSecond : organisationPerSecond;
  }

  #take(key: string, perSecond: number, events: number): void {
    if (perSecond === 0) return;
    const now = this.#settings.clock();
    this.#fullAt.set(key, Math.max(this.#fullAt.get(key) ?? 0, now) + (events / perSecond) * 1000);
  }
}
