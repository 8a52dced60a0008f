import { runService } from '@everchart/service-kit';
import { retention } from './create-app.js';

await runService(retention);
