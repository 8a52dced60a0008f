import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Metrics of the consumer. */
export class ExportMetrics {
  private readonly queuedMessages: Counter<'type'>;

  constructor(registry: Registry) {
    this.queuedMessages = new Counter({
      name: 'everchart_integration_queued_total',
      help: 'Messages put into the queues, by message type',
      labelNames: ['type'],
      registers: [registry],
    });
  }

  queued(messageType: string): void {
    this.queuedMessages.inc({ type: messageType });
  }
}

/** Metrics of the senders. */
export class SenderMetrics {
  readonly attempts: Counter<'org' | 'destination' | 'outcome'>;
  readonly lateAnswers: Counter<'org' | 'destination' | 'code'>;
  readonly exchange: Histogram<'org' | 'destination'>;
  readonly delivery: Histogram<'org' | 'destination'>;
  readonly unsettled: Gauge<'org' | 'destination' | 'state'>;
  readonly oldest: Gauge<'org' | 'destination'>;
  readonly destinations: Gauge;

  constructor(registry: Registry) {
    this.attempts = new Counter({
      name: 'everchart_integration_attempts_total',
      help: 'Attempts to deliver, by what came of them',
      labelNames: ['org', 'destination', 'outcome'],
      registers: [registry],
    });
    this.lateAnswers = new Counter({
      name: 'everchart_integration_late_answers_total',
      help: 'Answers to messages whose exchange had ended, by their code; they change nothing',
      labelNames: ['org', 'destination', 'code'],
      registers: [registry],
    });
    this.exchange = new Histogram({
      name: 'everchart_integration_exchange_seconds',
      help: 'From sending a message to its answer',
      labelNames: ['org', 'destination'],
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers: [registry],
    });
    this.delivery = new Histogram({
      name: 'everchart_integration_delivery_seconds',
      help: 'From the queue to the acknowledgement, one observation per delivered message',
      labelNames: ['org', 'destination'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600, 3600, 14400],
      registers: [registry],
    });
    this.unsettled = new Gauge({
      name: 'everchart_integration_unsettled_deliveries',
      help: 'Messages that are neither delivered nor given up, at the last look',
      labelNames: ['org', 'destination', 'state'],
      registers: [registry],
    });
    this.oldest = new Gauge({
      name: 'everchart_integration_oldest_unsettled_seconds',
      help: 'Age of the oldest of them, at the last look',
      labelNames: ['org', 'destination'],
      registers: [registry],
    });
    this.destinations = new Gauge({
      name: 'everchart_integration_destinations_held',
      help: 'Destinations that this process sends to',
      registers: [registry],
    });
  }
}
