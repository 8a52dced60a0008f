import { readFileSync } from 'node:fs';
import { request, type ClientRequest } from 'node:http';
import type { Suite } from '@everchart/start';
import { CpuMeter, usedBetween } from './cpu.js';
import { bloodPressure } from './events.js';
import type { Figure } from './figures.js';
import { expectStatus, pause, rank, type ApiClient } from './load.js';

const streams = 2000;
const openedAtOnce = 50;
const warmUpEvents = 15;
const deliveredWithinMs = 30_000;

/**
 * Live streams of one patient, all at once: milliseconds from the acknowledgement of an event to each reader, CPU of
 * the timeline for each delivery, and the memory of all of them.
 */
export async function measureLive(
  suite: Suite,
  { writer, ingest, timeline, patient }: { writer: ApiClient; ingest: string; timeline: string; patient: string },
  durationMs: number,
): Promise<Figure[]> {
  const meter = new CpuMeter(suite);
  const requests: ClientRequest[] = [];
  let delivered = 0;
  let acknowledged = Infinity;
  const latencies: number[] = [];
  const open = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${suite.tokens.nurse}` };
      const sent = request(`${timeline}/patients/${patient}/live`, { headers, agent: false }, (response) => {
        if (response.statusCode !== 200) return reject(new Error(`a stream was answered ${response.statusCode}`));
        response.on('data', (bytes: Buffer) => {
          for (let events = bytes.toString('latin1').split('event: entry').length - 1; events > 0; events -= 1) {
            delivered += 1;
            latencies.push(Math.max(0, performance.now() - acknowledged));
          }
        });
        response.on('error', reject);
        resolve();
      });
      sent.on('error', reject);
      sent.end();
      requests.push(sent);
    });
  const deliver = async (): Promise<void> => {
    const wanted = delivered + streams;
    acknowledged = Infinity;
    expectStatus(await writer.post(`${ingest}/patients/${patient}/events`, bloodPressure()), 201);
    acknowledged = performance.now();
    while (delivered < wanted) {
      if (performance.now() - acknowledged > deliveredWithinMs) throw new Error('an event did not reach every stream');
      await pause(2);
    }
  };
  const before = memory(suite);
  try {
    for (let opened = 0; opened < streams; opened += openedAtOnce) await Promise.all(Array.from({ length: openedAtOnce }, open));
    for (let events = 0; events < warmUpEvents; events += 1) await deliver();
    latencies.length = 0;
    const [used, from] = [await meter.read(), delivered];
    for (const end = performance.now() + durationMs; performance.now() < end;) await deliver();
    const us = usedBetween(used, await meter.read()).get('timeline') ?? 0;
    latencies.sort((a, b) => a - b);
    return [
      {
        id: `live.${streams}`,
        unit: 'ms from acknowledgement to readers',
        value: rank(latencies, 0.5),
        p50: rank(latencies, 0.5),
        p99: rank(latencies, 0.99),
      },
      {
        id: `live.${streams}.cpu`,
        unit: 'µs of timeline per delivery',
        value: us / (delivered - from),
      },
      {
        id: `live.${streams}.memory`,
        unit: 'KiB per stream',
        value: (memory(suite) - before) / streams,
      },
    ];
  } finally {
    for (const each of requests) each.on('error', () => undefined).destroy();
    await meter.close();
  }
}

/** Resident memory of the timeline's processes, in KiB. */
function memory(suite: Suite): number {
  const names = Object.keys(suite.run.processes).filter((name) => name.replace(/-\d+$/, '') === 'timeline');
  return names.reduce(
    (sum, name) => sum + Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${suite.pidOf(name)}/status`, 'utf8'))?.[1] ?? 0),
    0,
  );
}
