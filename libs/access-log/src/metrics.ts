import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export class AccessMetrics {
  readonly answers: Counter<'operation' | 'outcome'>;
  readonly accesses: Counter<'outcome' | 'key'>;
  readonly gathered: Histogram;
  readonly unidentified: Counter;

  constructor(private readonly registry: Registry) {
    const registers = [registry];
    this.answers = new Counter({
      name: 'everchart_access_log_answers_total',
      help: 'Answers and disclosures that are put on record, by operation and by what the caller got (granted, denied, failed)',
      labelNames: ['operation', 'outcome'],
      registers,
    });
    this.accesses = new Counter({
      name: 'everchart_access_log_accesses_total',
      help: 'Accesses put on record, by outcome (committed, kept: on this disk while the store was away, failed) and by whose key sealed them (subject, organisation, none)',
      labelNames: ['outcome', 'key'],
      registers,
    });
    this.gathered = new Histogram({
      name: 'everchart_access_log_gathered_accesses',
      help: 'Accesses in one access event',
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
      registers,
    });
    this.unidentified = new Counter({
      name: 'everchart_access_log_unidentified_requests_total',
      help: 'Requests refused because they bore no identity: there is no one to put on record',
      registers,
    });
  }
  /** Of a service that keeps accesses while its store is away. */
  keeps(bytes: () => number): void {
    new Gauge({
      name: 'everchart_access_log_kept_bytes',
      help: 'Accesses that lie on this disk, as the store is or was away, and that it does not have yet',
      registers: [this.registry],
      collect() {
        this.set(bytes());
      },
    });
  }
}
