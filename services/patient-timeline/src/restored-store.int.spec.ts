import type { RunningService } from '@everchart/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, pulse, read, registration, TimelineSuite, type ReadAnswer } from '../test/timeline-suite.js';
import { createApp } from './index.js';

describe('tokens of before a restore of the clinical store', () => {
  const suite = new TimelineSuite('postgres');
  let service: RunningService;
  let carer: string;

  beforeAll(async () => {
    await suite.start();
    ({ service } = await createApp(suite.config({ AT_LEAST_WAIT_MS: '10000' })));
    carer = await suite.token();
  });
  afterAll(async () => {
    await service.close();
    await suite.close();
  });

  it('are known as such as soon as anything of after it is seen; tokens of after it work, and the record goes on', async () => {
    const [patient, other] = [newPatient(), newPatient()];
    const summary = (of: string, atLeast: string): Promise<ReadAnswer> =>
      read(`${service.url}/v1/orgs/home/patients/${of}/summary`, carer, { 'everchart-at-least': atLeast });
    const before = await suite.record(
      { patient, type: 'patient.registered', data: registration },
      { patient, type: 'observation.recorded', data: pulse(70) },
    );
    const last = before.at(-1)!.token;
    expect(await summary(patient, last)).toMatchObject({ status: 200, body: { streamVersion: 2 } });

    await suite.restoreStore();
    // Nothing of after the restore has come yet: what the token includes is what is shown.
    expect(await summary(patient, last)).toMatchObject({ status: 200, body: { streamVersion: 2 } });
    const [registered] = await suite.record({ patient: other, type: 'patient.registered', data: registration });
    expect(await summary(other, registered!.token)).toMatchObject({ status: 200 });
    for (const { token } of before) {
      expect(await summary(patient, token)).toMatchObject({
        status: 409,
        body: { type: 'urn:everchart:problem:position-from-before-restore' },
      });
    }

    const [recorded] = await suite.record({ patient, type: 'observation.recorded', data: pulse(71) });
    expect(await summary(patient, recorded!.token)).toMatchObject({ status: 200, body: { streamVersion: 3, stale: false } });
    expect(await summary(patient, registered!.token)).toMatchObject({ status: 200, body: { streamVersion: 3 } });
  });
});
