import type { Suite } from '@everchart/start';
import type { Figure } from './figures.js';
import { Load } from './load.js';
import type { LoadDefinition } from './measured-load.js';
import type { Settling } from './settled.js';

const consumers = ['timeline', 'integration', 'retention'] as const;

/**
 * Recording while the consumers are paused: what ingest, its PostgreSQL and the stream can take in one go; then how
 * fast the consumers catch up. Latencies are those of the recording.
 */
export async function measureBurst(suite: Suite, load: LoadDefinition, settling: Settling, durationMs: number): Promise<Figure[]> {
  await settling.settle();
  const signal = (name: NodeJS.Signals): void => consumers.forEach((consumer) => void process.kill(suite.pidOf(consumer), name));
  signal('SIGSTOP');
  const running = Load.start(load.connections, load.call);
  try {
    const { rate, p50, p99, p999 } = await running.measure(durationMs);
    await running.stop();
    const began = performance.now();
    signal('SIGCONT');
    await settling.settle();
    const seconds = (performance.now() - began) / 1000;
    return [
      { id: `burst.${load.name}`, unit: 'events/s', value: rate, p50, p99, p999 },
      { id: `burst.${load.name}.catch-up`, unit: 'events/s', value: running.things / seconds },
    ];
  } finally {
    signal('SIGCONT');
  }
}
