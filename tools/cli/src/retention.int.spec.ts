import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import { DestructionSuite } from '../../../services/retention/test/destruction-suite.js';
import { RetentionSuite } from '../../../services/retention/test/retention-suite.js';
import { runCommand, type Ended } from '../test/command.js';
import { reportFailure } from './failure.js';
import { addRetentionCommands } from './retention.commands.js';

const roles = ['retention-officer', 'data-protection-officer', 'director', 'carer'];
const reason = ['--reason', 'Reviewed by our counsel'];
const dpo = ['--role', 'data-protection-officer'];

/** Commands with no commands of their own, with the words before their options. */
function leavesOf(command: Command, path: readonly string[] = []): { command: Command; path: readonly string[] }[] {
  if (command.commands.length === 0) return [{ command, path }];
  return command.commands.flatMap((each) => leavesOf(each, [...path, each.name()]));
}

/** @param runFile of a suite, or one that is not there */
function programOf(runFile: string): Command {
  const program = new Command().exitOverride().option('--run-file <file>', '', runFile).option('--org <organisation>');
  addRetentionCommands(program);
  return program;
}

function exampleOf(command: Command): string[] {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  const [, line] = /\nExample:\n {2}npm run everchart -- (.*)\n/.exec(help) ?? [];
  return (line?.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ''));
}

describe('everchart retention', () => {
  const suite = new RetentionSuite();
  const destructions = new DestructionSuite(suite);
  const examples = leavesOf(programOf('none')).map(({ command, path }) => ({ path, words: exampleOf(command) }));
  let runFile: string;

  /** In a process of its own, as built. */
  const asBuilt = (args: readonly string[], environment?: Record<string, string>): Promise<Ended> =>
    runCommand(['--run-file', runFile, 'retention', ...args], environment);
  /** In this process: what is printed, and the exit code, are the same. */
  const retention = async (...args: string[]): Promise<Ended> => {
    const ended = { code: 0, output: '', errors: '' };
    const spies = [
      jest.spyOn(console, 'log').mockImplementation((text: string) => void (ended.output += `${text}\n`)),
      jest.spyOn(console, 'error').mockImplementation((text: string) => void (ended.errors += `${text}\n`)),
    ];
    await programOf(runFile).parseAsync(['retention', ...args], { from: 'user' }).catch(reportFailure); // prettier-ignore
    for (const spy of spies) spy.mockRestore();
    ended.code = Number(process.exitCode ?? 0);
    process.exitCode = undefined;
    return ended;
  };
  /** Once it is known here what is on record: before that the service answers 503. */
  const settled = async (...args: string[]): Promise<Ended> => {
    let ended = await retention(...args);
    await until(async () => !ended.errors.includes('answered 503') || ((ended = await retention(...args)), false), {
      what: args.join(' '),
    });
    return ended;
  };
  /** @throws what it says, when it does not end with 0 */
  const good = async (...args: string[]): Promise<string> => {
    const { code, output, errors } = await settled(...args);
    if (code !== 0) throw new Error(`${args.join(' ')}: ${code} ${output}${errors}`);
    return output;
  };
  const shown = async <Answer = Record<string, unknown>>(...args: string[]): Promise<Answer> =>
    JSON.parse(await good(...args, '--json')) as Answer;
  /** What a person sees is one line, and no more. */
  const refusedWith = (code: number, errors: RegExp) => ({
    code,
    output: '',
    errors: expect.stringMatching(new RegExp(`^(?!.*undefined)${errors.source}.*\\n$`)),
  });

  beforeAll(async () => {
    await suite.start();
    const { url } = await suite.startService({
      ROLES: 'api,sequencer,relay,destroyer',
      DESTRUCTION_QUIET_DAYS: '0',
      DESTRUCTION_HOLDERS: 'patient-timeline,retention',
    });
    await destructions.start();
    const tokenFiles = Object.fromEntries(roles.map((role) => [role, join(suite.directory, role)]));
    for (const [role, file] of Object.entries(tokenFiles))
      await writeFile(file, `${await suite.token({ roles: [role], sub: `${role}-1` })}\n`);
    runFile = join(suite.directory, 'run.json');
    await writeFile(runFile, JSON.stringify({ org: 'home', databases: {}, urls: { retention: url, timeline: url }, tokenFiles }));
  }, 120_000);
  afterAll(() => suite.close());

  it('each command shows an example that it takes, and no option of it is one that all commands have', async () => {
    const { output: help } = await runCommand(['--help']);
    const common = new Set(help.match(/^ {2}(-h, )?--[a-z-]+/gm)!.map((line) => line.trim().replace('-h, ', '')));
    expect(common).toContain('--as');
    expect(examples.length).toBeGreaterThan(25);
    for (const { command, path } of leavesOf(programOf(join(suite.directory, 'none')))) {
      expect(command.options.map(({ long }) => long).filter((long) => common.has(long!))).toEqual([]);
      const words = exampleOf(command);
      expect(words.slice(0, path.length)).toEqual(path);
      // All of it is read, and only then where retention is.
      await expect(programOf(join(suite.directory, 'none')).parseAsync(words, { from: 'user' })).rejects.toThrow(/^of which organisation/);
    }
  });

  it('refuses each command to a person of another role, in one line', async () => {
    for (const { words } of examples)
      expect([words, await retention(...words.slice(1), '--role', 'carer')]).toEqual([
        words,
        refusedWith(1, /retention answered 403: A role is missing/),
      ]);
    expect(await asBuilt(['hold', 'list', '--role', 'carer'])).toEqual(refusedWith(1, /retention answered 403: A role is missing/));
  }, 180_000);

  it('says in one line what cannot be: an id that is none, what is not there, what the service does not take', async () => {
    const id = randomUUID();
    const notThere = join(suite.directory, 'not-there.json');
    const noSet = join(suite.directory, 'null.json');
    await writeFile(noSet, 'null');
    const twoLines = join(suite.directory, 'two-lines');
    await writeFile(twoLines, 'a\nb\n');
    const cases: [args: string[], code: number, errors: RegExp][] = [
      [['due', '--before', 'tomorrow'], 1, /retention answered 400: .*\/query\/before /],
      [['due', '--limit', '0'], 2, /--limit is a number from 1/],
      [['explain', 'x'], 1, /retention answered 400: .*\/path\/patientId /],
      [['explain', '..'], 2, /"\.\." is no id/],
      [['explain'], 2, /name a patient, or a class/],
      [['explain', id], 1, /retention answered 404: There is no date for this record/],
      [['explain', '--class', 'access-1999'], 1, /retention answered 404: There is no date/],
      [['rules', 'offered', 'xx'], 1, /retention answered 404: There is no such set of rules/],
      [['rules', 'adopt', 'xx', ...reason], 1, /retention answered 404: There is no such set of rules/],
      [['rules', 'adopt', notThere, ...reason], 2, /.*not-there\.json cannot be read: ENOENT/],
      [['rules', 'adopt', noSet, ...reason], 2, /.*null\.json is no JSON object/],
      [['rules', 'adopt', 'own', '--reason', ' '], 1, /retention answered 422: The body has faults\. \/data\/reason /],
      [['rules', 'withdraw', 'xx', ...reason], 1, /retention answered 404: There is no such set of rules/],
      [['simulate', '--adopt', 'xx'], 1, /retention answered 422: .*\/offered\/0 /],
      [['simulate', '--until', 'x'], 1, /retention answered 422: .*\/until /],
      [['fact', 'list', 'x'], 1, /retention answered 400: .*\/path\/patientId /],
      [['fact', 'state', id, '--circumstance', 'litigation', ...reason], 1, /retention answered 404: There is no such patient/],
      [['fact', 'withdraw', id, randomUUID(), ...reason], 1, /retention answered 404: No such fact is stated/],
      [['hold', 'place', ...reason], 1, /retention answered 422: .*\/data\/scope/],
      [['hold', 'place', '--patient', 'x', ...reason], 1, /retention answered 422: .*\/data\/scope\/patientIds\/0 /],
      [['hold', 'lift', id, ...reason], 1, /retention answered 404: There is no such hold/],
      [['hold', 'list', '--patient', 'x'], 1, /retention answered 400: .*\/path\/patientId /],
      [['hold', 'show', 'x'], 1, /retention answered 400: .*\/path\/holdId /],
      [['hold', 'show', id], 1, /retention answered 404: There is no such hold/],
      [['request', 'receive', '--patient', id, '--kind', 'x', '--received-on', '2026-03-01'], 1, /retention answered 422: .*\/data\/kind /],
      [['request', 'extend', id, ...reason], 1, /retention answered 404: There is no such request/],
      [['request', 'answer', 'x', '--answer', 'granted', ...reason], 1, /retention answered 400: .*\/path\/requestId /],
      [['request', 'withdraw', id, ...reason], 1, /retention answered 404: There is no such request/],
      [['request', 'show', id], 1, /retention answered 404: There is no such request/],
      [['approve', id, '--digest', 'a'.repeat(64)], 1, /retention answered 404: There is no such destruction/],
      [['approve', id], 2, /--digest is needed/],
      [['approve', id, '--reject'], 2, /--reject needs --reason/],
      [['approve', id, '--reject', ...reason], 1, /retention answered 404: There is no such destruction/],
      [['approve', id, '--digest', 'a'.repeat(64), '--in-role', 'director'], 1, /retention answered 422: .*\/data\/as is not a role of yours/],
      [['destroy', 'propose', '--limit', 'x'], 2, /--limit is a number from 1/],
      [['destroy', 'propose', '--patient', id], 1, /retention answered 409: Some of the records must not be destroyed.*[a-z]\. \/patients\/[0-9a-f-]+ unknown-record/],
      [['destroy', 'begin', id, '--digest', 'x'], 1, /retention answered 422: .*\/data\/digest /],
      [['destroy', 'show', id], 1, /retention answered 404: There is no such destruction/],
      [['destroy', 'unconfirmed', '--minutes', 'x'], 2, /--minutes is a number from 0/],
      [['certificate', 'list', '--patient', 'x'], 1, /retention answered 400: .*\/query\/patient /],
      ...['show', 'note', 'page'].map((name): [string[], number, RegExp] => [['certificate', name, id], 1, /retention answered 404: There is no such certificate/]),
      [['backups', 'declare', 'weekly', '--taken-at', 'x', '--until', '2036-04-01'], 1, /retention answered 422: .*\/data\/takenAt /],
      [['backups', 'expire', 'weekly-0'], 1, /retention answered 404: There is no such generation/],
      [['hold', 'list', '--retention', 'retention'], 2, /--retention is an address/],
      [['hold', 'list', '--role', 'nurse'], 2, /as whom\?/],
      [['hold', 'list', '--token-file', twoLines], 2, /the token is not one line/],
    ]; // prettier-ignore
    for (const [args, code, errors] of cases) expect([args, await retention(...args)]).toEqual([args, refusedWith(code, errors)]);
    expect(await asBuilt(['hold', 'place'])).toMatchObject({
      code: 2,
      output: '',
      errors: expect.stringMatching(/^error: required option '--reason <text>' not specified\n[^]*Example:/),
    });
  }, 180_000);

  it('names what to send again when it is not known whether a decision is on record', async () => {
    const answers = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'));
    await new Promise<void>((resolve) => answers.listen(0, '127.0.0.1', resolve));
    const place = ['hold', 'place', '--actor', 'carer', ...reason];
    const again = /Whether it is on record is not known: send it again with --id [0-9a-f-]{36} --decided-at \d{4}-\S+Z/;
    const away = await asBuilt([...place, '--retention', 'http://127.0.0.1:1']);
    expect(away).toEqual(refusedWith(2, new RegExp(`retention cannot be reached at http://127.0.0.1:1\\. ${again.source}`)));
    const other = ['--retention', `http://127.0.0.1:${(answers.address() as AddressInfo).port}`];
    expect(await retention('hold', 'list', ...other)).toEqual(refusedWith(2, /what answers at this address is not retention/));
    await new Promise((resolve) => answers.close(resolve));
    const [, id, decidedAt] = /--id (\S+) --decided-at (\S+)\n$/.exec(away.errors)!;
    const sent = [...place, '--id', id!, '--decided-at', decidedAt!];
    expect(await shown(...sent)).toMatchObject({ holdId: id, lifted: null });
    expect(await shown(...sent)).toMatchObject({ holdId: id, lifted: null });
    expect(await retention(...place, '--id', id!, '--decided-at', '2026-03-01T08:00:00Z')).toEqual(
      refusedWith(1, /retention answered 409: /),
    );
    await good('hold', 'lift', id!, ...reason);
  });

  it('due, explain, simulate', async () => {
    const patients = (await destructions.due(3)).sort();
    const lines = patients.map((patient) => `2016-04-03  ${patient}  one-year  destroy\n`).join('');
    expect(await retention('due', '--facility', 'linden', '--status', 'due')).toEqual({ code: 0, output: lines, errors: '' });
    expect(await good('due', '--facility', 'nowhere')).toBe('no record\n');
    const two = await retention('due', '--facility', 'linden', '--limit', '2', '--json');
    expect(two).toMatchObject({ code: 0, errors: 'These are the first 2: name more with --limit.\n' });
    expect(JSON.parse(two.output)).toMatchObject(patients.slice(0, 2).map((patientId) => ({ patientId, dueOn: '2016-04-03' })));
    expect(await good('explain', patients[0]!)).toMatch(/^The record is kept through 2016-04-02, and due from 2016-04-03 on, by .*\n(.+\n)+$/);
    expect(await shown('explain', patients[0]!)).toMatchObject({ patientId: patients[0], due: { dueOn: '2016-04-03' } });
    await until(async () => (await retention('explain', '--class', 'retention')).code === 0, { what: 'a class of the organisation' });
    expect(await shown('explain', '--class', 'retention')).toMatchObject({ retentionClass: 'retention', due: { status: 'no-rule' } });
    const simulated = await retention('simulate', '--withdraw', 'test', '--adopt', 'de', '--until', '2050-12-31', '--list', 'changed');
    expect(simulated).toMatchObject({ code: 0, errors: expect.stringMatching(/^\d worked out, of 3 records of patients and those of the organisation\n$/) });
    expect(simulated.output).toMatch(/^\d records: 3 due by 2050-12-31; 3 with another date, 0 of them earlier; 0 in conflict\n( {2}no-rule: \d\n)? {2}due-on: 3\n( {2}no-rule: \d\n)? {2}due in 2045: 3\n/);
    for (const patient of patients) expect(simulated.output).toMatch(new RegExp(`^2045-04-03  ${patient}  was 2016-04-02$`, 'm'));
    expect(await shown('simulate', '--adopt', 'de')).toMatchObject({ records: 3, due: 3, inConflict: 0, listed: [] });
  }, 120_000); // prettier-ignore

  it('rules and facts', async () => {
    const sets = (): Promise<string> => good('rules', 'list');
    await until(async () => (await sets()) === 'test  version 1  Test (1 rule)\n', { what: 'the set of the test' });
    expect(await good('rules', 'offered')).toMatch(/^own +everchart-own {2}version \d+ {2}.+ \(\d+ rules\)$/m);
    expect(await shown('rules', 'offered')).toContainEqual(expect.objectContaining({ name: 'de', ruleSetId: 'everchart-de' }));
    const file = join(suite.directory, 'set.json');
    await writeFile(file, JSON.stringify({ ...(JSON.parse(await good('rules', 'offered', 'own')) as object), ruleSetId: 'ours' }));
    expect(await good('rules', 'adopt', file, ...reason)).toMatch(/^on record since \S+Z: event [0-9a-f-]{36}\n$/);
    expect(await shown('rules', 'adopt', 'own', ...reason)).toMatchObject({ eventId: expect.any(String) });
    await until(async () => /^everchart-own .*\nours .*\ntest /.test(await sets()), { what: 'the sets' });
    for (const id of ['ours', 'everchart-own']) await good('rules', 'withdraw', id, ...reason);
    await until(async () => (await sets()) === 'test  version 1  Test (1 rule)\n', { what: 'the sets' });

    const [patient] = (await destructions.due(1)) as [string];
    const facts = (): Promise<string> => good('fact', 'list', patient);
    expect(await facts()).toBe('nothing is stated\n');
    expect(await retention('fact', 'state', patient, '--trigger', 'act', ...reason)).toEqual(refusedWith(1, /.*\/data\/on is required/));
    const { eventId } = await shown<{ eventId: string }>('fact', 'state', patient, '--circumstance', 'transfer', '--on', '2026-02-01', ...reason);
    await until(async () => (await facts()) === `${eventId}  circumstance transfer  from 2026-02-01  (${reason[1]})\n`, { what: 'the fact' });
    expect(await shown('fact', 'list', patient)).toMatchObject([{ factId: eventId, fact: { circumstance: 'transfer' } }]);
    expect(await good('fact', 'withdraw', patient, eventId, ...reason)).toMatch(/^on record since /);
    await until(async () => (await facts()) === 'nothing is stated\n', { what: 'the withdrawal' });
    const own = await shown<{ eventId: string }>('fact', 'state', 'organisation', '--trigger', 'completion', '--on', '2026-02-01', ...reason);
    await until(async () => (await good('fact', 'list', 'organisation')).startsWith(`${own.eventId}  trigger completion  `), { what: 'the fact' });
    await good('fact', 'withdraw', 'organisation', own.eventId, ...reason);
  }, 180_000); // prettier-ignore

  it('holds', async () => {
    const [patient] = (await destructions.due(1)) as [string];
    const unknown = randomUUID();
    expect(await good('hold', 'list', '--patient', patient)).toBe('no hold\n');
    const placed = await retention('hold', 'place', '--patient', patient, unknown, '--matter', '12 O 345/26', ...reason);
    expect(placed).toMatchObject({ code: 0, errors: `patient ${unknown} is not known: the hold is on that record when there is one\n` });
    const [, id] = /^([0-9a-f-]{36}) {2}in force {2}patientIds \S+, \S+ {2}\(Reviewed by our counsel, 12 O 345\/26; placed \d{4}-\d\d-\d\d by retention-officer-1\)\n$/.exec(placed.output)!;
    const listed = new RegExp(`^${id}  in force  patients 2  \\(`, 'm');
    expect(await good('hold', 'list')).toMatch(listed);
    expect(await retention('hold', 'list', '--patient', patient)).toMatchObject({ code: 1, output: expect.stringMatching(listed), errors: '' });
    expect(await good('hold', 'show', id!).catch(String)).toContain(patient);
    expect(await shown('hold', 'show', id!)).toMatchObject({ holdId: id, scope: { patientIds: [patient, unknown] }, lifted: null });
    expect(await settled('destroy', 'propose', '--patient', patient)).toEqual(refusedWith(1, new RegExp(`retention answered 409: .*/patients/${patient} hold`)));
    expect(await good('hold', 'lift', id!, ...reason, ...dpo)).toMatch(/ {2}lifted \d{4}-\d\d-\d\d by data-protection-officer-1: Reviewed by our counsel {2}/);
    expect(await retention('hold', 'lift', id!, ...reason)).toEqual(refusedWith(1, /retention answered 409: The hold was lifted before/));
    expect(await good('hold', 'list')).not.toContain(id);
    expect(await shown('hold', 'list', '--lifted')).toContainEqual(expect.objectContaining({ holdId: id }));
  }, 120_000); // prettier-ignore

  it('requests', async () => {
    const [patient] = (await destructions.due(1)) as [string];
    const today = new Date().toISOString().slice(0, 10);
    const receive = (on: string, kind = 'erasure') => ['request', 'receive', '--patient', patient, '--kind', kind, '--received-on', on];
    expect(await good('request', 'list')).toBe('no request\n');
    const received = await good(...receive(today), '--by', 'person', '--note', 'By letter');
    const [, id] = new RegExp(`^(\\S{36})  erasure of patient ${patient}, received ${today}, to be answered by \\S+ \\(\\d+ days\\)  open; the record is "due", due on 2016-04-03\\n$`).exec(received)!;
    expect(await shown('request', 'extend', id!, ...reason)).toMatchObject({ requestId: id, extended: { reason: reason[1] } });
    expect(await good('request', 'list')).toMatch(new RegExp(`^${id}  .* days\\)  open\\n$`));
    expect(await good('request', 'show', id!)).toContain('the record is "due"');
    expect(await retention('request', 'answer', id!, '--answer', 'refused', ...reason)).toEqual(refusedWith(1, /retention answered 422: .*\/data\/grounds is required/));
    expect(await retention('request', 'answer', id!, '--answer', 'refused', '--ground', 'legal-obligation', 'archiving', ...reason)).toEqual(refusedWith(1, /retention answered 422: .*\/data\/grounds\/0 is no ground/));
    expect(await good('request', 'answer', id!, '--answer', 'granted', ...reason)).toMatch(/ {2}granted: Reviewed by our counsel; the record is "due"/);
    expect(await retention('request', 'withdraw', id!, ...reason)).toEqual(refusedWith(1, /retention answered 409: The request was answered/));
    const { requestId: late } = await shown<{ requestId: string }>(...receive('2026-01-01', 'access'));
    expect(await retention('request', 'list')).toEqual({ code: 1, output: expect.stringMatching(new RegExp(`^${late}  access of .*, overdue since 2026-02-01  overdue\\n$`)), errors: '' });
    expect(await good('request', 'withdraw', late, ...reason)).toMatch(/ {2}withdrawn: Reviewed by our counsel/);
    expect(await good('request', 'list')).toBe('no request\n');
    expect(await shown<object[]>('request', 'list', '--closed')).toMatchObject([{ requestId: late, state: 'withdrawn' }, { requestId: id, state: 'answered' }]);
  }, 120_000); // prettier-ignore

  it('destructions, certificates and backups', async () => {
    const [patient, other] = (await destructions.due(2)) as [string, string];
    expect(await good('destroy', 'list')).toBe('no list\n');
    expect(await good('destroy', 'unconfirmed', '--minutes', '0')).toBe('all have confirmed\n');
    expect(await good('certificate', 'list')).toBe('no certificate\n');
    expect(await good('backups', 'list')).toBe('no generation of backups\n');
    const declared = ['backups', 'declare', 'weekly 1', '--taken-at', '2026-03-01T02:00:00Z', '--until', '2099-04-01'];
    const backup = 'weekly 1  taken 2026-03-01T02:00:00.000Z in vault-2, kept until 2099-04-01\n';
    expect(await good(...declared, '--place', 'vault-2')).toBe(backup);
    expect(await good('backups', 'list')).toBe(backup);
    expect(await retention(...declared, '--place', 'vault-3')).toEqual(refusedWith(1, /retention answered 409: A generation of this name/));

    const turned = await shown<{ destructionId: string }>('destroy', 'propose', '--patient', other);
    const rejected = await good('approve', turned.destructionId, '--reject', ...reason);
    expect(rejected).toMatch(/^\S{36} {2}rejected {2}digest [0-9a-f]{64}\napproved by no one yet\nrejected by retention-officer-1: Reviewed by our counsel\n/);

    expect(await settled('destroy', 'propose', '--kind', `${patient}/observations`)).toEqual(refusedWith(1, /retention answered 409: Some of the records must not be destroyed/)); // prettier-ignore
    const proposed = await good('destroy', 'propose', '--patient', patient);
    const [, list, digest] = /^(\S{36}) {2}proposed {2}digest ([0-9a-f]{64})\napproved by no one yet\nmissing: approval by 2 more people\n/.exec(proposed)!;
    expect(proposed).toContain(`\n  ${patient}  listed  due 2016-04-03 by one-year, 3 entries, clinical, retention-facts, observations, documents\n`);
    const approve = ['approve', list!, '--digest', digest!];
    expect(await settled('approve', list!, '--digest', 'a'.repeat(64))).toEqual(refusedWith(1, /retention answered 409: The digest is that of another list/));
    expect(await settled(...approve, '--role', 'director')).toEqual(refusedWith(1, /retention answered 409: No approval in this role/));
    expect(await good(...approve, '--note', 'Looked at')).toMatch(/\napproved by retention-officer-1 \(retention-officer\)\nmissing: approval by 1 more person\n/);
    const begin = ['destroy', 'begin', list!, '--digest', digest!];
    expect(await settled(...begin)).toEqual(refusedWith(1, /retention answered 409: Approvals are missing/));
    // A person with a token of their own says in which role.
    const token = await suite.token({ roles: ['data-protection-officer'], sub: 'omar' });
    const own = await asBuilt([...approve, '--in-role', 'data-protection-officer'], { EVERCHART_TOKEN: token });
    expect(own).toMatchObject({ code: 0, output: expect.stringContaining('approved by retention-officer-1 (retention-officer), omar (data-protection-officer)\n  ') });
    expect(await shown(...begin)).toMatchObject({ destructionId: list, state: 'begun' });
    await until(async () => (await good('destroy', 'show', list!)).includes(`\n  ${patient}  destroyed  `), { what: 'the destruction' });
    expect(await good('destroy', 'list')).toMatch(new RegExp(`^${list}  begun  1 destroyed  \\(proposed \\S+ by retention-officer-1\\)\\n${turned.destructionId}  rejected  1 listed  \\(`));
    expect(await shown('destroy', 'list')).toMatchObject([{ destructionId: list }, { destructionId: turned.destructionId }]);

    const awaited = new RegExp(`^patient-timeline  record ${patient}  since \\S+\\n$`);
    await until(async () => awaited.test((await retention('destroy', 'unconfirmed', '--minutes', '0')).output), { what: 'the deletion of retention' });
    const unconfirmed = await retention('destroy', 'unconfirmed', '--minutes', '0', '--json');
    expect(unconfirmed).toMatchObject({ code: 1, errors: '' });
    const [{ destroyedBy }] = JSON.parse(unconfirmed.output) as [{ destroyedBy: string }];
    expect(await good('destroy', 'unconfirmed')).toBe('all have confirmed\n');
    await destructions.confirm(patient, destroyedBy);
    await until(async () => (await good('certificate', 'list')) !== 'no certificate\n', { what: 'the certificate', timeoutMs: 60_000 });
    const [{ certificateId }] = await shown<[{ certificateId: string }]>('certificate', 'list', '--patient', patient);
    expect(await good('certificate', 'list')).toMatch(new RegExp(`^${certificateId}  issued  record ${patient}  destroyed \\S+  backups: weekly 1 until 2099-04-01\\n$`));
    expect(await good('certificate', 'list', '--patient', other)).toBe('no certificate\n');
    expect(JSON.parse(await good('certificate', 'show', certificateId))).toMatchObject({ certificateId, patientId: patient, destroyedBy });
    await until(async () => (await retention('certificate', 'note', certificateId)).code === 0, { what: 'the signature' });
    expect(await good('certificate', 'note', certificateId)).toMatch(/^everchart certificate of destruction v1\n\{.*\}\n\n\u2014 log\.example\/home \S+\n$/);
    expect(await good('certificate', 'page', certificateId)).toMatch(/^<!doctype html>[^]*<\/html>\n$/i);
    expect(await good('backups', 'expire', 'weekly 1', '--expired-at', '2026-11-01T03:00:00Z')).toBe('weekly 1  taken 2026-03-01T02:00:00.000Z in vault-2, expired 2026-11-01T03:00:00.000Z\n');
    expect(await retention('backups', 'expire', 'weekly 1')).toEqual(refusedWith(1, /retention answered 409: The generation has expired before/));
    await until(async () => (await good('certificate', 'list')).startsWith(`${certificateId}  complete  `), { what: 'the completion' });
  }, 240_000); // prettier-ignore

  it('lists of more than a thousand are shown whole', async () => {
    const owner = suite.pool(suite.database.ownerUrl);
    await owner.query(`INSERT INTO retention.backups (org, generation, taken_at, kept_until)
      SELECT 'home', 'many-' || n, '2026-01-01'::timestamptz - n / 2 * interval '1 hour', '2099-01-01' FROM generate_series(1, 1100) AS n`);
    await owner.query(`INSERT INTO retention.destroyed_subjects (org, subject, event_id, destroyed_at, destroyed)
      SELECT 'home', gen_random_uuid(), gen_random_uuid(), '2026-01-01', '{"holders": ["many", "others"], "retentionClasses": []}' FROM generate_series(1, 600)`);
    const backups = await shown<{ generation: string }[]>('backups', 'list');
    expect(new Set(backups.flatMap(({ generation }) => (generation.startsWith('many-') ? generation : []))).size).toBe(1100);
    expect(new Set(backups.map(({ generation }) => generation)).size).toBe(backups.length);
    const { output } = await retention('destroy', 'unconfirmed', '--json');
    const unconfirmed = (JSON.parse(output) as { patientId: string; holder: string }[]).map(
      ({ patientId, holder }) => `${patientId} ${holder}`,
    );
    expect([unconfirmed.length, new Set(unconfirmed).size]).toEqual([1200, 1200]);
  }, 120_000);
});
