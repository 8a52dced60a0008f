import { createLogger } from '@everchart/platform';
import { describe, expect, it } from '@jest/globals';
import { Lifecycle, phases, type LifecyclePart } from './lifecycle.js';

function given() {
  const order: string[] = [];
  const lines: { event: string; part?: string; errorName?: string }[] = [];
  const logger = createLogger({
    service: 'sample',
    instance: 'i',
    level: 'info',
    destination: { write: (line) => void lines.push(JSON.parse(line)) },
  });
  const part = (name: string, more: Partial<LifecyclePart> = {}): LifecyclePart => ({
    name,
    start: async () => void order.push(`start ${name}`),
    stop: async () => void order.push(`stop ${name}`),
    ...more,
  });
  return { order, lines, part, lifecycle: new Lifecycle(logger) };
}

const failing = () => Promise.reject(new Error('cannot'));

describe('the parts of a process', () => {
  it('start phase by phase, and stop in reverse, whatever the order in which they are made', async () => {
    const { order, part, lifecycle } = given();
    for (const phase of ['consumers', 'relays', 'workers', 'connections', 'stores'] as const) {
      lifecycle.add(phase, part(`${phase} 1`));
      lifecycle.add(phase, part(`${phase} 2`));
    }
    await lifecycle.start();
    await lifecycle.stop();
    const started = phases.flatMap((phase) => [`${phase} 1`, `${phase} 2`]);
    expect(order).toEqual([...started.map((name) => `start ${name}`), ...started.reverse().map((name) => `stop ${name}`)]);
    expect(phases).toEqual(['connections', 'relays', 'stores', 'workers', 'consumers']);
  });

  it('that were started stop when one of them cannot start; those after it are not touched', async () => {
    const { order, part, lifecycle } = given();
    lifecycle.add('connections', { name: 'pool', stop: async () => void order.push('stop pool') });
    lifecycle.add('relays', part('relay'));
    lifecycle.add('workers', part('sender', { start: failing }));
    lifecycle.add('consumers', part('consumer'));
    await expect(lifecycle.start()).rejects.toThrow('cannot');
    await lifecycle.stop();
    expect(order).toEqual(['start relay', 'stop relay', 'stop pool']);
  });

  it('that run without a start stop when nothing was started yet', async () => {
    const { order, part, lifecycle } = given();
    lifecycle.add('consumers', part('consumer'));
    lifecycle.add('connections', { name: 'pool', stop: async () => void order.push('stop pool') });
    await lifecycle.stop();
    expect(order).toEqual(['stop pool']);
  });

  it('stop although one of them fails to: that is logged', async () => {
    const { order, lines, part, lifecycle } = given();
    lifecycle.add('relays', part('relay'));
    lifecycle.add('consumers', part('consumer', { stop: failing }));
    await lifecycle.start();
    await Promise.all([lifecycle.stop(), lifecycle.stop()]);
    expect(order).toEqual(['start relay', 'start consumer', 'stop relay']);
    expect(lines).toMatchObject([{ event: 'part.stop-failed', part: 'consumer', errorName: 'Error' }]);
  });

  it('crash as a whole when one of them does', async () => {
    const { part, lifecycle } = given();
    lifecycle.add('relays', part('relay', { crashed: new Promise(() => undefined) }));
    lifecycle.add('consumers', part('consumer', { crashed: Promise.resolve(new Error('fenced for ever')) }));
    expect((await lifecycle.crashed).message).toBe('fenced for ever');
  });
});
