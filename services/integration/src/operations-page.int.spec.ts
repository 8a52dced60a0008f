import { fileURLToPath } from 'node:url';
import { describeOperationsPage } from '@everchart/testing';
import { afterAll, beforeAll } from '@jest/globals';
import { IntegrationSuite } from '../test/integration-suite.js';
import { createApp } from './index.js';

const suite = new IntegrationSuite();
let url: string;
beforeAll(async () => {
  await suite.start();
  const { service } = await createApp(suite.config());
  suite.onClose(() => service.close());
  ({ url } = service);
});
afterAll(() => suite.close());

describeOperationsPage({
  service: 'integration',
  repository: fileURLToPath(new URL('../../../', import.meta.url)),
  metrics: async () => (await fetch(`${url}/metrics`, suite.scrape)).text(),
  contains: [
    'everchart_integration_attempts_total',
    'everchart_consumer_lag_records',
    'everchart_access_log_accesses_total',
    'everchart_relay_backlog_events',
  ],
});
