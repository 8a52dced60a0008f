import { runService } from '@everchart/service-kit';
import { timeline } from './create-app.js';

await runService(timeline);
