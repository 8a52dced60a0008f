import { loadConfig } from '@everchart/platform';
import { configSchema } from './configuration.js';
import { rebuildProjection } from './rebuild.js';

/** `node dist/rebuild-main.js`, with the environment of the service: prints what stands in the projection then, as one line of JSON. */
const rebuilt = await rebuildProjection(loadConfig(configSchema));
process.stdout.write(`${JSON.stringify(rebuilt)}\n`);
