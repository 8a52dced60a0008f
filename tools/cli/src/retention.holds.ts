import type { Command } from 'commander';
import { asOfficer, deciding, retentionApi, type DecisionOptions, type OfficerOptions } from './retention.api.js';

interface Decided {
  by: string;
  at: string;
}

interface HoldShown {
  holdId: string;
  scope: Readonly<Record<string, unknown>>;
  reason: string;
  matter: string | null;
  placed: Decided;
  onRecord: boolean;
  lifted: (Decided & { reason: string }) | null;
  unknownPatientIds?: string[];
}

interface ScopeOptions {
  patient?: string[];
  stay?: string[];
  facility?: string[];
  actor?: string[];
  from?: string;
  to?: string;
  query?: string;
}

interface PlaceOptions extends DecisionOptions, ScopeOptions {
  reason: string;
  matter?: string;
  orderedBy?: string;
  reviewOn?: string;
}

export function addHoldCommands(program: Command, retention: Command): void {
  const hold = retention.command('hold').description('holds: nothing in the scope of one is destroyed until it is lifted');
  deciding(hold.command('place'))
    .description('places a hold: all parts of the scope that are named have to fit')
    .requiredOption('--reason <text>', 'why: it goes on record; no clinical content')
    .option('--patient <id...>', 'on the records of these patients')
    .option('--stay <id...>', 'with one of these stays')
    .option('--facility <id...>', 'with an entry of one of these facilities')
    .option('--actor <id...>', 'with an entry that one of these recorded')
    .option('--from <day>', 'with something from this day on')
    .option('--to <day>', 'with something up to this day')
    .option('--query <text>', "that a search finds: 'birthdate=ge1938-01-01&deceased=true&circumstance=litigation'")
    .option('--matter <text>', 'reference of the case')
    .option('--ordered-by <text>', 'who ordered it')
    .option('--review-on <day>', 'when it is looked at again')
    .action(async (options: PlaceOptions) => {
      const { patient: patientIds, stay: stayIds, facility: facilityIds, actor: actors, from, to, query } = options;
      const { reason, matter, orderedBy, reviewOn } = options;
      const scope = { patientIds, stayIds, facilityIds, actors, from, to, query };
      const data = { scope, reason, matter, orderedBy, reviewOn };
      show(options, await retentionApi(program, options).decide<HoldShown>('holds', options, { data }));
    });
  deciding(hold.command('lift').argument('<hold>', 'id of the hold'))
    .description('lifts a hold')
    .requiredOption('--reason <text>', 'why: it goes on record; no clinical content')
    .action(async (holdId: string, options: DecisionOptions & { reason: string }) => {
      const path = `holds/${encodeURIComponent(holdId)}/lift`;
      show(options, await retentionApi(program, options).decide<HoldShown>(path, options, { data: { reason: options.reason } }));
    });
  asOfficer(hold.command('list'))
    .description('holds, the newest first')
    .option('--lifted', 'also those that were lifted', false)
    .option('--patient <id>', 'those that are on the record of this patient; exit code 1 when there is any')
    .action(async (options: OfficerOptions & { lifted: boolean; patient?: string }) => {
      const api = retentionApi(program, options);
      const holds: HoldShown[] = [];
      if (options.patient !== undefined) {
        holds.push(...(await api.get<{ holds: HoldShown[] }>(`patients/${encodeURIComponent(options.patient)}/holds`)).holds);
        if (holds.length > 0) process.exitCode = 1;
      } else {
        for (let next: string | null = ''; next !== null;) {
          const page: { holds: HoldShown[]; next: string | null } = await api.get(
            `holds?limit=500&lifted=${options.lifted}${next === '' ? '' : `&before=${next}`}`,
          );
          holds.push(...page.holds);
          ({ next } = page);
        }
      }
      console.log(options.json ? JSON.stringify(holds, null, 2) : holdLines(holds).join('\n'));
    });
  asOfficer(hold.command('show').argument('<hold>', 'id of the hold'))
    .description('one hold, with the patients that it names')
    .action(async (holdId: string, options: OfficerOptions) => {
      console.log(JSON.stringify(await retentionApi(program, options).get<HoldShown>(`holds/${encodeURIComponent(holdId)}`), null, 2));
    });
}

function show(options: OfficerOptions, hold: HoldShown): void {
  console.log(options.json ? JSON.stringify(hold, null, 2) : holdLines([hold]).join('\n'));
  for (const id of hold.unknownPatientIds ?? []) console.error(`patient ${id} is not known: the hold is on that record when there is one`);
}

/** What a person reads. */
export function holdLines(holds: readonly HoldShown[]): string[] {
  if (holds.length === 0) return ['no hold'];
  return holds.map(({ holdId, scope, reason, matter, placed, onRecord, lifted }) => {
    const parts = Object.entries(scope).flatMap(([name, value]) =>
      value === 0 ? [] : `${name} ${Array.isArray(value) ? value.join(', ') : String(value)}`,
    );
    const state = lifted
      ? `lifted ${lifted.at.slice(0, 10)} by ${lifted.by}: ${lifted.reason}`
      : onRecord
        ? 'in force'
        : 'in force, not on record yet';
    return `${holdId}  ${state}  ${parts.join('; ')}  (${reason}${matter === null ? '' : `, ${matter}`}; placed ${placed.at.slice(0, 10)} by ${placed.by})`;
  });
}
