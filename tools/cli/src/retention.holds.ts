import type { Command } from 'commander';
import { asOfficer, deciding, print, retentionApi, segment, type DecisionOptions, type OfficerOptions } from './retention.api.js';

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
  deciding(
    hold.command('place'),
    "hold place --patient 3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f --reason 'claim announced' --matter '12 O 345/26'",
  )
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
      show(options, await retentionApi(program, options).decide<HoldShown>('holds', options, data));
    });
  deciding(
    hold.command('lift').argument('<hold>', 'id of the hold'),
    "hold lift 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 --reason 'case closed' --role data-protection-officer",
  )
    .description('lifts a hold')
    .requiredOption('--reason <text>', 'why: it goes on record; no clinical content')
    .action(async (holdId: string, options: DecisionOptions & { reason: string }) => {
      const path = `holds/${segment(holdId)}/lift`;
      show(options, await retentionApi(program, options).decide<HoldShown>(path, options, { reason: options.reason }));
    });
  asOfficer(hold.command('list'), 'hold list --patient 3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f')
    .description('holds, the newest first')
    .option('--lifted', 'also those that were lifted', false)
    .option('--patient <id>', 'those that are on the record of this patient; exit code 1 when there is any')
    .action(async (options: OfficerOptions & { lifted: boolean; patient?: string }) => {
      const api = retentionApi(program, options);
      const { patient, lifted } = options;
      if (patient === undefined)
        return print(options, await api.list<HoldShown>('holds', 'holds', 'before', { lifted: `${lifted}` }), holdLines);
      const { holds } = await api.get<{ holds: HoldShown[] }>(`patients/${segment(patient)}/holds`);
      print(options, holds, holdLines);
      if (holds.length > 0) process.exitCode = 1;
    });
  asOfficer(hold.command('show').argument('<hold>', 'id of the hold'), 'hold show 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22')
    .description('one hold, with the patients that it names')
    .action(async (holdId: string, options: OfficerOptions) => {
      show(options, await retentionApi(program, options).get<HoldShown>(`holds/${segment(holdId)}`));
    });
}

function show(options: OfficerOptions, hold: HoldShown): void {
  print(options, hold, (one) => holdLines([one]));
  for (const id of hold.unknownPatientIds ?? []) console.error(`patient ${id} is not known: the hold is on that record when there is one`);
}

/** What a person reads. */
function holdLines(holds: readonly HoldShown[]): string[] {
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
