import { errorFields, type Logger } from '@everchart/platform';
import { NotificationListener } from '@everchart/postgres';
import { ReleaseDirectory } from './release.directory.js';
import { SharedLook, type ReleaseSource } from './release.source.js';
import { releasesChannel, type ReleaseStore } from './release.store.js';

export interface StoredReleasesOptions {
  store: ReleaseStore;
  /** To be woken by the other processes: as the keeper. */
  connectionString: string;
  applicationName: string;
  logger: Logger;
  /** Keeps what is on record of an organisation in which recording was cut off. */
  restore: (org: string) => Promise<void>;
}

/** Without a wake-up a change is seen by the next look. */
const lookEveryMs = 500;
/** Longer than an event takes to be recorded. */
const cutOffAfterMs = 15_000;

/** Of the service that keeps the directory. A part of the process. */
export class StoredReleases implements ReleaseSource {
  readonly name = 'releases';
  readonly directory = new ReleaseDirectory();
  readonly #options: StoredReleasesOptions;
  readonly #listener: NotificationListener;
  readonly #looks = new SharedLook(() => this.#look());
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #lookedAt = performance.now();
  #running: Promise<void> = Promise.resolve();

  constructor(options: StoredReleasesOptions) {
    this.#options = options;
    const wake = (): void => void this.refresh();
    this.#listener = new NotificationListener({
      connectionString: options.connectionString,
      applicationName: options.applicationName,
      channel: releasesChannel,
      onNotification: wake,
      onListening: wake,
      onFailure: (error) => options.logger.warn({ event: 'releases.listener-lost', ...errorFields(error) }),
    });
  }

  /** Since the store answered last. */
  get ageSeconds(): number {
    return (performance.now() - this.#lookedAt) / 1000;
  }

  async start(): Promise<void> {
    await this.refresh();
    await this.#listener.start();
    this.#again();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#listener.stop();
    await this.#running;
  }

  /** While the database is away what is known goes on. */
  refresh(): Promise<void> {
    return this.#looks.run().catch((error: unknown) => this.#options.logger.warn({ event: 'releases.not-read', ...errorFields(error) }));
  }

  async #look(): Promise<void> {
    const { store } = this.#options;
    const { revision } = this.directory;
    if (revision === undefined || ((await store.revision()) ?? 0) !== revision) {
      const read = await store.read();
      this.directory.set(read?.revision ?? 0, read?.organisations ?? new Map());
    }
    this.#lookedAt = performance.now();
  }

  #again(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.refresh()
        .then(() => this.#restore())
        .finally(() => this.#again());
    }, lookEveryMs);
  }

  async #restore(): Promise<void> {
    const { store, restore, logger } = this.#options;
    try {
      for (const org of await store.leftOver(cutOffAfterMs)) await restore(org);
    } catch (error) {
      logger.warn({ event: 'releases.not-restored', ...errorFields(error) });
    }
  }
}
