import pg from 'pg';
import { committedChannel } from './commit-notifier.js';

/** Hears of commits of other processes. It may go down and come back: polling finds what was missed. */
export class CommitListener {
  readonly #connectionString: string;
  readonly #onCommitted: () => void;
  readonly #onFailure: (error: Error) => void;
  readonly #pauseMs: number;
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(connectionString: string, onCommitted: () => void, onFailure: (error: Error) => void, pauseMs = 2000) {
    this.#connectionString = connectionString;
    this.#onCommitted = onCommitted;
    this.#onFailure = onFailure;
    this.#pauseMs = pauseMs;
  }

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#connectionString, application_name: 'everchart-relay-listen', keepAlive: true });
    this.#client = client;
    client.on('notification', () => this.#onCommitted());
    client.on('error', (error) => this.#failed(client, error));
    client.on('end', () => this.#failed(client, new Error('the listening connection ended')));
    try {
      await client.connect();
      await client.query(`LISTEN ${committedChannel}`);
      this.#onCommitted(); // what came while no connection listened
    } catch (error) {
      this.#failed(client, error as Error);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }

  #failed(client: pg.Client, error: Error): void {
    if (this.#stopped || this.#client !== client) return;
    this.#client = undefined;
    this.#onFailure(error);
    client.end().catch((endError: Error) => this.#onFailure(endError));
    this.#timer = setTimeout(() => void this.start(), this.#pauseMs).unref();
  }
}
