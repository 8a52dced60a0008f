import type { Suite } from '@everchart/start';
import type { Figure } from './figures.js';
import { ApiClient, expectStatus, pause, rank } from './load.js';
import type { LoadBench, LoadDefinition } from './measured-load.js';

/** So many that sending them lasts for seconds, and few enough that the load ends soon with a slow sender, too. */
const eventsPerRun = 5000;
/** For which the messages of a run are waited for at most: the rate is that of what was delivered by then. */
const waitMaxMs = 30_000;
const lookMs = 500;
/** Of 5 s. What is measured is the sender: it warms up by its first messages. */
const warmWindowsMax = 3;

/** Hospitals at the suite's HL7 receiver: each event that HL7 v2 has a message for is sent to each of them. */
class Hospitals {
  private readonly client: ApiClient;
  private readonly url: string;

  constructor(private readonly suite: Suite) {
    this.client = new ApiClient(suite.tokens.operator!, 2);
    this.url = `${suite.run.urls.integration}/v1/orgs/${suite.run.org}/destinations`;
  }

  async connect(number: number): Promise<void> {
    const destination = {
      id: `bench-${number}`,
      host: '127.0.0.1',
      port: this.suite.run.ports.mllp,
      receivingApplication: 'EHR',
      receivingFacility: `BENCH-${number}`,
    };
    expectStatus(await this.client.post(this.url, destination), 200, 201);
  }

  /** Messages acknowledged so far. */
  async delivered(): Promise<number> {
    const answer = await this.client.get(this.url);
    expectStatus(answer, 200);
    const { destinations } = JSON.parse(answer.body) as { destinations: { deliveries: { delivered: number } }[] };
    return destinations.reduce((sum, { deliveries }) => sum + deliveries.delivered, 0);
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

/** Single posts while one hospital and then two are fed: how fast is recorded, and how fast messages go out. */
export async function measureHl7(suite: Suite, bench: LoadBench, load: LoadDefinition, say: (text: string) => void): Promise<Figure[]> {
  const hospitals = new Hospitals(suite);
  try {
    await bench.warmUp(load, warmWindowsMax);
    const figures: Figure[] = [];
    for (const number of [1, 2]) {
      await hospitals.connect(number);
      const before = await hospitals.delivered();
      const wanted = before + number * eventsPerRun;
      const name = `hl7.${number}`;
      let sent = 0;
      const { result, cpu } = await bench.account({ ...load, name }, eventsPerRun, async () => {
        const from = performance.now();
        const recorded = await record(load);
        do {
          await pause(lookMs);
          sent = await hospitals.delivered();
        } while (sent < wanted && performance.now() - from < waitMaxMs);
        return { recorded, seconds: (performance.now() - from) / 1000 };
      });
      if (sent < wanted) say(`  ${name}: ${wanted - sent} messages were not delivered within ${waitMaxMs / 1000} s`);
      figures.push(
        { id: `record.hl7.${number}.c64`, unit: 'events/s', ...result.recorded },
        { id: `send.hl7.${number}`, unit: 'messages/s', value: (sent - before) / result.seconds },
        ...cpu,
      );
    }
    return figures;
  } finally {
    await hospitals.close();
  }
}

async function record({ connections, call }: LoadDefinition): Promise<{ value: number; p50: number; p99: number }> {
  const latencies: number[] = [];
  const from = performance.now();
  let left = eventsPerRun;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const began = performance.now();
      await call();
      latencies.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const value = eventsPerRun / ((performance.now() - from) / 1000);
  latencies.sort((a, b) => a - b);
  return { value, p50: rank(latencies, 0.5), p99: rank(latencies, 0.99) };
}
