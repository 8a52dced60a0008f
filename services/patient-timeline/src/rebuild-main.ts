import { loadConfig } from '@everchart/platform';
import { runProgram } from '@everchart/service-kit';
import { configSchema } from './configuration.js';
import { rebuildProjection } from './rebuild.js';

const help = `Empties the projection and builds it again from the beginning of the stream.

  node dist/rebuild-main.js

Environment: that of the service. At the end it writes to stdout, in one line of JSON, what the projection holds:
  {"entries", "patients", "seconds"}
Exit code 0: it is built. 1: it is not (run it again). 2: called wrongly, nothing was done.
`;

await runProgram({
  help,
  options: {},
  read: () => loadConfig(configSchema),
  run: async (config) => {
    process.stdout.write(`${JSON.stringify(await rebuildProjection(config))}\n`);
  },
});
