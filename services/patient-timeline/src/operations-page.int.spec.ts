import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeOperationsPage } from '@everchart/testing';
import { afterAll, beforeAll } from '@jest/globals';
import { TimelineSuite } from '../test/timeline-suite.js';
import { createApp } from './index.js';

const suite = new TimelineSuite('postgres');
const spool = mkdtempSync(join(tmpdir(), 'spool-'));
let service: Awaited<ReturnType<typeof createApp>>['service'];
beforeAll(async () => {
  await suite.start();
  ({ service } = await createApp(
    suite.config({
      METRICS_TOKEN: 'of-operators-only-0123456789abcdef',
      DATABASE_READ_URL: suite.database.url('timeline_api'),
      ACCESS_SPOOL_DIRECTORY: spool,
    }),
  ));
});
afterAll(async () => {
  await service?.close();
  await suite.close();
  rmSync(spool, { recursive: true });
});

describeOperationsPage({
  service: 'patient-timeline',
  repository: fileURLToPath(new URL('../../../', import.meta.url)),
  metrics: async () =>
    (await fetch(`${service.url}/metrics`, { headers: { authorization: 'Bearer of-operators-only-0123456789abcdef' } })).text(),
  contains: ['everchart_access_log_answers_total', 'everchart_relay_backlog_events', 'everchart_consumer_lag_records'],
});
