import { readdirSync, readFileSync } from 'node:fs';
import type { Suite } from '@everchart/start';
import { ownUs } from './cpu.js';
import { bloodPressure, registration } from './events.js';
import type { Figure } from './figures.js';
import { ApiClient, drive, expectStatus, type Latencies } from './load.js';

/** Also on a machine that does something else, a call ends within. */
const warmUpMs = 2000;

/**
 * What the edge adds: the same requests to the service itself and through the edge, in turn, so that both meet the same
 * machine. One connection: what a single carer waits for; eight: how much work one request is.
 */
export async function measureEdge(suite: Suite, seconds: number): Promise<Figure[]> {
  const { org, ports, urls } = suite.run;
  const patient = crypto.randomUUID();
  const direct = { ingest: `http://127.0.0.1:${ports.ingest}`, timeline: `http://127.0.0.1:${ports.timeline}` };
  const client = new ApiClient(suite.tokens.nurse!, 16);
  expectStatus(await client.post(`${direct.ingest}/v1/orgs/${org}/patients/${patient}/events`, registration()), 201);
  const figures: Figure[] = [];
  const works: Record<string, (base: typeof direct) => Promise<number>> = {
    record: async ({ ingest }) => {
      expectStatus(await client.post(`${ingest}/v1/orgs/${org}/patients/${patient}/events`, bloodPressure()), 201);
      return 1;
    },
    read: async ({ timeline }) => {
      expectStatus(await client.get(`${timeline}/v1/orgs/${org}/patients/${patient}/summary`), 200);
      return 1;
    },
  };
  for (const [name, work] of Object.entries(works)) {
    for (const connections of [1, 8]) {
      const measure = (base: typeof direct) => drive({ connections, durationMs: seconds * 1000, warmUpMs, call: () => work(base) });
      const rounds: { without: Latencies; through: Latencies; us: number }[] = [];
      for (let round = 0; round < 2; round += 1) {
        const without = await measure(direct);
        const before = edgeUs(suite.pidOf('edge'));
        const through = await measure(urls);
        rounds.push({
          without,
          through,
          us: (edgeUs(suite.pidOf('edge')) - before) / Math.max(1, through.rate * (seconds + warmUpMs / 1000)),
        });
      }
      const middle = (of: (round: (typeof rounds)[number]) => number): number =>
        rounds.reduce((sum, round) => sum + of(round), 0) / rounds.length;
      figures.push(
        {
          id: `edge.${name}.direct.c${connections}`,
          unit: 'requests/s',
          value: middle(({ without }) => without.rate),
          p50: middle(({ without }) => without.p50),
          p99: middle(({ without }) => without.p99),
        },
        {
          id: `edge.${name}.through.c${connections}`,
          unit: 'requests/s',
          value: middle(({ through }) => through.rate),
          p50: middle(({ through }) => through.p50),
          p99: middle(({ through }) => through.p99),
        },
        {
          id: `edge.${name}.added.c${connections}`,
          unit: 'µs CPU/request',
          value: middle(({ us }) => us),
          p50: middle(({ without, through }) => through.p50 - without.p50),
          p99: middle(({ without, through }) => through.p99 - without.p99),
        },
      );
    }
  }
  return figures;
}

/** CPU µs of nginx and its workers so far. */
function edgeUs(master: number): number {
  const workers = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return (
          Number(
            readFileSync(`/proc/${pid}/stat`, 'utf8')
              .replace(/^.*\) /s, '')
              .split(' ')[1],
          ) === master
        );
      } catch {
        return false; // ended meanwhile
      }
    });
  return [master, ...workers.map(Number)].reduce((sum, pid) => sum + ownUs(pid), 0);
}
