import { fileURLToPath } from 'node:url';
import { describeOperationsPage } from '@everchart/testing';
import { afterAll, beforeAll } from '@jest/globals';
import { RetentionSuite } from '../test/retention-suite.js';

const suite = new RetentionSuite();
let url: string;
beforeAll(async () => {
  await suite.start();
  ({ url } = await suite.startService({ ROLES: '' }));
});
afterAll(() => suite.close());

describeOperationsPage({
  service: 'retention',
  repository: fileURLToPath(new URL('../../../', import.meta.url)),
  metrics: async () => (await fetch(`${url}/metrics`)).text(),
  contains: [
    'everchart_retention_chain_faults_total',
    'everchart_consumer_lag_records',
    'everchart_access_log_accesses_total',
    'everchart_relay_backlog_events',
  ],
});
