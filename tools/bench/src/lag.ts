import { bloodPressure } from './events.js';
import type { Figure } from './figures.js';
import { expectStatus, pause, rank, type ApiClient } from './load.js';

export interface LagTarget {
  writer: ApiClient;
  reader: ApiClient;
  /** Base of the organisation on ingest, and on the timeline. */
  ingest: string;
  timeline: string;
  nextPatient: () => string;
}

/** Of so many events one is read back. */
const sampleEvery = 20;

/**
 * So many events a second, evenly; every 20th is read back with its token: milliseconds from the acknowledgement to the
 * answer that shows it.
 */
export async function measureLag(
  { writer, reader, ingest, timeline, nextPatient }: LagTarget,
  perSecond: number,
  durationMs: number,
  id = `lag.${perSecond}`,
): Promise<Figure> {
  const lags: number[] = [];
  const open = new Set<Promise<void>>();
  const total = (perSecond * durationMs) / 1000;
  const started = performance.now();
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - started) * perSecond) / 1000));
    for (; sent < due; sent += 1) {
      const sample = sent % sampleEvery === 0;
      const work = one(sample).finally(() => open.delete(work));
      open.add(work);
    }
    await pause(2);
  }
  const elapsed = (performance.now() - started) / 1000;
  await Promise.all(open);
  lags.sort((a, b) => a - b);
  return { id, unit: 'events/s sent', value: total / elapsed, p50: rank(lags, 0.5), p99: rank(lags, 0.99) };

  async function one(sample: boolean): Promise<void> {
    const patient = nextPatient();
    const answer = await writer.post(`${ingest}/patients/${patient}/events`, bloodPressure());
    expectStatus(answer, 201);
    if (!sample) return;
    const acknowledged = performance.now();
    for (;;) {
      const read = await reader.get(`${timeline}/patients/${patient}/summary`, { 'everchart-at-least': answer.position! });
      if (read.status !== 503) {
        expectStatus(read, 200);
        break;
      }
    }
    lags.push(performance.now() - acknowledged);
  }
}
