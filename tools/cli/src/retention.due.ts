import { Option, type Command } from 'commander';
import { asOfficer, deciding, retentionApi, type DecisionOptions, type OfficerOptions } from './retention.api.js';
import { CommandError, readText } from './run-file.js';

interface Listed {
  patientId?: string;
  retentionClass: string;
  status: string;
  keptThrough?: string;
  dueOn?: string;
  rule?: { ruleId: string };
  conflicts?: { rule: { ruleId: string }; goneBy: string }[];
  missing?: { trigger: string }[];
  was?: { status: string; keptThrough?: string };
}

interface Simulated {
  records?: number;
  examined: number;
  due: number;
  byYear: Record<string, number>;
  byStatus: Record<string, number>;
  changed: number;
  earlier: number;
  inConflict: number;
  listed: Listed[];
  next: string | null;
}

interface RuleSetShown {
  ruleSetId: string;
  version: number;
  title: string;
  rules: unknown[] | number;
}

interface Recorded {
  eventId: string;
  recordedAt: string;
}

const segment = encodeURIComponent;

/** When records are due and why, by which rules, and what would be under others. */
export function addDueCommands(program: Command, retention: Command): void {
  asOfficer(retention.command('due'))
    .description('records by the day on which they are due; those without a day at the end')
    .option('--before <day>', 'due on an earlier day')
    .option('--facility <id>', 'made in this facility')
    .option('--rule <id>', 'this rule decides')
    .addOption(new Option('--status <status>', 'unknown: the work list').choices(['due', 'forever', 'suspended', 'unknown', 'conflict']))
    .option('--limit <n>', 'records at most', '1000')
    .action(
      async (
        options: OfficerOptions & Readonly<Record<'before' | 'facility' | 'rule' | 'status', string | undefined>> & { limit: string },
      ) => {
        const api = retentionApi(program, options);
        const { before, facility, rule, status } = options;
        const max = Number(options.limit);
        if (!Number.isInteger(max) || max < 1) throw new CommandError('--limit is a number from 1');
        const records: Listed[] = [];
        let workingOut = false;
        for (let next: string | null | undefined; next !== null && records.length < max;) {
          const given = { before, facility, rule, status, after: next, limit: String(Math.min(500, max - records.length)) };
          const page: { workingOut: boolean; records: Listed[]; next: string | null } = await api.get(`due-dates?${queryOf(given)}`);
          records.push(...page.records);
          ({ next, workingOut } = page);
        }
        console.log(options.json ? JSON.stringify(records, null, 2) : dueLines(records).join('\n'));
        if (workingOut) console.error('All dates are being worked out again: some follow the rules of before.');
      },
    );
  asOfficer(retention.command('explain').argument('[patient]', 'id of the patient'))
    .description('when one record is due, and why')
    .option('--class <name>', 'a record of the organisation itself instead: access-2026, retention, organisation')
    .action(async (patient: string | undefined, options: OfficerOptions & { class?: string }) => {
      if ((patient === undefined) === (options.class === undefined)) throw new CommandError('name a patient, or a class with --class');
      const path = patient === undefined ? `due-dates/${segment(options.class!)}` : `patients/${segment(patient)}/due-date`;
      const explained = await retentionApi(program, options).get<{ words: string[] }>(path);
      console.log(options.json ? JSON.stringify(explained, null, 2) : explained.words.join('\n'));
    });
  addRuleCommands(program, retention);
  addFactCommands(program, retention);
  asOfficer(retention.command('simulate'))
    .description('what would be due under other rules: all records are worked out, and nothing is written')
    .option('--until <day>', 'due on this day or before')
    .option('--adopt <name or file...>', 'sets: names of those that come with Everchart, or JSON files')
    .option('--withdraw <id...>', 'adopted sets that would not hold')
    .option('--as-of <day>', 'the day whose rules hold; else today')
    .addOption(new Option('--list <what>', 'name the records, too').choices(['due', 'changed']))
    .action(async (options: OfficerOptions & { until?: string; adopt?: string[]; withdraw?: string[]; asOf?: string; list?: string }) => {
      const api = retentionApi(program, options);
      const files = (options.adopt ?? []).filter(isFile);
      const body = {
        until: options.until,
        adopt: files.map(setIn),
        offered: (options.adopt ?? []).filter((name) => !isFile(name)),
        withdraw: options.withdraw,
        asOf: options.asOf,
        list: options.list,
        limit: options.list === undefined ? 2000 : 500,
      };
      const total: Simulated = {
        examined: 0,
        due: 0,
        byYear: {},
        byStatus: {},
        changed: 0,
        earlier: 0,
        inConflict: 0,
        listed: [],
        next: '',
      };
      for (let after: string | null | undefined; after !== null;) {
        const page: Simulated = await api.post('due-date-simulations', { ...body, after });
        addUp(total, page);
        after = page.next;
        console.error(`${total.examined} of ${total.records ?? '?'} records`);
      }
      const { next: _, ...summed } = total;
      console.log(options.json ? JSON.stringify(summed, null, 2) : simulatedLines(total, options.until).join('\n'));
    });
}

function addRuleCommands(program: Command, retention: Command): void {
  const rules = retention.command('rules').description('sets of rules: those that come with Everchart, and those that are adopted');
  asOfficer(rules.command('list'))
    .description('sets that the organisation has adopted')
    .action(async (options: OfficerOptions) => {
      const { ruleSets } = await retentionApi(program, options).get<{ ruleSets: { ruleSet: RuleSetShown; reason: string }[] }>('rule-sets');
      console.log(options.json ? JSON.stringify(ruleSets, null, 2) : setLines(ruleSets.map(({ ruleSet }) => ruleSet)).join('\n'));
    });
  asOfficer(rules.command('offered').argument('[name]', 'one of them, whole'))
    .description('sets that come with Everchart: seeds, no legal advice')
    .action(async (name: string | undefined, options: OfficerOptions) => {
      const api = retentionApi(program, options);
      if (name !== undefined) return console.log(JSON.stringify(await api.get(`rule-sets/offered/${segment(name)}`), null, 2));
      const { ruleSets } = await api.get<{ ruleSets: (RuleSetShown & { name: string })[] }>('rule-sets/offered');
      console.log(
        options.json
          ? JSON.stringify(ruleSets, null, 2)
          : ruleSets.flatMap((set) => setLines([set]).map((line) => `${set.name.padEnd(5)} ${line}`)).join('\n'),
      );
    });
  deciding(rules.command('adopt').argument('<name or file>', 'a set that comes with Everchart, or a JSON file'))
    .description('adopts a set, in the place of the one with the same id: see before with simulate what changes')
    .requiredOption('--reason <text>', 'why: it goes on record')
    .action(async (name: string, options: DecisionOptions & { reason: string }) => {
      const api = retentionApi(program, options);
      const set = isFile(name) ? setIn(name) : await api.get<object>(`rule-sets/offered/${segment(name)}`);
      report(options, await api.decide<Recorded>('rule-sets', options, { data: { ...set, reason: options.reason } }));
    });
  deciding(rules.command('withdraw').argument('<id>', 'of the set'))
    .description('withdraws an adopted set')
    .requiredOption('--reason <text>', 'why: it goes on record')
    .action(async (id: string, options: DecisionOptions & { reason: string }) => {
      const path = `rule-sets/${segment(id)}/withdraw`;
      report(options, await retentionApi(program, options).decide<Recorded>(path, options, { data: { reason: options.reason } }));
    });
}

interface FactOptions extends DecisionOptions {
  reason: string;
  trigger?: string;
  circumstance?: string;
  recordKind?: string;
  on?: string;
  until?: string;
}

const whose = ['<of>', 'id of the patient; or "organisation": of the records of the organisation itself'] as const;

function addFactCommands(program: Command, retention: Command): void {
  const fact = retention.command('fact').description('what no entry says, and a rule needs: cases, orders, kinds of record');
  asOfficer(fact.command('list').argument(...whose))
    .description('what holds of a record')
    .action(async (of: string, options: OfficerOptions) => {
      console.log(JSON.stringify(await retentionApi(program, options).get(factsPath(of)), null, 2));
    });
  deciding(fact.command('state').argument(...whose))
    .description('states one: exactly one of --trigger, --circumstance, --record-kind')
    .requiredOption('--reason <text>', 'why: it goes on record; no clinical content')
    .option('--trigger <name>', 'something that happened on a day: act, completion, birth-of-last-child, authority-order …')
    .option('--circumstance <name>', 'something that lasts: litigation, complaint, transfer, selected-for-archive …')
    .option('--record-kind <name>', 'of which kind the record is, too')
    .option('--on <day>', 'the day; the first one of a circumstance')
    .option('--until <day>', 'the end of a circumstance')
    .action(async (of: string, options: FactOptions) => {
      const { trigger, circumstance, recordKind, on, until, reason } = options;
      const data = { fact: { trigger, circumstance, recordKind }, on, until, reason };
      report(options, await retentionApi(program, options).decide<Recorded>(factsPath(of), options, { data }));
    });
  deciding(
    fact
      .command('withdraw')
      .argument(...whose)
      .argument('<fact>', 'id of the event that states it'),
  )
    .description('withdraws one')
    .requiredOption('--reason <text>', 'why: it goes on record; no clinical content')
    .action(async (of: string, id: string, options: DecisionOptions & { reason: string }) => {
      const path = `${factsPath(of)}/${segment(id)}/withdraw`;
      report(options, await retentionApi(program, options).decide<Recorded>(path, options, { data: { reason: options.reason } }));
    });
}

function factsPath(of: string): string {
  return of === 'organisation' ? 'stated-facts' : `patients/${segment(of)}/stated-facts`;
}

function report(options: OfficerOptions, recorded: Recorded): void {
  console.log(options.json ? JSON.stringify(recorded, null, 2) : `on record since ${recorded.recordedAt}: event ${recorded.eventId}`);
}

function queryOf(given: Readonly<Record<string, string | undefined>>): string {
  return new URLSearchParams(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined)).toString();
}

function isFile(name: string): boolean {
  return name.endsWith('.json');
}

function setIn(file: string): object {
  try {
    const { $schema: _, ...set } = JSON.parse(readText(file)) as Record<string, unknown>;
    return set;
  } catch (error) {
    if (error instanceof SyntaxError) throw new CommandError(`${file} is not JSON`);
    throw error;
  }
}

function setLines(sets: readonly RuleSetShown[]): string[] {
  if (sets.length === 0) return ['no set of rules'];
  return sets.map(({ ruleSetId, version, title, rules }) => {
    const count = typeof rules === 'number' ? rules : rules.length;
    return `${ruleSetId}  version ${version}  ${title} (${count} ${count === 1 ? 'rule' : 'rules'})`;
  });
}

/** What a person reads. */
export function dueLines(records: readonly Listed[]): string[] {
  if (records.length === 0) return ['no record'];
  return records.map(({ patientId, retentionClass, status, dueOn, rule, conflicts = [], missing = [], was }) => {
    const parts = [
      dueOn ?? status,
      patientId ?? retentionClass,
      ...(rule ? [rule.ruleId] : []),
      ...conflicts.map((each) => `conflict: ${each.rule.ruleId} wants it gone after ${each.goneBy}`),
      ...(missing.length > 0 ? [`missing: ${[...new Set(missing.map(({ trigger }) => trigger))].join(', ')}`] : []),
      ...(was ? [`was ${was.keptThrough ?? was.status}`] : []),
    ];
    return parts.join('  ');
  });
}

function addUp(total: Simulated, page: Simulated): void {
  total.records ??= page.records;
  for (const name of ['examined', 'due', 'changed', 'earlier', 'inConflict'] as const) total[name] += page[name];
  for (const name of ['byYear', 'byStatus'] as const)
    for (const [key, count] of Object.entries(page[name])) total[name][key] = (total[name][key] ?? 0) + count;
  total.listed.push(...page.listed);
}

function simulatedLines(
  { examined, due, byYear, byStatus, changed, earlier, inConflict, listed }: Simulated,
  until: string | undefined,
): string[] {
  return [
    `${examined} records: ${due} due${until === undefined ? '' : ` by ${until}`}; ${changed} with another date, ${earlier} of them earlier; ${inConflict} in conflict`,
    ...Object.entries(byStatus).map(([status, count]) => `  ${status}: ${count}`),
    ...Object.entries(byYear).sort().map(([year, count]) => `  due in ${year}: ${count}`),
    ...(listed.length > 0 ? dueLines(listed) : []),
  ]; // prettier-ignore
}
