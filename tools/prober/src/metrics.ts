import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Connections, ProbeName } from './prober.js';
import type { ProbeAnswer } from './probe.client.js';

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const probes: readonly ProbeName[] = ['record', 'read', 'visible'];
const connections: readonly Connections[] = ['kept', 'new'];

/** What a client of the suite sees. Series are there from the start, so that the first fault is a rise. */
export class ProbeMetrics {
  readonly #requests: Counter<'probe' | 'connection' | 'outcome' | 'code'>;
  readonly #resets: Counter<'connection'>;
  readonly #refused: Counter<'connection'>;
  readonly #rounds: Counter<'probe' | 'connection' | 'result'>;
  readonly #duration: Histogram<'probe' | 'connection'>;
  readonly #succeeded: Gauge<'probe' | 'connection'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#requests = new Counter({
      name: 'everchart_probe_requests_total',
      help: 'Requests of the prober by what became of them: answered (with its status), refused, reset, timeout, failed',
      labelNames: ['probe', 'connection', 'outcome', 'code'],
      registers,
    });
    this.#resets = new Counter({
      name: 'everchart_probe_resets_total',
      help: 'Requests of the prober whose connection broke off before there was a whole answer',
      labelNames: ['connection'],
      registers,
    });
    this.#refused = new Counter({
      name: 'everchart_probe_refused_connections_total',
      help: 'Connections that the prober was not given',
      labelNames: ['connection'],
      registers,
    });
    this.#rounds = new Counter({
      name: 'everchart_probe_results_total',
      help: 'What the prober tried by whether it could be done as a person would expect: ok, failed',
      labelNames: ['probe', 'connection', 'result'],
      registers,
    });
    this.#duration = new Histogram({
      name: 'everchart_probe_duration_seconds',
      help: 'Time of what could be done: from the request to its whole answer; visible: from the acknowledgement of an entry until a read shows it',
      labelNames: ['probe', 'connection'],
      buckets,
      registers,
    });
    this.#succeeded = new Gauge({
      name: 'everchart_probe_last_success_timestamp_seconds',
      help: 'When it could be done last; 0: not since the start',
      labelNames: ['probe', 'connection'],
      registers,
    });
    for (const connection of connections) {
      this.#resets.inc({ connection }, 0);
      this.#refused.inc({ connection }, 0);
      for (const probe of probes) {
        this.#succeeded.set({ probe, connection }, 0);
        for (const result of ['ok', 'failed']) this.#rounds.inc({ probe, connection, result }, 0);
      }
    }
  }

  sent(probe: ProbeName, connection: Connections, { outcome, status }: ProbeAnswer): void {
    this.#requests.inc({ probe, connection, outcome, code: String(status) });
    if (outcome === 'reset') this.#resets.inc({ connection });
    if (outcome === 'refused') this.#refused.inc({ connection });
  }

  done(probe: ProbeName, connection: Connections, ok: boolean, seconds: number): void {
    this.#rounds.inc({ probe, connection, result: ok ? 'ok' : 'failed' });
    if (!ok) return;
    this.#duration.observe({ probe, connection }, seconds);
    this.#succeeded.set({ probe, connection }, Date.now() / 1000);
  }
}
