import { runService } from '@everchart/service-kit';
import { ingest } from './create-app.js';

await runService(ingest);
