import { createPool, type Pool } from '@everchart/postgres';
import {
  clinicalTopic,
  createConsumer,
  createTransport,
  streamConsumerMigrations,
  type Consumer,
  type TransportOptions,
} from '@everchart/stream';
import { createTestDatabase } from '@everchart/testing';
import { Registry } from 'prom-client';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export interface AppliedEvent {
  id: string;
  patient: string;
  version: number;
}

/** A consumer as every service has one; its effect is one row per event, in the order in which they were applied. */
export class AppliedEvents {
  readonly #registry = new Registry();
  #undo: (() => Promise<unknown>)[] = [];
  #pool!: Pool;
  #consumer!: Consumer;

  static async start(stream: TransportOptions): Promise<AppliedEvents> {
    const applied = new AppliedEvents();
    await applied.#start(stream);
    return applied;
  }

  async #start(stream: TransportOptions): Promise<void> {
    const database = await createTestDatabase([streamConsumerMigrations]);
    this.#undo.push(() => database.drop());
    this.#pool = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max: 3 }, () => undefined);
    this.#undo.push(() => this.#pool.end());
    await this.#pool.query(
      'CREATE TABLE applied (n bigint GENERATED ALWAYS AS IDENTITY, org text, id uuid, patient uuid, version integer, position bigint)',
    );
    const transport = createTransport(stream, silent);
    this.#undo.push(() => transport.close());
    this.#consumer = createConsumer({
      transport,
      pool: this.#pool,
      group: 'applied-events',
      topics: [clinicalTopic],
      logger: silent,
      registry: this.#registry,
      handler: {
        streamsApplied: async (tx, { org, position }) => {
          const { rows } = await tx.query<{ patient: string }>('SELECT DISTINCT patient FROM applied WHERE org = $1 AND position >= $2', [
            org,
            position,
          ]);
          return rows.map(({ patient }) => patient);
        },
        handle: async (tx, events) => {
          await tx.query(
            `INSERT INTO applied (org, id, patient, version, position)
               SELECT org, id, patient, version, position
               FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::int[], $5::bigint[]) WITH ORDINALITY AS e(org, id, patient, version, position, n) ORDER BY n`,
            [
              events.map(({ header }) => header.org),
              events.map(({ header }) => header.id),
              events.map(({ header }) => header.subject),
              events.map(({ header }) => header.streamversion),
              events.map(({ header }) => header.position),
            ],
          );
        },
      },
    });
    await this.#consumer.start();
    this.#undo.push(() => this.#consumer.stop());
  }

  /** Of an organisation, in the order in which they took effect. */
  async of(org: string): Promise<AppliedEvent[]> {
    const { rows } = await this.#pool.query<AppliedEvent>('SELECT id, patient, version FROM applied WHERE org = $1 ORDER BY n', [org]);
    return rows;
  }

  async countOf(org: string): Promise<number> {
    const { rows } = await this.#pool.query<{ count: number }>('SELECT count(*)::int AS count FROM applied WHERE org = $1', [org]);
    return rows[0]!.count;
  }

  /** Streams that wait for a version that is missing, or for an operator. */
  async stopped(): Promise<number> {
    const { rows } = await this.#pool.query<{ count: number }>('SELECT count(*)::int AS count FROM stream_consumer.stopped_streams');
    return rows[0]!.count;
  }

  /** Deliveries that were recognised as repeated. */
  async duplicates(): Promise<number> {
    const metric = await this.#registry.getSingleMetric('everchart_consumer_events_total')!.get();
    return metric.values.filter(({ labels }) => labels.outcome === 'duplicate').reduce((sum, { value }) => sum + value, 0);
  }

  async close(): Promise<void> {
    for (const undo of this.#undo.splice(0).reverse()) await undo();
  }
}
