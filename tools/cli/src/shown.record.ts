import { randomUUID } from 'node:crypto';
import { AccessKeys, AccessLog, AccessMetrics } from '@everchart/access-log';
import type { EventHeader } from '@everchart/envelope';
import { EventStore } from '@everchart/event-store';
import type { KeyProvider, Keyring } from '@everchart/keyring';
import { createRegistry, type Purpose } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';

/** Who looks, and why. */
export interface Viewer {
  actor: string;
  purpose: Purpose;
}

export interface RecordPlace {
  /** Database of the accesses of ingest, of a role that puts accesses on record. */
  pool: Pool;
  keyring: Pick<Keyring, 'keysForSealing'>;
  provider: KeyProvider;
}

const keyringTimeoutMs = 5000;

/** Puts on record what the command line shows of events, before it shows it: among the accesses of ingest. */
export class ShownRecord {
  readonly #log: AccessLog;
  readonly #store: EventStore;
  readonly #correlationId = randomUUID();

  constructor(
    { pool, keyring, provider }: RecordPlace,
    private readonly org: string,
    private readonly viewer: Viewer,
  ) {
    this.#store = new EventStore({ pool, service: 'ingest' });
    const onFallback = (): void => console.error('The keyring does not answer: the access is sealed under a key that is kept.');
    const keys = new AccessKeys({ keyring, provider, pool, timeoutMs: keyringTimeoutMs, pauseMs: keyringTimeoutMs, onFallback });
    this.#log = new AccessLog({ store: this.#store, keys, metrics: new AccessMetrics(createRegistry('cli')), service: 'cli' });
  }

  /** @throws AccessNotRecordedError nothing may be shown */
  async event(operation: 'event-header.read' | 'event-payload.read', id: string, header: EventHeader | undefined): Promise<void> {
    await this.#put(operation, header ? 200 : 404, header ? [header] : [], { event: id });
  }

  /** Headers that follow each other: a look at their patients. @throws AccessNotRecordedError nothing may be shown */
  async headers(headers: readonly EventHeader[]): Promise<void> {
    const span = { shard: headers[0]!.shard, from: headers[0]!.position, to: headers.at(-1)!.position };
    await this.#put('event-headers.read', 200, headers, span);
  }

  async close(): Promise<void> {
    await this.#log.close();
    await this.#store.close();
  }

  async #put(operation: string, status: number, headers: readonly EventHeader[], detail: Record<string, unknown>): Promise<void> {
    const { actor, purpose } = this.viewer;
    const common = {
      operation,
      outcome: 'granted' as const,
      status,
      purpose,
      actor,
      role: 'command-line',
      correlationId: this.#correlationId,
    };
    const parts = [...Map.groupBy(headers, ({ subject }) => subject)].map(([patient, own]) => ({
      patient,
      patientKnown: true,
      served: { streamVersion: own.at(-1)!.streamversion },
    }));
    if (parts.length === 0) await this.#log.record(this.org, { ...common, patientKnown: false, detail });
    else await this.#log.recordLook(this.org, { ...common, detail }, parts);
  }
}
