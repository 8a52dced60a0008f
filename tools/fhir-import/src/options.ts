import { Command, InvalidArgumentError, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isTimeZone } from '@everchart/contracts';
import { isJurisdiction, type KindOfCare } from '@everchart/contracts-organisation';
import type { RunFile } from '@everchart/start';
import type { FacilityOptions } from './facilities.js';

export interface ImportOptions extends FacilityOptions {
  /** Files and folders, as absolute paths. */
  paths: readonly string[];
  ingestUrl: string;
  org: string;
  /** Holds the bearer token. */
  tokenFile: string;
  patienceMs: number;
  /** Name of the system that the bundles come from. */
  source?: string;
}

const kindsOfCare = [
  'nursing-home', 'residential-care', 'hospice', 'day-care', 'home-care', 'hospital', 'psychiatric-hospital', 'rehabilitation', 'maternity',
  'medical-practice', 'dental-practice', 'other',
] as const satisfies readonly KindOfCare[]; // prettier-ignore

interface Given {
  kind: KindOfCare;
  timeZone?: string;
  jurisdiction?: string;
  timelineUrl?: string;
  administratorTokenFile?: string;
  directory: string;
  patience: number;
  ingestUrl?: string;
  org?: string;
  tokenFile?: string;
  source?: string;
}

/** Reads the command line; ends the process itself for `--help` and for faults (exit code 2). */
export function parseOptions(argv: readonly string[], surroundings: { repository: string; workingDirectory: string }): ImportOptions {
  const command: Command = new Command('npm run import --')
    .description(
      'Records FHIR R4 bundles (JSON, also gzipped) in Everchart, through the REST API of a suite that runs. What has no place in the record is counted and said. ' +
        'A second run adds nothing, so an import that was cut off is simply started again.',
    )
    .argument('<files...>', 'bundles (.json, .json.gz), or folders that hold them')
    .option('--source <name>', 'name of the system that the bundles come from; needed when its resource ids are not UUIDs')
    .option('--time-zone <name>', 'IANA time zone of the facilities that stays name: with it they are opened in the directory', timeZone)
    .option(
      '--jurisdiction <code>',
      'country (DE) or part of one (DE-HH) of facilities whose address in the bundles has none',
      jurisdiction,
    )
    .addOption(new Option('--kind <kind>', 'kind of care of the facilities').choices(kindsOfCare).default('other'))
    .addOption(
      new Option('--patience <seconds>', 'how long to try again when ingest does not answer or asks to wait')
        .argParser(seconds)
        .default(60),
    )
    .option('--directory <path>', 'folder whose run.json tells where the suite is', join(surroundings.repository, '.everchart'))
    .option('--ingest-url <url>', 'of the ingest service, instead of what run.json says (or EVERCHART_INGEST_URL)')
    .option('--org <id>', 'organisation to record in, instead of what run.json says (or EVERCHART_ORG)')
    .option('--token-file <path>', 'file with the bearer token, instead of what run.json says (or EVERCHART_TOKEN_FILE)')
    .option('--timeline-url <url>', 'of the timeline service, where the directory is read (or EVERCHART_TIMELINE_URL)')
    .option('--administrator-token-file <path>', 'file with a token of the role administrator (or EVERCHART_ADMINISTRATOR_TOKEN_FILE)')
    .addHelpText(
      'after',
      `
Environment:
  EVERCHART_INGEST_URL, EVERCHART_ORG, EVERCHART_TOKEN_FILE, EVERCHART_TIMELINE_URL, EVERCHART_ADMINISTRATOR_TOKEN_FILE
                  the same as the options of that name, which go before them

With the address, the organisation and the token file given, no run.json is needed. The token needs the role system, carer or
nurse; who it speaks for becomes the actor of every entry, so import again with the same one. It is read anew for every request.

Exit code:
  0   everything that has a place in the record is recorded, by this run or an earlier one
  1   something was refused, a file could not be read, or the import was cut off: the report says what
  2   the command line is wrong, or no suite was found

Examples:
  npm run import -- patients/                                   a folder, into the suite that npm start started
  npm run import -- patients/ --time-zone America/New_York      the same, and the facilities that stays name are opened
  npm run import -- a.json b.json.gz --source https://fhir.example.org
  npm run import -- patients/ --ingest-url https://ingest.example.org --org sunrise-care --token-file token`,
    )
    .showHelpAfterError('(npm run import -- --help lists the options)')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .parse([...argv], { from: 'user' });
  const given = command.opts<Given>();
  const absolute = (path: string): string => resolve(surroundings.workingDirectory, path);
  const target = {
    ingestUrl: given.ingestUrl ?? process.env.EVERCHART_INGEST_URL,
    org: given.org ?? process.env.EVERCHART_ORG,
    tokenFile: given.tokenFile ?? process.env.EVERCHART_TOKEN_FILE,
  };
  const running = Object.values(target).every((value) => value !== undefined) ? undefined : readRunFile(absolute(given.directory));
  if (running === 'absent') {
    command.error(
      `No suite runs here (there is no run.json in ${given.directory}): begin with npm start, or give --ingest-url, --org and --token-file.`,
    );
  }
  // A directory belongs to the ingest that records: that of another suite says nothing of it.
  const ofRun = target.ingestUrl === undefined ? running : undefined;
  const timelineUrl = given.timelineUrl ?? process.env.EVERCHART_TIMELINE_URL ?? ofRun?.urls.timeline;
  const administrator = given.administratorTokenFile ?? process.env.EVERCHART_ADMINISTRATOR_TOKEN_FILE;
  const administratorTokenFile = administrator === undefined ? ofRun?.tokenFiles.administrator : absolute(administrator);
  return {
    paths: command.args.map(absolute),
    ingestUrl: (target.ingestUrl ?? running!.urls.ingest).replace(/\/+$/, ''),
    org: target.org ?? running!.org,
    tokenFile: target.tokenFile === undefined ? running!.tokenFiles.importer! : absolute(target.tokenFile),
    patienceMs: given.patience * 1000,
    kind: given.kind,
    ...present({ source: given.source, timeZone: given.timeZone, jurisdiction: given.jurisdiction, administratorTokenFile }),
    ...present({ timelineUrl: timelineUrl?.replace(/\/+$/, '') }),
  };
}

/** Without the members that are not given. */
function present<T extends object>(members: T): { [Name in keyof T]?: NonNullable<T[Name]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: NonNullable<T[Name]>;
  };
}

function timeZone(name: string): string {
  if (!isTimeZone(name)) throw new InvalidArgumentError('must be the IANA name of a time zone, such as Europe/Rome');
  return name;
}

function jurisdiction(code: string): string {
  if (!isJurisdiction(code)) throw new InvalidArgumentError('must be a code of ISO 3166, such as DE or DE-HH');
  return code;
}

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('must be a number of seconds above 0');
  return value;
}

function readRunFile(directory: string): RunFile | 'absent' {
  try {
    return JSON.parse(readFileSync(join(directory, 'run.json'), 'utf8')) as RunFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'absent';
    throw error;
  }
}
