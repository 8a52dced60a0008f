import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { fetchLog, FetchLogError } from './fetch-log.js';
import { printable } from './printable.js';
import type { VerificationReport } from './report.types.js';
import { VerificationError, verifyLogDirectory } from './verify-log.js';

const program = new Command('npm run verify --')
  .description(
    'Checks an audit log from plain files, offline. Exit code 0: everything holds, 1: faults were found, 2: nothing could be checked.',
  )
  .showHelpAfterError()
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

program
  .command('check', { isDefault: true })
  .description('verify a log directory (what is done when no command is named)')
  .argument('<directory>', 'holds checkpoint and tile/…, as the fetch command writes them')
  .requiredOption('--key <file or key>', 'the verifier key of the log, or a file that holds it: keep it apart from the log')
  .option('--known <files...>', 'signed checkpoints that you kept: the log must still be what they say')
  .option('--receipt <receipts...>', 'receipts of accesses (Everchart-Access of answers): the log must have them')
  .option('--json', 'print the report as JSON')
  .action((directory: string, options: { key: string; known?: string[]; receipt?: string[]; json?: boolean }) => {
    const showsProgress = process.stderr.isTTY;
    const report = verifyLogDirectory({
      directory,
      verifierKey: existsSync(options.key) ? readFileSync(options.key, 'utf8') : options.key,
      knownCheckpoints: (options.known ?? []).map((file) => readFileSync(file, 'utf8')),
      receipts: (options.receipt ?? []).flatMap((header) => header.split(/[,\s]+/).filter((part) => part !== '')),
      onProgress: (entries, size) => {
        if (showsProgress && entries % 25_600 === 0) process.stderr.write(`\r${entries} of ${size} entries`);
      },
    });
    if (showsProgress) process.stderr.write('\r\u001b[K');
    if (options.json) for (const line of JSON.stringify(report, null, 2).split('\n')) say(line);
    else print(report);
    process.exitCode = report.faultsFound === 0 ? 0 : 1;
  });

program
  .command('fetch')
  .description('take a log home: download its checkpoint and every tile under it')
  .requiredOption('--url <url>', 'of the retention service, such as http://127.0.0.1:8084')
  .requiredOption('--org <organisation>', 'whose log')
  .requiredOption('--token-file <file>', 'holds the bearer token of an auditor')
  .argument('<directory>', 'where the files go; what is there already is not downloaded again')
  .action(async (directory: string, options: { url: string; org: string; tokenFile: string }) => {
    const token = readFileSync(options.tokenFile, 'utf8').trim();
    const { size, files } = await fetchLog({ url: options.url, org: options.org, token, directory });
    console.log(`${size} entries in ${files} tiles are in ${directory}`);
  });

try {
  await program.parseAsync();
} catch (error) {
  const expected =
    error instanceof VerificationError || error instanceof FetchLogError || (error as NodeJS.ErrnoException).code !== undefined;
  if (!expected) throw error;
  console.error(printable((error as Error).message));
  process.exitCode = 2;
}

function print({ origin, size, entries, root, shards, receipts, faults, faultsFound }: VerificationReport): void {
  say(`log         ${origin}`);
  say(`checkpoint  ${size} entries`);
  say(`read        ${entries} entries, root ${root}`);
  for (const { label, from, to, gaps, stated } of shards) {
    const own = stated ? `, stated ${stated.position} at ${stated.at}` : '';
    say(`shard       ${label}: positions ${from}..${to}, gaps ${gaps}${own}`);
  }
  if (receipts.included > 0) say(`receipts    ${receipts.included} accesses are in the log`);
  for (const awaited of receipts.awaited) say(`receipts    ${awaited}`);
  if (faultsFound === 0) {
    say('result      every hash, link and signature holds');
    return;
  }
  say(
    `result      ${faultsFound} ${faultsFound === 1 ? 'fault' : 'faults'}${faultsFound > faults.length ? `, the first ${faults.length} are` : ''}:`,
  );
  for (const fault of faults) say(`  ${fault}`);
}

/** One line; a log, or its server, may have put anything into it. */
function say(line: string): void {
  console.log(printable(line));
}
