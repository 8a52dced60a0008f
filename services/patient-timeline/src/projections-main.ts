import { availableParallelism, constants, setPriority } from 'node:os';
import { configTypes, loadConfig, loginName } from '@everchart/platform';
import { runProgram, say } from '@everchart/service-kit';
import { z } from 'zod';
import { compareVersions, compareWithEvents } from './compare.js';
import type { EventExport } from './application/event.export.js';
import { configSchema, type TimelineConfig } from './configuration.js';
import { HttpEventExport } from './infrastructure/http.event.export.js';
import {
  ProjectionVersions,
  VersionRefusedError,
  type ListedVersion,
  type Shortfall,
  type Switched,
} from './infrastructure/projection.versions.js';
import { rebuildProjection, withOwner, type RebuildProgress } from './rebuild.js';

const help = `Versions of the projection: built beside the one that is read, taken into use, taken back, dropped.

  node dist/projections-main.js list
  node dist/projections-main.js rebuild                        # a new version; readers and projectors go on
  node dist/projections-main.js rebuild --version 2            # goes on with one that was broken off
  node dist/projections-main.js rebuild --rate 2000            # takes no more than so many events a second
  node dist/projections-main.js compare --version 1 --with 2   # two versions, row by row
  node dist/projections-main.js compare                        # the one that is read with what the events make
  node dist/projections-main.js promote --version 2 --org home # this organisation reads it from now on
  node dist/projections-main.js promote --version 2            # all do
  node dist/projections-main.js rollback --org home            # back to what it read before
  node dist/projections-main.js drop --version 1               # refused while it is in use

  --members <n> threads of a rebuild; default: one core is left to the database, 4 at most
  --as <name>   who does it: goes on record; default: the login on this machine
  --force       promote or rollback although something that the version before had is lacking
  --json        one line of JSON for each line of the answer

Environment: DATABASE_OWNER_URL (database timeline, as its owner); rebuild, and compare without --with: that of the service, too,
and where the topic does not begin with the first event any more: EVENT_EXPORT_URL (base of ingest), EVENT_EXPORT_TOKEN_FILE (a
token with the role system; {org} in the path stands for the organisation).
Exit code 0: done; compare: no row differs. 1: refused, failed, or rows differ. 2: called wrongly, nothing was done.
`;

/** Of more of them the database is the limit. */
const membersMax = 4;

const actions = ['list', 'rebuild', 'compare', 'promote', 'rollback', 'drop'] as const;
const ownerSchema = z.object({ DATABASE_OWNER_URL: configTypes.url });
const exportSchema = z
  .object({ EVENT_EXPORT_URL: configTypes.url.optional(), EVENT_EXPORT_TOKEN_FILE: z.string().min(1).optional() })
  .refine((given) => (given.EVENT_EXPORT_URL === undefined) === (given.EVENT_EXPORT_TOKEN_FILE === undefined), {
    message: 'is needed beside the other one',
    path: ['EVENT_EXPORT_TOKEN_FILE'],
  });

interface Call {
  action: (typeof actions)[number];
  ownerUrl: string;
  actor: string;
  version: number | undefined;
  other: number | undefined;
  eventsPerSecond: number | undefined;
  members: number;
  org: string | undefined;
  force: boolean;
  json: boolean;
}

await runProgram({
  help,
  options: {
    version: { type: 'string' },
    with: { type: 'string' },
    rate: { type: 'string' },
    members: { type: 'string' },
    org: { type: 'string' },
    as: { type: 'string' },
    force: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  positionals: true,
  read: (values, [action, ...others]): Call => {
    if (!isAction(action) || others.length > 0) throw new RangeError(`say what to do: ${actions.join(', ')}`);
    const version = numberOf(values.version, '--version');
    if (version === undefined && (action === 'promote' || action === 'drop')) throw new RangeError(`${action} needs --version`);
    if (values.org === '') throw new RangeError('--org is the name of an organisation');
    const { DATABASE_OWNER_URL: ownerUrl } = loadConfig(ownerSchema);
    return {
      action,
      ownerUrl,
      version,
      actor: values.as ?? loginName(),
      other: numberOf(values.with, '--with'),
      eventsPerSecond: numberOf(values.rate, '--rate'),
      members: numberOf(values.members, '--members') ?? Math.min(membersMax, Math.max(1, availableParallelism() - 1)),
      org: values.org,
      force: values.force ?? false,
      json: values.json ?? false,
    };
  },
  run: async (call) => {
    try {
      return await doIt(call);
    } catch (error) {
      if (!(error instanceof VersionRefusedError)) throw error;
      say(error.message);
      return 1;
    }
  },
});

async function doIt(call: Call): Promise<number> {
  const { action, version, other, json } = call;
  const print = (value: object, line: string): void => void process.stdout.write(`${json ? JSON.stringify(value) : line}\n`);
  return withOwner(call, async (owner) => {
    const versions = new ProjectionVersions(owner, call.actor);
    switch (action) {
      case 'list':
        for (const listed of await versions.list()) print(listed, lineOf(listed));
        return 0;
      case 'rebuild': {
        // What is read comes first.
        setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
        const rebuilt = await rebuildProjection(serviceConfig(), { ...call, events: eventExport(), onProgress: sayProgress });
        print(
          rebuilt,
          `version ${rebuilt.version} is built: ${rebuilt.entries} entries of ${rebuilt.patients} patients in ${rebuilt.seconds.toFixed(1)} s`,
        );
        return 0;
      }
      case 'compare': {
        const faults =
          other === undefined
            ? await compareWithEvents(serviceConfig(), { ...call, version: undefined, events: eventExport() }, version)
            : await compareVersions(owner, version ?? (await versions.served()), other);
        const [first] = faults;
        if (json) for (const fault of faults) print(fault, '');
        else if (first)
          print(
            first,
            `${first.fault} in ${first.table}: ${first.org}/${first.patient} ${first.key ?? ''} ${(first.columns ?? []).join(', ')}`.trimEnd(),
          );
        say(first ? `${faults.length} rows differ` : 'no row differs');
        return first ? 1 : 0;
      }
      case 'promote':
      case 'rollback':
        return switchAll(versions, call, print);
      case 'drop':
        await versions.drop(version!);
        print({ dropped: version }, `version ${version} is dropped`);
        return 0;
    }
  });
}

/** One organisation after the other, then the others. One that is refused stops no other. */
async function switchAll(
  versions: ProjectionVersions,
  { action, version, org, force }: Call,
  print: (value: object, line: string) => void,
): Promise<number> {
  let refused = 0;
  for (const each of org === undefined ? [...(await versions.organisations()), undefined] : [org]) {
    const name = each ?? 'all others';
    const done: Switched | Shortfall =
      action === 'promote' ? await versions.promote(each, version!, { force }) : await versions.rollback(each, { force });
    if ('to' in done) print(done, `${name}: version ${done.from} → ${done.to}`);
    else {
      refused += 1;
      print({ ...done, refused: true }, `${name}: refused, ${lackOf(done)}`);
    }
  }
  if (refused > 0) say(`${refused} were refused; with --force they lose what is lacking until it has come`);
  return refused > 0 ? 1 : 0;
}

function sayProgress({ version, taken, records, perSecond, secondsLeft }: RebuildProgress): void {
  const left = secondsLeft === undefined ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  const percent = records === 0 ? 100 : Math.floor((taken / records) * 100);
  say(`version ${version}: ${taken} of ${records} records (${percent} %), ${Math.round(perSecond)} a second${left}`);
}

function lackOf({ lag, faults }: Shortfall): string {
  return [lag > 0 && `it is ${lag} positions behind`, faults > 0 && `${faults} more events are unreadable or wait`]
    .filter(Boolean)
    .join(', ');
}

function lineOf({ version, state, built, organisations, forTheOthers, lag, unreadable, stopped, begunAt, begunBy }: ListedVersion): string {
  const readers =
    [organisations > 0 && `${organisations} organisations`, forTheOthers && 'all others'].filter(Boolean).join(', ') || 'nobody';
  const faults = unreadable + stopped === 0 ? '' : `; ${unreadable} events unreadable, ${stopped} streams stopped`;
  return `version ${version}: ${state}${built ? '' : ', not built yet'}, ${lag} positions behind; read by ${readers}; begun ${begunAt.toISOString()} by ${begunBy}${faults}`;
}

/** That of the service, beside the owner's URL, which a service must not have. */
function serviceConfig(): TimelineConfig {
  const { DATABASE_OWNER_URL: _, ...config } = loadConfig(configSchema.extend(ownerSchema.shape));
  return config;
}

function eventExport(): EventExport | undefined {
  const { EVENT_EXPORT_URL: url, EVENT_EXPORT_TOKEN_FILE: tokenFile } = loadConfig(exportSchema);
  return url === undefined || tokenFile === undefined ? undefined : new HttpEventExport({ url, tokenFile });
}

function isAction(text: string | undefined): text is Call['action'] {
  return (actions as readonly (string | undefined)[]).includes(text);
}

function numberOf(text: string | undefined, option: string): number | undefined {
  if (text !== undefined && !/^[1-9]\d{0,8}$/.test(text)) throw new RangeError(`${option} is a number from 1`);
  return text === undefined ? undefined : Number(text);
}
