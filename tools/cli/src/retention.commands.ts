import type { Command } from 'commander';
import { addHoldCommands } from './retention.holds.js';

/** How long an organisation keeps what it has, and what happens then. */
export function addRetentionCommands(program: Command): void {
  const retention = program
    .command('retention')
    .description('how long records are kept, what holds them, and what happens when they are due')
    .addHelpText(
      'after',
      `
Examples:
  npm run everchart -- retention hold place --patient 3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f --reason 'claim announced' --matter '12 O 345/26'
  npm run everchart -- retention hold list
  npm run everchart -- retention hold lift 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 --reason 'case closed' --role data-protection-officer
Every call is on record, with the name in the token; its role must be retention-officer or data-protection-officer.`,
    );
  addHoldCommands(program, retention);
}
