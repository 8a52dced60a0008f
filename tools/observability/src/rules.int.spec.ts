import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { debianProgram } from '@everchart/dev-servers';
import { afterAll, describe, expect, it } from '@jest/globals';
import { alertGroups } from './alerts.js';
import { routeCases } from './alertmanager.js';
import { makeFiles } from './files.js';
import { ruleTests } from './rule-tests.js';
import { ruleFiles } from './rules.js';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../../../', import.meta.url));
const files = join(repository, 'helm', 'observability', 'files');
const promtool = await debianProgram('promtool', 'prometheus');
const amtool = await debianProgram('amtool', 'prometheus-alertmanager');
for (const { path, reason } of [promtool, amtool])
  if (path === undefined) console.error(`\n!!! RULES AND ROUTES WERE NOT CHECKED: ${reason}\n`);

it('what is made of the sources is fresh', () => {
  expect(makeFiles(repository, true)).toEqual([]);
});

(promtool.path === undefined ? describe.skip : describe)('rules, by promtool', () => {
  const folder = mkdtempSync(join(tmpdir(), 'everchart-rules-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const check = (...parameters: string[]) => run(promtool.path!, parameters).catch((error: { stdout: string; stderr: string }) => ({ stdout: `FAILED\n${error.stdout}${error.stderr}` })); // prettier-ignore

  it('can be loaded', async () => {
    const { stdout } = await check('check', 'rules', ...[...ruleFiles().keys()].map((name) => join(files, 'rules', name)));
    expect(stdout).not.toMatch(/FAILED/);
    expect(stdout.match(/SUCCESS/g)).toHaveLength(ruleFiles().size);
  });

  it.each(alertGroups.map(({ name }) => name))('%s: each alert is raised by its case, and is not by the other', async (name) => {
    const file = join(folder, `${name}.test.yaml`);
    writeFileSync(file, JSON.stringify(ruleTests(join(files, 'rules')).get(name)));
    const { stdout } = await check('test', 'rules', file);
    expect(stdout).not.toMatch(/FAILED/);
    expect(stdout).toMatch(/SUCCESS/);
  });

  it('would notice an alert that is not raised', async () => {
    const [alert] = alertGroups.find(({ name }) => name === 'recording')!.alerts;
    const content = ruleTests(join(files, 'rules')).get('recording') as { tests: { name: string }[] };
    const raised = content.tests.find(({ name }) => name === `${alert!.name} is raised`)!;
    const file = join(folder, 'silent.test.yaml');
    writeFileSync(file, JSON.stringify({ ...content, tests: [{ ...raised, input_series: [] }] }));
    expect((await check('test', 'rules', file)).stdout).toMatch(/FAILED/);
  });
});

(amtool.path === undefined ? describe.skip : describe)('routes, by amtool', () => {
  const config = join(files, 'alertmanager', 'alertmanager.yaml');

  it('can be loaded', async () => {
    expect((await run(amtool.path!, ['check-config', config])).stdout).toMatch(/SUCCESS/);
  });

  it.each(routeCases)('$labels.alertname ($labels.severity) goes to $receiver', async ({ labels, receiver }) => {
    const named = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
    const { stdout } = await run(amtool.path!, ['config', 'routes', 'test', `--config.file=${config}`, ...named]);
    expect(stdout.trim()).toBe(receiver);
  });
});
