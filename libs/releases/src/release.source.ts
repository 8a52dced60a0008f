import type { ReleaseDirectory } from './release.directory.js';

/** Where a process has its directory from. */
export interface ReleaseSource {
  readonly directory: ReleaseDirectory;
  /** Resolves when all is taken in that was committed before the call, or that cannot be had. */
  refresh(): Promise<void>;
}

/**
 * Calls of one moment share one look; a look that has begun before a call may have missed what the caller waits for.
 */
export class SharedLook {
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(private readonly look: () => Promise<void>) {}

  run(): Promise<void> {
    if (!this.#running) return this.#begin();
    return (this.#next ??= this.#running.catch(() => undefined).then(() => this.#begin()));
  }

  #begin(): Promise<void> {
    this.#next = undefined;
    const running = this.look().finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    return (this.#running = running);
  }
}
