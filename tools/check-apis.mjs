/**
 * What must hold for the OpenAPI documents of all services (as built; nothing is started): every operation has a name
 * of its own, every parameter of a path is declared, every example is valid, and a problem code has one status and one
 * title over all services.
 */
import { api as ingest } from '@everchart/ingest';
import { api as integration } from '@everchart/integration';
import { api as timeline } from '@everchart/patient-timeline';
import { describeApi } from '@everchart/platform';
import { api as retention } from '@everchart/retention';
import { ApiDocument } from '@everchart/testing/api-document';

const faults = [];
const meanings = new Map();
let examples = 0;

for (const api of [ingest, timeline, integration, retention]) {
  const document = JSON.parse(JSON.stringify(describeApi(api)));
  const held = new ApiDocument(document);
  const ids = new Set();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const here = `${api.name}: ${method} ${path}`;
      if (ids.size === ids.add(operation.operationId).size) faults.push(`${here}: ${operation.operationId} is the name of two operations`);
      const named = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      if (path.includes('*') || named.join() !== declared.join()) faults.push(`${here}: its path parameters are declared as ${declared}`);
      const contents = [
        ...mediaOf(operation.requestBody?.content, ['requestBody', 'content']),
        ...Object.entries(operation.responses).flatMap(([status, { content }]) => mediaOf(content, ['responses', status, 'content'])),
      ];
      for (const { media, place } of contents) {
        for (const value of [media.example, ...Object.values(media.examples ?? {}).map(({ value }) => value)].filter(
          (each) => each !== undefined,
        )) {
          examples += 1;
          const found = held.faultsOfValue(['paths', path, method, ...place, 'schema'], value);
          faults.push(...found.map((fault) => `${here}: an example of ${place.join('/')}: ${fault}`));
        }
      }
      for (const [status, { content }] of Object.entries(operation.responses)) {
        if (status < 400) continue;
        for (const [code, { summary }] of Object.entries(Object.values(content)[0].examples))
          meanings.set(code, (meanings.get(code) ?? new Set()).add(`${status} ${summary}`));
      }
    }
  }
}
for (const [code, said] of meanings) if (said.size > 1) faults.push(`${code} means ${[...said].join(' and ')}`);

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else console.log(`${meanings.size} problem codes, each with one status and one title; ${examples} valid examples`);

function mediaOf(content = {}, at) {
  return Object.entries(content).map(([mediaType, media]) => ({ media, place: [...at, mediaType] }));
}
