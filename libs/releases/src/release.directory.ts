import { releaseFor, type AssignedRelease, type ReleasedService } from '@everchart/contracts-organisation';
import { documentOf, organisationsOf, type ByOrganisation, type ReleaseDocument } from './release.document.js';

/** What this process knows of who is served by which release. Looking costs a map. */
export class ReleaseDirectory {
  #organisations: ByOrganisation = new Map();
  #revision: number | undefined;
  #document: string | undefined;
  readonly #listeners = new Set<() => void>();

  /** Undefined: nothing is known yet. */
  get revision(): number | undefined {
    return this.#revision;
  }

  /** @returns undefined: every release serves the organisation */
  releaseFor(org: string, service: ReleasedService, user?: string): AssignedRelease | undefined {
    const releases = this.#organisations.get(org);
    return releases && releaseFor(releases, service, user);
  }

  /** Organisations of which something is assigned. */
  organisations(): Iterable<string> {
    return this.#organisations.keys();
  }

  /** Takes in what a store has. */
  set(revision: number, organisations: ByOrganisation): void {
    if (this.#revision === revision) return;
    this.#organisations = organisations;
    this.#revision = revision;
    this.#document = undefined;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Takes in what ingest answered. */
  setDocument(document: ReleaseDocument): void {
    this.set(document.revision, organisationsOf(document));
  }

  /** As JSON, made once for each revision. */
  document(): string {
    return (this.#document ??= JSON.stringify(documentOf(this.#revision ?? 0, this.#organisations)));
  }

  /** @returns ends it */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when the revision is another one than this, or after so long. */
  async otherThan(revision: number | undefined, waitMs: number, signal?: AbortSignal): Promise<void> {
    if (this.#revision !== revision || waitMs <= 0 || signal?.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, waitMs);
    const end = this.onChange(resolve);
    const abort = (): void => resolve();
    signal?.addEventListener('abort', abort);
    await promise;
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    end();
  }
}
