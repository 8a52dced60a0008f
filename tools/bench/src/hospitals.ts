import type { Suite } from '@everchart/start';
import { ApiClient, expectStatus, pause } from './load.js';

const deadlineMs = 600_000;

/** Two hospitals at the suite's HL7 receiver. */
export class Hospitals {
  private readonly client: ApiClient;
  private readonly url: string;

  constructor(private readonly suite: Suite) {
    this.client = new ApiClient(suite.tokens.operator!, 2);
    this.url = `${suite.run.urls.integration}/v1/orgs/${suite.run.org}/destinations`;
  }

  /** From now on each event that HL7 v2 has a message for is sent twice. */
  async connect(): Promise<void> {
    for (const number of [1, 2]) {
      const destination = {
        id: `bench-${number}`,
        host: '127.0.0.1',
        port: this.suite.run.ports.mllp,
        receivingApplication: 'EHR',
        receivingFacility: `BENCH-${number}`,
      };
      expectStatus(await this.client.post(this.url, destination), 200, 201);
    }
  }

  /** Waits until nothing is left to send. @returns messages acknowledged so far */
  async delivered(): Promise<number> {
    for (const deadline = Date.now() + deadlineMs; ;) {
      const answer = await this.client.get(this.url);
      expectStatus(answer, 200);
      const { destinations } = JSON.parse(answer.body) as { destinations: { deliveries: Record<string, number> }[] };
      const total = (...states: string[]): number =>
        destinations.reduce((sum, { deliveries }) => sum + states.reduce((part, state) => part + (deliveries[state] ?? 0), 0), 0);
      if (total('queued', 'sending', 'sent-answer-unknown') === 0) return total('delivered');
      if (Date.now() > deadline) throw new Error('the messages were not delivered');
      await pause(100);
    }
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
