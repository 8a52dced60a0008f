import pg from 'pg';
import { deliveriesChannel } from './export.store.js';

/** Hears of new deliveries. It may go down and come back: the senders look for themselves as well. */
export class DeliveryListener {
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(
    private readonly connectionString: string,
    private readonly onDeliveries: () => void,
    /** Something is to be sent now, by a person's decision. */
    private readonly onDecision: (org: string, destination: string) => void,
    private readonly onFailure: (error: Error) => void,
    private readonly pauseMs = 2000,
  ) {}

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.connectionString, application_name: 'integration listener', keepAlive: true });
    this.#client = client;
    client.on('notification', ({ payload = '' }) => {
      const [org, destination] = payload.split('/');
      if (org && destination) this.onDecision(org, destination);
      else this.onDeliveries();
    });
    client.on('error', (error) => this.#failed(client, error));
    client.on('end', () => this.#failed(client, new Error('the listening connection ended')));
    try {
      await client.connect();
      await client.query(`LISTEN ${deliveriesChannel}`);
      this.onDeliveries(); // what came while no connection listened
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
    this.onFailure(error);
    client.end().catch((endError: Error) => this.onFailure(endError));
    this.#timer = setTimeout(() => void this.start(), this.pauseMs).unref();
  }
}
