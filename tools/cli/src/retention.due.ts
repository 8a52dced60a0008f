import { Option, type Command } from 'commander';
import { asOfficer, deciding, print, queryOf, retentionApi, segment, type DecisionOptions, type OfficerOptions } from './retention.api.js';
import { CommandError, count, readText } from './run-file.js';

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
  acts?: string[];
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

interface FactShown {
  factId: string;
  fact: Readonly<Record<string, string>>;
  on?: string;
  until?: string;
  reason: string;
}

/** When records are due and why, by which rules, and what would be under others. */
export function addDueCommands(program: Command, retention: Command): void {
  asOfficer(retention.command('due'), 'due --before 2027-01-01 --facility linden')
    .description('records by the day on which they are due; those without a day at the end')
    .option('--before <day>', 'due on an earlier day')
    .option('--facility <id>', 'made in this facility')
    .option('--rule <id>', 'this rule decides')
    .addOption(
      new Option('--status <status>', 'unknown: what is missing; to-do: what an officer has to do').choices([
        'due',
        'forever',
        'suspended',
        'unknown',
        'conflict',
        'to-do',
      ]),
    )
    .option('--limit <n>', 'records at most', '1000')
    .action(
      async (
        options: OfficerOptions & Readonly<Record<'before' | 'facility' | 'rule' | 'status', string | undefined>> & { limit: string },
      ) => {
        const api = retentionApi(program, options);
        const { before, facility, rule, status } = options;
        const max = count(options.limit, '--limit', 1);
        const records: Listed[] = [];
        let workingOut = false;
        let next: string | null | undefined;
        while (next !== null && records.length < max) {
          const given = { before, facility, rule, status, after: next, limit: String(Math.min(500, max - records.length)) };
          const page: { workingOut: boolean; records: Listed[]; next: string | null } = await api.get(`due-dates?${queryOf(given)}`);
          records.push(...page.records);
          ({ next, workingOut } = page);
        }
        print(options, records, dueLines);
        if (next !== null) console.error(`These are the first ${max}: name more with --limit.`);
        if (workingOut) console.error('All dates are being worked out again: some follow the rules of before.');
      },
    );
  asOfficer(retention.command('explain').argument('[patient]', 'id of the patient'), 'explain 3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f')
    .description('when one record is due, and why')
    .option('--class <name>', 'a record of the organisation itself instead: access-2026, retention, organisation')
    .action(async (patient: string | undefined, options: OfficerOptions & { class?: string }) => {
      const [path] = datePaths(patient, options.class);
      const explained = await retentionApi(program, options).get<{ words: string[] }>(path);
      print(options, explained, ({ words }) => words);
    });
  addRuleCommands(program, retention);
  addFactCommands(program, retention);
  addActCommands(program, retention);
  asOfficer(retention.command('simulate'), 'simulate --adopt de own --until 2035-12-31 --list changed')
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
        console.error(`${total.examined} worked out, of ${total.records ?? 0} records of patients and those of the organisation`);
      }
      const { next: _, ...summed } = total;
      print(options, summed, () => simulatedLines(total, options.until));
    });
}

function addRuleCommands(program: Command, retention: Command): void {
  const rules = retention.command('rules').description('sets of rules: those that come with Everchart, and those that are adopted');
  asOfficer(rules.command('list'), 'rules list')
    .description('sets that the organisation has adopted')
    .action(async (options: OfficerOptions) => {
      const { ruleSets } = await retentionApi(program, options).get<{ ruleSets: { ruleSet: RuleSetShown; reason: string }[] }>('rule-sets');
      print(options, ruleSets, (all) => setLines(all.map(({ ruleSet }) => ruleSet)));
    });
  asOfficer(
    rules.command('offered').argument('[name]', 'one of them, whole, as JSON: to be changed, and adopted as a file'),
    'rules offered de',
  )
    .description('sets that come with Everchart: seeds, no legal advice')
    .action(async (name: string | undefined, options: OfficerOptions) => {
      const api = retentionApi(program, options);
      if (name !== undefined) return console.log(JSON.stringify(await api.get(`rule-sets/offered/${segment(name)}`), null, 2));
      const { ruleSets } = await api.get<{ ruleSets: (RuleSetShown & { name: string })[] }>('rule-sets/offered');
      print(options, ruleSets, (all) => all.flatMap((set) => setLines([set]).map((line) => `${set.name.padEnd(5)} ${line}`)));
    });
  deciding(
    rules.command('adopt').argument('<name or file>', 'a set that comes with Everchart, or a JSON file'),
    "rules adopt de --reason 'reviewed by our counsel'",
  )
    .description('adopts a set, in the place of the one with the same id: see before with simulate what changes')
    .requiredOption('--reason <text>', 'why: it goes on record')
    .action(async (name: string, options: DecisionOptions & { reason: string }) => {
      const api = retentionApi(program, options);
      const set = isFile(name) ? setIn(name) : await api.get<object>(`rule-sets/offered/${segment(name)}`);
      report(options, await api.decide<Recorded>('rule-sets', options, { ...set, reason: options.reason }));
    });
  deciding(rules.command('withdraw').argument('<id>', 'of the set'), "rules withdraw everchart-de --reason 'replaced by our own'")
    .description('withdraws an adopted set')
    .requiredOption('--reason <text>', 'why: it goes on record')
    .action(async (id: string, options: DecisionOptions & { reason: string }) => {
      const path = `rule-sets/${segment(id)}/withdraw`;
      report(options, await retentionApi(program, options).decide<Recorded>(path, options, { reason: options.reason }));
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
  asOfficer(fact.command('list').argument(...whose), 'fact list 3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f')
    .description('what holds of a record')
    .action(async (of: string, options: OfficerOptions) => {
      print(options, (await retentionApi(program, options).get<{ facts: FactShown[] }>(factsPath(of))).facts, factLines);
    });
  deciding(
    fact.command('state').argument(...whose),
    "fact state 3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f --circumstance litigation --on 2026-02-01 --reason 'served on us'",
  )
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
      report(options, await retentionApi(program, options).decide<Recorded>(factsPath(of), options, data));
    });
  deciding(
    fact
      .command('withdraw')
      .argument(...whose)
      .argument('<fact>', 'id of the event that states it'),
    "fact withdraw 3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 --reason 'settled'",
  )
    .description('withdraws one')
    .requiredOption('--reason <text>', 'why: it goes on record; no clinical content')
    .action(async (of: string, id: string, options: DecisionOptions & { reason: string }) => {
      const path = `${factsPath(of)}/${segment(id)}/withdraw`;
      report(options, await retentionApi(program, options).decide<Recorded>(path, options, { reason: options.reason }));
    });
}

interface ActOptions extends DecisionOptions {
  act: string;
  copy: string;
  receiver?: string;
  reference?: string;
  reason: string;
  class?: string;
}

interface ExplainedDate {
  retentionClass: string;
  due: { dueOn?: string; rule?: object };
}

function addActCommands(program: Command, retention: Command): void {
  const act = retention.command('act').description('what rules ask for other than to destroy: archive, anonymise, hand over');
  deciding(
    act.command('complete').argument('[patient]', 'id of the patient'),
    "act complete 3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f --act archive --copy kept --receiver 'state archive' --reason 'taken over'",
  )
    .description('says that it was done, of the date and the rule that the record has now: retention due --status to-do')
    .addOption(new Option('--act <what>', 'what was done').choices(['anonymise', 'archive', 'hand-over']).makeOptionMandatory())
    .addOption(
      new Option('--copy <what>', 'what becomes of the own copy: to be destroyed, two people can approve that')
        .choices(['kept', 'to-be-destroyed'])
        .makeOptionMandatory(),
    )
    .option('--receiver <text>', 'who has it now')
    .option('--reference <text>', 'of the receiver, or of what was made')
    .requiredOption('--reason <text>', 'why: it goes on record; no clinical content')
    .option('--class <name>', 'a record of the organisation itself instead: access-2026, retention, organisation')
    .action(async (patient: string | undefined, options: ActOptions) => {
      const api = retentionApi(program, options);
      const [of, path] = datePaths(patient, options.class);
      const { retentionClass, due } = await api.get<ExplainedDate>(of);
      const { act: done, copy, receiver, reference, reason } = options;
      const data = { retentionClass, act: done, dueOn: due.dueOn, rule: due.rule, copy, receiver, reference, reason };
      report(options, await api.decide<Recorded>(path, options, data));
    });
}

/** Where its date is read, and where what was done with it is recorded. */
function datePaths(patient: string | undefined, retentionClass: string | undefined): [string, string] {
  if ((patient === undefined) === (retentionClass === undefined)) throw new CommandError('name a patient, or a class with --class');
  if (patient === undefined) return [`due-dates/${segment(retentionClass!)}`, 'acts'];
  return [`patients/${segment(patient)}/due-date`, `patients/${segment(patient)}/acts`];
}

function factsPath(of: string): string {
  return of === 'organisation' ? 'stated-facts' : `patients/${segment(of)}/stated-facts`;
}

function report(options: OfficerOptions, recorded: Recorded): void {
  print(options, recorded, ({ recordedAt, eventId }) => [`on record since ${recordedAt}: event ${eventId}`]);
}

function isFile(name: string): boolean {
  return name.endsWith('.json');
}

function setIn(file: string): object {
  try {
    const { $schema: _, ...set } = JSON.parse(readText(file)) as Record<string, unknown>;
    return set;
  } catch (error) {
    // Of a text that is no JSON, or null.
    if (error instanceof SyntaxError || error instanceof TypeError) throw new CommandError(`${file} is no JSON object`);
    throw error;
  }
}

function setLines(sets: readonly RuleSetShown[]): string[] {
  if (sets.length === 0) return ['no set of rules'];
  return sets.map(({ ruleSetId, version, title, rules }) => {
    const of = typeof rules === 'number' ? rules : rules.length;
    return `${ruleSetId}  version ${version}  ${title} (${of} ${of === 1 ? 'rule' : 'rules'})`;
  });
}

function factLines(facts: readonly FactShown[]): string[] {
  if (facts.length === 0) return ['nothing is stated'];
  return facts.map(({ factId, fact, on, until, reason }) => {
    const [[name, value]] = Object.entries(fact) as [[string, string]];
    return [`${factId}  ${name} ${value}`, ...(on ? [`from ${on}`] : []), ...(until ? [`to ${until}`] : []), `(${reason})`].join('  ');
  });
}

function dueLines(records: readonly Listed[]): string[] {
  if (records.length === 0) return ['no record'];
  return records.map(({ patientId, retentionClass, status, dueOn, rule, conflicts = [], missing = [], was, acts = [] }) => {
    const parts = [
      dueOn ?? status,
      patientId ?? retentionClass,
      ...(rule ? [rule.ruleId] : []),
      ...(acts.length > 0 ? [acts.join(' or ')] : []),
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
    for (const [key, more] of Object.entries(page[name])) total[name][key] = (total[name][key] ?? 0) + more;
  total.listed.push(...page.listed);
}

function simulatedLines(
  { examined, due, byYear, byStatus, changed, earlier, inConflict, listed }: Simulated,
  until: string | undefined,
): string[] {
  return [
    `${examined} records: ${due} due${until === undefined ? '' : ` by ${until}`}; ${changed} with another date, ${earlier} of them earlier; ${inConflict} in conflict`,
    ...Object.entries(byStatus).map(([status, records]) => `  ${status}: ${records}`),
    ...Object.entries(byYear).sort().map(([year, records]) => `  due in ${year}: ${records}`),
    ...(listed.length > 0 ? dueLines(listed) : []),
  ]; // prettier-ignore
}
