import { randomUUID } from 'node:crypto';
import { ShiftedClock } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IngestSuite, note, registration } from '../../test/ingest-suite.js';

describe('a clock of the database that is wrong', () => {
  const suite = new IngestSuite();
  const [org, patient] = ['home', randomUUID()];
  let clock: ShiftedClock;

  beforeAll(async () => {
    await suite.start();
    clock = await ShiftedClock.of(suite.pool(suite.database.ownerUrl), 'event_store');
    await suite.startService();
    expect((await suite.post(`/patients/${patient}/events`, registration(), { org })).status).toBe(201);
  });
  afterAll(() => suite.stop());

  const post = (event: object) => suite.post(`/patients/${patient}/events`, event, { org });
  const readiness = async () => {
    const response = await fetch(`${suite.url}/health/ready`);
    return { status: response.status, body: await response.json() };
  };
  const refusal = { type: 'urn:everchart:problem:store-clock-wrong', status: 503 };

  it.each([
    ['ten years ahead', 10 * 365 * 24 * 3600],
    ['ten years behind', -10 * 365 * 24 * 3600],
    ['two minutes ahead', 120],
  ])('%s: every door answers 503 with when to come back, readiness names the clock, and nothing is recorded', async (_, seconds) => {
    const event = note('while the clock is wrong');
    await clock.set(seconds);
    try {
      const single = await post(event);
      expect(single).toMatchObject({ status: 503, body: refusal });
      expect(single.headers.get('retry-after')).toBe('5');
      for (const atomic of ['false', 'true']) {
        const batch = await suite.post(`/events?atomic=${atomic}`, [{ ...event, patientId: patient }], { org });
        expect(batch).toMatchObject({ status: 503, body: refusal });
        expect(batch.headers.get('retry-after')).toBe('5');
      }
      const resource = { resourceType: 'Patient', name: [{ family: 'Abel' }], gender: 'female' };
      const fhir = await suite.post('/fhir/R4/Patient', resource, { org, headers: { 'content-type': 'application/fhir+json' } });
      expect(fhir).toMatchObject({ status: 503, body: { resourceType: 'OperationOutcome' } });
      expect(fhir.headers.get('retry-after')).toBe('5');
      expect(JSON.stringify(fhir.body)).toContain('store-clock-wrong');
      expect(await readiness()).toEqual({ status: 200, body: { status: 'ready', degraded: ['clock'] } });
    } finally {
      await clock.set(0);
    }
    expect(await readiness()).toEqual({ status: 200, body: { status: 'ready' } });
    const later = await post(event);
    expect(later.status).toBe(201);
    expect(new Date(later.body.recordedAt as string).getUTCFullYear()).toBe(new Date().getUTCFullYear());
  });
});
