import { configTypes, loadConfig } from '@everchart/platform';
import { runProgram, say } from '@everchart/service-kit';
import { compareProjection } from './compare.js';
import { configSchema } from './configuration.js';

const help = `Builds the projection a second time, beside the one that is shown, and compares them row by row.

  node dist/compare-main.js

Environment: that of the service, and DATABASE_OWNER_URL (database timeline, as its owner). Readers and projector go on. On stdout, one line of JSON
for each row that is not what the events make it:
  {"fault": row-changed, row-missing or row-unexpected, "table", "org", "patient", "key"}
Exit code 0: every row is what the events make it. 1: some are not, or it could not be compared. 2: called wrongly, nothing was done.
`;

const schema = configSchema.extend({ DATABASE_OWNER_URL: configTypes.url });

await runProgram({
  help,
  options: {},
  read: () => loadConfig(schema),
  run: async ({ DATABASE_OWNER_URL: ownerUrl, ...config }) => {
    const faults = await compareProjection(config, ownerUrl);
    for (const fault of faults) process.stdout.write(`${JSON.stringify(fault)}\n`);
    say(faults.length === 0 ? 'every row is what the events make it' : `${faults.length} rows are not what the events make them`);
    return faults.length === 0 ? 0 : 1;
  },
});
