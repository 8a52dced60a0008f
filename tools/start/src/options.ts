import { isOrganisation } from '@everchart/primitives';
import { Command, InvalidArgumentError, Option } from 'commander';
import { defaultIngestProcesses } from './suite.js';

export interface StartOptions {
  once: boolean;
  fresh: boolean;
  stream: 'auto' | 'kafka' | 'postgres';
  day: boolean;
  residents: number;
  units: number;
  seed: string;
  org: string;
  ingestProcesses: number;
  observe: boolean;
  edge: boolean;
  /** Folder of everything that a run leaves behind. */
  directory: string;
}

/** Reads the command line; ends the process itself for `--help` and for faults (exit code 2). */
export function parseOptions(argv: readonly string[], directory: string): StartOptions {
  const command = new Command('npm start --')
    .description('Starts Everchart on this machine: PostgreSQL, a stream, the four services and a seeded care home whose day is recorded.')
    .option('--once', 'end after the report: exit code 0 when all of it is well, 1 when not', false)
    .option('--fresh', 'empty the data of earlier runs first', false)
    .addOption(
      new Option('--stream <kind>', 'which stream carries the events; auto takes the first that can be had')
        .choices(['auto', 'kafka', 'postgres'])
        .default('auto'),
    )
    .option('--no-day', 'start the suite without recording a care day')
    .option('--residents <count>', 'residents of the care home', count(1, 500), 24)
    .option('--units <count>', 'units of the care home', count(1, 6), 3)
    .option('--seed <text>', 'the same seed gives the same home', 'everchart')
    .option('--org <id>', 'organisation to record in', organisation, 'sunrise-care')
    .option('--ingest-processes <count>', 'processes that share the port of ingest (macOS: one)', count(1, 16), defaultIngestProcesses)
    .option(
      '--observe',
      'start the prober beside it, and a Prometheus and an Alertmanager where they can be had; ingest is then one process',
      false,
    )
    .option('--edge', 'put the edge (NGINX with the firewall) before the services, as in production', false)
    .option('--directory <path>', 'where data, logs and run.json are kept', directory)
    .addHelpText(
      'after',
      `
Environment:
  KAFKA_BROKERS   use these brokers instead of starting a Kafka (comma-separated host:port)

While it runs, .everchart/run.json (mode 600) tells where everything is: URLs, ports, token file, databases, brokers,
process ids and log files. Stop it with Ctrl-C: data is kept for the next start.

Examples:
  npm start                              the living care home, until Ctrl-C
  npm start -- --once                    the same as a check, with an exit code
  npm start -- --stream postgres         without Kafka
  npm start -- --fresh --residents 60 --units 5`,
    )
    .showHelpAfterError('(npm start -- --help lists the options)')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .parse(argv, { from: 'user' });
  return command.opts<StartOptions>();
}

function count(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < low || value > high)
      throw new InvalidArgumentError(`must be a whole number from ${low} to ${high}`);
    return value;
  };
}

function organisation(text: string): string {
  if (!isOrganisation(text)) throw new InvalidArgumentError('1 to 63 of a-z, 0-9 and -, not beginning with -');
  return text;
}
