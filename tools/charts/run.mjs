/**
 * Everything that must hold of the charts in helm/. Run by `npm run charts [-- --write]`; see tools/charts/README.md.
 *
 * Where the programs cannot be had (no Go, no modules) nothing is checked, and a loud line says so; with
 * TEST_CHARTS=required that is a fault. `--write` writes what is made (schemas, tables, golden renders) instead of
 * finding fault with it.
 */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { faultsOfEnvironments } from './environments.mjs';
import { renders } from './renders.mjs';
import { kubernetesSchemas, schemaLocation } from './schemas.mjs';
import { NoTools, chartTools } from './tools.mjs';
import { valuesTables } from './tables.mjs';
import { charts, schemaOf } from './values.mjs';

const run = promisify(execFile);
const write = process.argv.includes('--write');
const goldenFolder = 'tools/charts/golden';
const policies = 'tools/charts/policy';
const page = 'docs/kubernetes.md';
const faults = [];
let passed = 0;
let failed = 0;

let tools;
try {
  tools = await chartTools(say);
} catch (error) {
  if (!(error instanceof NoTools)) throw error;
  say(`!!! SKIPPED: ${charts.length + 1} charts and ${renders.length} renders are not checked: ${error.message}`);
  process.exit(process.env.TEST_CHARTS === 'required' ? 1 : 0);
}
const { helm, conftest, kubeconform, 'helm-unittest': unittest } = tools.programs;
const scratch = mkdtempSync(join(tmpdir(), 'everchart-charts-'));
const parsed = new Map();
try {
  await schemas();
  await check('versions', versions);
  await prepare();
  await tables();
  const made = await inTurns(renders.map((one) => () => render(one)));
  await golden(made);
  await Promise.all([conformance(), judged(made), check('environments of the services', () => faultsOfEnvironments(made)), unitTests()]);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const fault of faults) console.error(fault);
console.log(`charts: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** values.schema.json of every chart. */
async function schemas() {
  for (const chart of [...charts, 'suite']) await keep(`helm/${chart}/values.schema.json`, JSON.stringify(schemaOf(chart)));
}

/** `appVersion` is the version of what a chart runs. */
async function versions() {
  const projects = { ...Object.fromEntries(charts.map((chart) => [chart, `services/${chart}`])), databases: 'tools/cli' };
  const found = [];
  for (const [chart, project] of Object.entries(projects)) {
    if (!existsSync(`${project}/package.json`)) continue;
    const { version } = JSON.parse(readFileSync(`${project}/package.json`, 'utf8'));
    const { appVersion } = await yaml(readFileSync(`helm/${chart}/Chart.yaml`, 'utf8'));
    if (appVersion !== version) found.push(`helm/${chart}: appVersion is ${appVersion}, and ${project} has ${version}`);
  }
  return found;
}

/** The table of values in the page of operators, between two marks. */
async function tables() {
  const defaultsOf = async (chart) =>
    chart === 'global'
      ? await yaml(
          readFileSync('helm/common/templates/_defaults.tpl', 'utf8')
            .replace(/^\{\{[\s\S]*?\}\}$/gm, '')
            .replace(/^\{\{.*\}\}$/gm, ''),
        )
      : await yaml(readFileSync(`helm/${chart}/values.yaml`, 'utf8'));
  const [before, , after] = readFileSync(page, 'utf8').split(/<!-- values: .* -->/);
  const made = await valuesTables(defaultsOf);
  await keep(page, `${before}<!-- values: begin, made by npm run charts -- --write -->\n\n${made}\n<!-- values: end -->${after}`);
}

/** Packs what charts depend on: all of it stands in this repository. */
async function prepare() {
  await inTurns(charts.map((chart) => () => run(helm, ['dependency', 'update', `helm/${chart}`])));
  await run(helm, ['dependency', 'update', 'helm/suite']);
}

/** Renders a chart, as text for the schemas and as JSON for the policies. */
async function render({ name, chart, values, set, apis }) {
  const given = values.flatMap((file) => {
    const ofSuite = `helm/values/${file}-suite.yaml`;
    return ['-f', `helm/values/${file}.yaml`, ...(chart === 'suite' && existsSync(ofSuite) ? ['-f', ofSuite] : [])];
  });
  if (set) {
    const file = join(scratch, `${name}.values.json`);
    writeFileSync(file, JSON.stringify(set));
    given.push('-f', file);
  }
  const { stdout } = await run(
    helm,
    [
      'template',
      'everchart',
      `helm/${chart}`,
      '--namespace',
      'everchart',
      '--kube-version',
      '1.34.2',
      ...apis.flatMap((api) => ['--api-versions', api]),
      ...given,
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const text = stdout.replaceAll(/[ \t]+$/gm, '');
  writeFileSync(join(scratch, `${name}.yaml`), text);
  const resources = [await yaml(text)].flat();
  writeFileSync(join(scratch, `${name}.json`), JSON.stringify({ resources }));
  return { name, text, resources };
}

/**
 * What was rendered, as it is kept, without rules and dashboards, which stand in files. Of a render that is like
 * another one: the documents that are others there.
 */
async function golden(made) {
  const documentsOf = (text) => text.split(/^---\n/m).map((document) => document.replace(/^# Source: .*\n/, '').trim());
  for (const { name, like } of renders) {
    const { text } = made.find((one) => one.name === name);
    const known = new Set(like ? documentsOf(made.find((one) => one.name === like).text) : []);
    const kept = documentsOf(text).filter(
      (document) => document !== '' && !known.has(document) && !/^ {4}app.kubernetes.io\/name: observability$/m.test(document),
    );
    const title = like ? `# What is not as in ${like}.yaml.\n` : '';
    await keep(`${goldenFolder}/${name}.yaml`, `${title}${kept.map((document) => `---\n${document}\n`).join('')}`, false);
  }
}

/** Against Kubernetes' own description of each resource, and those of the operators. */
async function conformance() {
  const folder = kubernetesSchemas(tools, (file) => JSON.parse(readFileSync(parsedFile(file), 'utf8')));
  for (const { name } of renders) {
    await check(`conformance of ${name}`, async () => {
      const { stdout } = await run(
        kubeconform,
        ['-strict', '-summary', '-output', 'json', '-schema-location', schemaLocation(folder), join(scratch, `${name}.yaml`)],
        { maxBuffer: 64 * 1024 * 1024 },
      ).catch((error) => error);
      const { resources = [], summary } = JSON.parse(stdout);
      if (summary.valid === 0) return [`${name}: nothing was checked`];
      return resources.map(({ kind, name: of, msg }) => `${name}: ${kind}/${of}: ${msg}`);
    });
  }
}

/** Policies hold for every render, and each finds fault with its example: else it would hold for everything. */
async function judged(made) {
  for (const { name } of made)
    await check(`policies for ${name}`, () =>
      verdict(join(scratch, `${name}.json`)).then((all) => all.map((fault) => `${name}: ${fault}`)),
    );
  const rules = readdirSync(policies).flatMap((file) => (file.endsWith('.rego') && file !== 'workloads.rego' ? [file.slice(0, -5)] : []));
  for (const example of ['good', ...rules]) {
    await check(`example ${example}`, async () => {
      const file = join(scratch, `example-${example}.json`);
      writeFileSync(file, JSON.stringify({ resources: [await yaml(readFileSync(`${policies}/examples/${example}.yaml`, 'utf8'))].flat() }));
      const found = await verdict(file);
      const wanted = example === 'good' ? [] : [example];
      const named = [...new Set(found.map((fault) => fault.split(':')[0]))];
      return named.join() === wanted.join()
        ? []
        : [`the policies find [${named.join(', ')}] in the example ${example}: ${found.join('; ')}`];
    });
  }
}

async function verdict(file) {
  const { stdout } = await run(conftest, ['test', '--policy', policies, '--parser', 'json', '--output', 'json', file], {
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error) => error);
  return JSON.parse(stdout).flatMap(({ failures = [] }) => failures.map(({ msg }) => msg));
}

/** The suites of helm-unittest, chart by chart. */
async function unitTests() {
  for (const chart of [...charts, 'suite']) {
    if (!existsSync(`helm/${chart}/tests`)) continue;
    await check(`unit tests of ${chart}`, async () => {
      const { stdout, code } = await run(unittest, ['--strict', '--file', 'tests/*.yaml', `helm/${chart}`], {
        maxBuffer: 64 * 1024 * 1024,
      }).catch((error) => error);
      const ran = Number(/^Tests:.*?(\d+) passed/m.exec(stdout)?.[1] ?? 0);
      passed += ran;
      return code || ran === 0 ? [stdout] : [];
    });
  }
}

async function check(name, faultsOf) {
  const found = await faultsOf();
  if (found.length === 0) passed += 1;
  else {
    failed += 1;
    faults.push(`\n${name}:`, ...found.map((fault) => `  ${fault}`));
  }
}

/** Writes a file, or finds fault with the one that is committed. */
async function keep(file, text, formatted = true) {
  const wanted = formatted ? await format(text, { ...(await resolveConfig(file)), filepath: file }) : text;
  const present = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (present === wanted) passed += 1;
  else if (write) writeFileSync(file, wanted);
  else {
    failed += 1;
    faults.push(`${file} is not what is made now; read the difference, then: npm run charts -- --write${differenceOf(present, wanted)}`);
  }
}

function differenceOf(present = '', wanted) {
  const [before, after] = [present.split('\n'), wanted.split('\n')];
  const at = after.findIndex((line, number) => line !== before[number]);
  return at < 0 ? '' : `\n  line ${at + 1}\n  - ${before[at]}\n  + ${after[at]}`;
}

/** The documents of a YAML text: one value, or a list of several. */
async function yaml(text) {
  const file = join(scratch, `${parsed.size}-${process.hrtime.bigint()}.yaml`);
  writeFileSync(file, text);
  return JSON.parse(readFileSync(parsedFile(file), 'utf8'));
}

/** As JSON, by the parser of the policies. */
function parsedFile(file) {
  if (!parsed.has(file)) {
    const made = join(scratch, `parsed-${parsed.size}.json`);
    writeFileSync(made, execFileSync(conftest, ['parse', '--parser', 'yaml', file], { maxBuffer: 64 * 1024 * 1024 }));
    parsed.set(file, made);
  }
  return parsed.get(file);
}

/** As many at once as this machine has processors. */
async function inTurns(works) {
  const results = [];
  let next = 0;
  const worker = async () => {
    for (let mine = next++; mine < works.length; mine = next++) results[mine] = await works[mine]();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

function say(line) {
  console.error(`charts: ${line}`);
}
