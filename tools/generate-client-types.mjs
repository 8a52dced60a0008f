/**
 * Types of requests and answers for libs/client, from the OpenAPI documents of the services it speaks to (as built;
 * nothing is started). node tools/generate-client-types.mjs [--check] `--check` writes nothing and fails when a
 * committed file is not what the services say.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { clinicalEventTypes } from '@everchart/contracts-clinical';
import { api as ingest } from '@everchart/ingest';
import { api as integration } from '@everchart/integration';
import { api as timeline } from '@everchart/patient-timeline';
import { describeApi } from '@everchart/platform';
import { api as retention } from '@everchart/retention';
import openapiTypes, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const check = process.argv.includes('--check');

for (const api of [ingest, timeline, integration, retention]) {
  const { paths, ...document } = typeable(describeApi(api));
  const ofApps = Object.fromEntries(Object.entries(paths).filter(([path]) => path.startsWith('/v1/')));
  const types = astToString(await openapiTypes({ ...document, paths: ofApps }, { alphabetize: true }));
  await keep(
    api.name,
    `/** Made from the OpenAPI document of ${api.name} by tools/generate-client-types.mjs: change the service's description, not this file. */

${types}`,
  );
}

const versions = {};
for (const { type, version } of clinicalEventTypes) versions[type] = Math.max(versions[type] ?? 0, version);
await keep(
  'event-versions',
  `/** Made from libs/contracts-clinical/schemas by tools/generate-client-types.mjs: the newest version of each event type, which the types of its data describe. */
export const eventVersions = ${JSON.stringify(versions)} as const;`,
);

/** Writes the file, or finds fault with the one that is committed. */
async function keep(name, source) {
  const target = `libs/client/src/generated/${name}.ts`;
  const text = await format(source, { ...(await resolveConfig(target)), parser: 'typescript' });
  if (!check) writeFileSync(target, text);
  else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    console.error(`${target} is not fresh: npm run generate`);
    process.exitCode = 1;
  }
}

/** What a type cannot say ("one of these members must be there") is left to the service. */
function typeable(node) {
  if (Array.isArray(node)) return node.map(typeable);
  if (typeof node !== 'object' || node === null) return node;
  const saysNoType = (branches) => branches.every((branch) => Object.keys(branch).every((key) => key === 'required' || key === 'not'));
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => !(['anyOf', 'oneOf', 'allOf'].includes(key) && Array.isArray(value) && saysNoType(value)))
      .map(([key, value]) => [key, typeable(value)]),
  );
}
