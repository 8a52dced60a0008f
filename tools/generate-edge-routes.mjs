/**
 * The addresses of all services and the header fields that clients may send, for the edge, from the services' OpenAPI
 * documents (as built; nothing is started). node tools/generate-edge-routes.mjs [--check] `--check` writes nothing and
 * fails when the committed file is not what the services say.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { api as ingest } from '@everchart/ingest';
import { api as integration } from '@everchart/integration';
import { api as timeline } from '@everchart/patient-timeline';
import { declaredRoutes, describeApi } from '@everchart/platform';
import { api as retention } from '@everchart/retention';
import { format, resolveConfig } from 'prettier';

const target = 'services/edge/src/routes.ts';
const apis = [ingest, timeline, integration, retention];

const routes = apis.flatMap((api) =>
  declaredRoutes(api)
    .filter(({ path }) => path.startsWith('/v1/'))
    .map(({ path, method, operationId, isPublic, config }) => ({
      service: api.name,
      method: method.toUpperCase(),
      path,
      operation: operationId,
      ...(isPublic && { public: true }),
      ...(config.bodyLimit !== undefined && { bodyBytesMax: config.bodyLimit }),
    })),
);

const clientHeaders = new Set();
for (const api of apis)
  for (const methods of Object.values(describeApi(api).paths))
    for (const { parameters = [] } of Object.values(methods))
      for (const parameter of parameters)
        if (parameter.in === 'header' && /^everchart-/i.test(parameter.name)) clientHeaders.add(parameter.name.toLowerCase());

const source = `/**
 * Made from the OpenAPI documents of the services by tools/generate-edge-routes.mjs: change the description of a
 * service, not this file.
 */

export interface Route {
  service: string;
  method: string;
  path: string;
  /** Id of the operation. */
  operation: string;
  /** Without a token. */
  public?: boolean;
  /** Where it is not 1 MiB. */
  bodyBytesMax?: number;
}

/** Header fields of ours that a client may send; all others are taken away. */
export const clientHeaders: readonly string[] = ${JSON.stringify([...clientHeaders].sort())};

export const routes: readonly Route[] = ${JSON.stringify(routes)};
`;
const text = await format(source, { ...(await resolveConfig(target)), parser: 'typescript' });
if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
  console.error(`${target} is not fresh: npm run generate`);
  process.exitCode = 1;
}
