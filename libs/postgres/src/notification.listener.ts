import pg from 'pg';

export interface NotificationListenerOptions {
  connectionString: string;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  channel: string;
  onNotification: (payload: string) => void;
  /** A connection listens: what was notified while none did may have been missed. */
  onListening: () => void;
  onFailure: (error: Error) => void;
  /** Milliseconds between the end of a connection and the next attempt. */
  pauseMs?: number;
}

/**
 * LISTEN on one channel, over a connection of its own. It may go down and comes back by itself. A notification is a
 * wake-up only: who depends on it must look for itself as well.
 */
export class NotificationListener {
  readonly #options: NotificationListenerOptions;
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: NotificationListenerOptions) {
    this.#options = options;
  }

  /** Ends when the first attempt has ended, well or not. */
  async start(): Promise<void> {
    const { connectionString, applicationName, channel, onNotification, onListening } = this.#options;
    const client = new pg.Client({ connectionString, application_name: applicationName, keepAlive: true });
    this.#client = client;
    client.on('notification', ({ payload = '' }) => onNotification(payload));
    client.on('error', (error) => this.#failed(client, error));
    client.on('end', () => this.#failed(client, new Error('the listening connection ended')));
    try {
      await client.connect();
      await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      onListening();
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
    this.#options.onFailure(error);
    client.end().catch((endError: Error) => this.#options.onFailure(endError));
    this.#timer = setTimeout(() => void this.start(), this.#options.pauseMs ?? 2000).unref();
  }
}
