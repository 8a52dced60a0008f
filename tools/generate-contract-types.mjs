/**
 * Types of the event data from the JSON Schemas of a contract package, and the page for those who write apps where it
 * has a catalogue. node tools/generate-contract-types.mjs libs/contracts-clinical ClinicalEvent [--check] `--check`
 * writes nothing and fails when a committed file is not what the schemas say.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';
import { format, resolveConfig } from 'prettier';
import { eventsPage } from './events-page.mjs';

/** Of packages with a catalogue. */
const pages = {
  'libs/contracts-clinical': 'docs/events.md',
  'libs/contracts-access': 'docs/access-events.md',
  'libs/contracts-organisation': 'docs/organisation-events.md',
  'libs/contracts-retention': 'docs/retention-events.md',
};

const [folder, name, mode] = process.argv.slice(2);
if (folder === undefined || name === undefined) throw new Error('usage: generate-contract-types.mjs <package folder> <name> [--check]');

const files = readdirSync(`${folder}/schemas`)
  .filter((file) => file.endsWith('.schema.json'))
  .sort();
const schemas = files.map((file) => JSON.parse(readFileSync(`${folder}/schemas/${file}`, 'utf8')));

/** What a type cannot say (one of several members, a length) is left to the schema. */
function typeable(node) {
  if (Array.isArray(node)) return node.map(typeable);
  if (typeof node !== 'object' || node === null) return node;
  const untypeable = new Set([
    'allOf', 'anyOf', 'oneOf', 'not', 'dependentRequired', 'minItems', 'maxItems', 'minProperties', '$comment', '$id', 'examples',
  ]); // prettier-ignore
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !untypeable.has(key))
      .map(([key, value]) => [key, typeable(value)]),
  );
}

const versionOf = (schema) => Number(schema.$id.split(':').at(-1));
const root = {
  type: 'object',
  title: `${name}DataByVersion`,
  description: 'Data of each type and version, as `<type>:<version>`',
  additionalProperties: false,
  required: schemas.map((schema) => `${schema.title}:${versionOf(schema)}`),
  properties: {},
  $defs: {},
};
const definitions = new Map();
for (const schema of schemas) {
  const { $defs = {}, $schema: _, title, ...body } = typeable(schema);
  for (const [definition, value] of Object.entries($defs)) {
    const known = definitions.get(definition);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(value))
      throw new Error(`$defs/${definition} differs between schemas`);
    definitions.set(definition, value);
  }
  root.properties[`${title}:${versionOf(schema)}`] = { title: `${title}.v${versionOf(schema)}`, ...body };
}
root.$defs = Object.fromEntries([...definitions].sort(([a], [b]) => a.localeCompare(b)));

const newest = new Map();
for (const schema of schemas) newest.set(schema.title, Math.max(newest.get(schema.title) ?? 0, versionOf(schema)));
const body = await compile(root, `${name}DataByVersion`, { bannerComment: '', additionalProperties: false, format: false });
const target = `${folder}/src/generated/event-data.ts`;
const source = `/** Made from ../../schemas by tools/generate-contract-types.mjs: change the schemas, not this file. */

${body}
/** Data of the newest version of each type. */
export interface ${name}Data {
${[...newest].map(([type, version]) => `  '${type}': ${name}DataByVersion['${type}:${version}'];`).join('\n')}
}

export type ${name}Type = keyof ${name}Data;
`;
const text = await format(source, { ...(await resolveConfig(target)), parser: 'typescript' });

const made = new Map([[target, text]]);
if (existsSync(`${folder}/catalogue.json`)) {
  made.set(pages[folder], eventsPage(folder, schemas, JSON.parse(readFileSync(`${folder}/catalogue.json`, 'utf8'))));
}
if (mode === '--check') {
  for (const [file, content] of made) {
    if (readFileSync(file, 'utf8') === content) continue;
    console.error(`${file} is not what the schemas say: npm run generate`);
    process.exitCode = 1;
  }
} else {
  for (const [file, content] of made) writeFileSync(file, content);
  // A released schema never changes, nor does an event of the corpus: their digests are kept, and a test compares. A
  // schema's is that of its content.
  keepDigests('schemas', files, (source) => JSON.stringify(JSON.parse(source)));
  if (existsSync(`${folder}/corpus`)) {
    const corpus = readdirSync(`${folder}/corpus`).filter((file) => file.endsWith('.ndjson'));
    keepDigests('corpus', corpus.sort(), (source) => source);
  }
}

function keepDigests(part, names, contentOf) {
  const digestFile = `${folder}/${part}/released.json`;
  const digestOf = (file) =>
    createHash('sha256')
      .update(contentOf(readFileSync(`${folder}/${part}/${file}`, 'utf8')))
      .digest('hex');
  const digests = Object.fromEntries(names.map((file) => [file, digestOf(file)]));
  const released = existsSync(digestFile) ? JSON.parse(readFileSync(digestFile, 'utf8')) : {};
  for (const [file, digest] of Object.entries(released)) {
    if (digests[file] !== digest) throw new Error(`${part}/${file} is released and was changed: add a new version beside it`);
  }
  writeFileSync(digestFile, `${JSON.stringify(digests, null, 2)}\n`);
}
