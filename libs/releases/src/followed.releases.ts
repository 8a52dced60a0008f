import { setTimeout as pause } from 'node:timers/promises';
import { errorFields, type HealthCheck, type Logger } from '@everchart/platform';
import { ReleaseDirectory } from './release.directory.js';
import { readDocument } from './release.document.js';
import { SharedLook, type ReleaseSource } from './release.source.js';
import type { ReleaseStore } from './release.store.js';

export interface FollowedReleasesOptions {
  /** Of ingest. */
  url: string;
  token: string;
  /** The copy that is known while ingest is away. */
  store: ReleaseStore;
  logger: Logger;
}

export const releasesPath = '/internal/releases';

/** Seconds that ingest holds an answer back while nothing changes. */
const waitSeconds = 20;
const answerWithinMs = (waitSeconds + 10) * 1000;
/** Of a look that is to be answered at once. */
const lookWithinMs = 5000;
/** A request waits for it, at a process that is not assigned as far as it knows. */
const refreshWithinMs = 1000;
const tryAgainAfterMs = 500;

/**
 * Follows the directory that ingest answers, by a request that ingest answers when something changes. While ingest is
 * away the last answer holds; it is in the service's own database, too. A part of the process.
 */
export class FollowedReleases implements ReleaseSource {
  readonly name = 'releases';
  readonly directory = new ReleaseDirectory();
  readonly #options: FollowedReleasesOptions;
  readonly #stopping = new AbortController();
  readonly #looks = new SharedLook(() => this.#ask(undefined, 0, refreshWithinMs));
  #answeredAt: number;
  #away = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: FollowedReleasesOptions) {
    this.#options = options;
    this.#answeredAt = performance.now();
  }

  /** Since ingest answered last. */
  get ageSeconds(): number {
    return (performance.now() - this.#answeredAt) / 1000;
  }

  /** A process that has never known it would serve all callers: it is not ready. */
  readonly check: HealthCheck = {
    name: 'releases',
    check: () =>
      this.directory.revision === undefined
        ? Promise.reject(new Error('it is not known yet which release serves whom'))
        : Promise.resolve(),
  };

  async start(): Promise<void> {
    await this.#readCopy();
    // The copy may be of long ago: nothing is done by it while ingest can say what holds.
    await this.refresh();
    this.#running = this.#follow();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  refresh(): Promise<void> {
    return this.#looks.run().catch((error: unknown) => this.#failed(error));
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stopping;
    let after: number | undefined;
    while (!signal.aborted) {
      try {
        if (after === undefined) await this.#ask(undefined, 0, lookWithinMs);
        else await this.#ask(after, waitSeconds, answerWithinMs);
        after = this.directory.revision;
      } catch (error) {
        if (signal.aborted) return;
        this.#failed(error);
        // Ingest may have been restored meanwhile.
        after = undefined;
        await this.#readCopy();
        await pause(tryAgainAfterMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Another process of the service may reach ingest, or have reached it since. */
  async #readCopy(): Promise<void> {
    try {
      const copy = await this.#options.store.read();
      const { revision } = this.directory;
      if (copy && (revision === undefined || copy.revision > revision)) this.directory.set(copy.revision, copy.organisations);
    } catch (error) {
      if (!this.#away) this.#options.logger.warn({ event: 'releases.not-read', ...errorFields(error) });
    }
  }

  async #ask(after: number | undefined, wait: number, withinMs: number): Promise<void> {
    const { url, token, logger } = this.#options;
    const query = after === undefined ? '' : `?after=${after}&wait=${wait}`;
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(withinMs)]);
    const response = await fetch(`${url.replace(/\/$/, '')}${releasesPath}${query}`, {
      headers: { authorization: `Bearer ${token}` },
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`ingest answered ${response.status}`);
    }
    const document = readDocument(await response.json());
    if (this.#away) logger.info({ event: 'releases.followed-again' });
    this.#away = false;
    this.#answeredAt = performance.now();
    if (document.revision === this.directory.revision) return;
    this.directory.setDocument(document);
    // What is known holds at once; the copy is for a start without ingest.
    this.#options.store.replace(document).catch((error: unknown) => logger.warn({ event: 'releases.not-kept', ...errorFields(error) }));
  }

  #failed(error: unknown): void {
    if (!this.#away && !this.#stopping.signal.aborted) this.#options.logger.warn({ event: 'releases.not-followed', ...errorFields(error) });
    this.#away = true;
  }
}
