import { fileURLToPath } from 'node:url';
import { describeOperationsPage } from '@everchart/testing';
import { afterAll, beforeAll } from '@jest/globals';
import { IngestSuite } from '../test/ingest-suite.js';

const suite = new IngestSuite();
let url: string;
beforeAll(async () => {
  await suite.start();
  ({ url } = await suite.startService());
});
afterAll(() => suite.stop());

describeOperationsPage({
  service: 'ingest',
  repository: fileURLToPath(new URL('../../../', import.meta.url)),
  metrics: async () => (await fetch(`${url}/metrics`)).text(),
  contains: ['everchart_event_store_append_seconds', 'everchart_relay_backlog_events'],
});
