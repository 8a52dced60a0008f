import { Counter, Gauge, type Registry } from 'prom-client';

/** What clients are refused, and what their bodies take. */
export class RecordingMetrics {
  readonly #rejected: Counter<'reason'>;
  readonly #limited: Counter<'limit'>;
  #bytesInFlight = (): number => 0;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#rejected = new Counter({
      name: 'everchart_ingest_rejected_total',
      help: 'Requests, and events of batches, that were not recorded, by the code of their problem',
      labelNames: ['reason'],
      registers,
    });
    this.#limited = new Counter({
      name: 'everchart_ingest_rate_limited_total',
      help: 'Requests that had to wait: their organisation or their client had sent more than it may',
      labelNames: ['limit'],
      registers,
    });
    const bytesInFlight = (): number => this.#bytesInFlight();
    new Gauge({
      name: 'everchart_ingest_body_bytes_in_flight',
      help: 'Bytes of the bodies that are being handled',
      registers,
      collect() {
        this.set(bytesInFlight());
      },
    });
  }

  /** @param reason code of the problem */
  rejected(reason: string): void {
    this.#rejected.inc({ reason });
  }

  rateLimited(limit: 'organisation' | 'client'): void {
    this.#limited.inc({ limit });
  }

  /** Read when the metrics are requested. */
  watchBodies(bytesInFlight: () => number): void {
    this.#bytesInFlight = bytesInFlight;
  }
}
