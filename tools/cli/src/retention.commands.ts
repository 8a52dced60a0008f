import type { Command } from 'commander';
import { addDueCommands } from './retention.due.js';
import { addDestructionCommands } from './retention.destructions.js';
import { addHoldCommands } from './retention.holds.js';
import { addRequestCommands } from './retention.requests.js';

/** How long an organisation keeps what it has, and what happens then. */
export function addRetentionCommands(program: Command): void {
  const retention = program
    .command('retention')
    .description('how long records are kept, what holds them, and what happens when they are due')
    .addHelpText(
      'after',
      `
Examples, and one more in the help of each command:
  npm run everchart -- retention due --status unknown
  npm run everchart -- retention explain 3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f
  npm run everchart -- retention simulate --adopt de own --until 2035-12-31
  npm run everchart -- retention hold place --patient 3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f --reason 'claim announced'
  npm run everchart -- retention destroy propose --limit 100
  npm run everchart -- retention approve 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 --digest <hex> --role data-protection-officer
Every call is on record, with the name in the token; its role must be retention-officer or data-protection-officer.`,
    );
  addDueCommands(program, retention);
  addHoldCommands(program, retention);
  addDestructionCommands(program, retention);
  addRequestCommands(program, retention);
}
