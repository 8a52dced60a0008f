import { describe, expect, it } from '@jest/globals';
import { HealthController, type HealthCheck } from './health.js';

const passing = (name: string): HealthCheck => ({ name, check: () => Promise.resolve() });
const failing = (name: string, more: Partial<HealthCheck> = {}): HealthCheck => ({
  name,
  check: () => Promise.reject(new Error('no')),
  ...more,
});

describe('readiness', () => {
  it('names what fails, and is lost by it, unless it degrades the service only', async () => {
    expect(await new HealthController([passing('database')]).ready()).toEqual({ status: 'ready' });
    const degrades = failing('stream', { degrades: true });
    expect(await new HealthController([passing('database'), degrades]).ready()).toEqual({ status: 'ready', degraded: ['stream'] });
    await expect(new HealthController([failing('database'), degrades]).ready()).rejects.toMatchObject({
      code: 'not-ready',
      status: 503,
      options: { extensions: { failing: ['database'] } },
    });
  });
});
