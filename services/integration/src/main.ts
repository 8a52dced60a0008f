import { runService } from '@everchart/service-kit';
import { integration } from './create-app.js';

await runService(integration);
