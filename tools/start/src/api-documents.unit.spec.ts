import specifications from '@asyncapi/specs';
import { api as ingest, topicsDocument } from '@everchart/ingest';
import { api as integration } from '@everchart/integration';
import { api as timeline } from '@everchart/patient-timeline';
import { describeApi } from '@everchart/platform';
import { api as retention } from '@everchart/retention';
import { ApiDocument } from '@everchart/testing/api-document';
import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';

interface Media {
  example?: unknown;
  examples?: Record<string, { value: unknown; summary?: string }>;
}
interface Parameter extends Media {
  in: string;
  name: string;
}
type Content = Record<string, Media>;
interface Operation {
  operationId: string;
  parameters: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content; headers?: object }>;
}
interface OpenApi extends Record<string, unknown> {
  paths: Record<string, Record<string, Operation>>;
}

const documents = Object.entries({ ingest, timeline, integration, retention }).map(
  ([name, api]) => [name, JSON.parse(JSON.stringify(describeApi(api))) as OpenApi] as const,
);

const operationsOf = ({ paths }: OpenApi) =>
  Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));

const valuesOf = ({ example, examples = {} }: Media): unknown[] =>
  [example, ...Object.values(examples).map(({ value }) => value)].filter((value) => value !== undefined);

/** Every example, and where the schema stands that it has to keep. */
function* examplesOf(document: OpenApi): Generator<{ place: string[]; value: unknown }> {
  for (const { path, method, operation } of operationsOf(document)) {
    const at = ['paths', path, method];
    for (const [index, parameter] of operation.parameters.entries())
      for (const value of valuesOf(parameter)) yield { place: [...at, 'parameters', String(index), 'schema'], value };
    const contents = [
      { content: operation.requestBody?.content ?? {}, place: [...at, 'requestBody', 'content'] },
      ...Object.entries(operation.responses).map(([status, { content = {} }]) => ({
        content,
        place: [...at, 'responses', status, 'content'],
      })),
    ];
    for (const { content, place } of contents)
      for (const [mediaType, media] of Object.entries(content))
        for (const value of valuesOf(media)) yield { place: [...place, mediaType, 'schema'], value };
  }
}

describe.each(documents)('the OpenAPI document of %s', (_name, document) => {
  it('is valid, as a validator of others says', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect({ valid, errors, version: validator.version }).toEqual({ valid: true, errors: undefined, version: '3.1' });
    // The validator itself notices what is wrong.
    const wrong = await new Validator().validate({ ...structuredClone(document), paths: { 'no-slash': {} } });
    expect(wrong.valid).toBe(false);
  });

  it('names each operation once, and declares the parameters of its path', () => {
    const ids = operationsOf(document).map(({ operation }) => operation.operationId);
    expect(ids).toEqual([...new Set(ids)]);
    for (const { path, operation } of operationsOf(document)) {
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect([path, declared]).toEqual([path, [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name)]);
      expect(path).not.toContain('*');
    }
  });

  it('has examples that its schemas know, member by member', () => {
    const held = new ApiDocument(document);
    const faults = [...examplesOf(document)].flatMap(({ place, value }) =>
      held.faultsOfValue(place, value).map((fault) => `${place.join(' ')}: ${fault}`),
    );
    expect(faults).toEqual([]);
    expect([...examplesOf(document)].length).toBeGreaterThan(20);
  });
});

it('a problem code has one status and one title over all services', () => {
  const meanings = new Map<string, Set<string>>();
  for (const [, document] of documents)
    for (const { operation } of operationsOf(document))
      for (const [status, { content = {} }] of Object.entries(operation.responses))
        for (const [code, { summary }] of Number(status) < 400 ? [] : Object.entries(Object.values(content)[0]?.examples ?? {}))
          meanings.set(code, (meanings.get(code) ?? new Set()).add(`${status} ${summary}`));
  expect([...meanings].filter(([, said]) => said.size > 1)).toEqual([]);
  expect(meanings.size).toBeGreaterThan(50);
});

it('only reads of the past may be refused as such, and no answer about a unit or a difference has an ETag', () => {
  const reads = operationsOf(Object.fromEntries(documents).timeline!).filter(({ method }) => method === 'get');
  const naming = (code: string): string[] =>
    reads
      .filter(({ operation }) =>
        Object.values(operation.responses).some(({ content = {} }) => code in (Object.values(content)[0]?.examples ?? {})),
      )
      .map(({ path }) => path.split('/').at(-1)!);
  expect(naming('past-busy').toSorted()).toEqual(['board', 'difference', 'handover', 'round', 'summary', 'timeline']);
  expect(naming('version-unknown').toSorted()).toEqual(['summary', 'timeline']);
  const tagged = reads
    .filter(({ operation }) => 'ETag' in (operation.responses['200']?.headers ?? {}))
    .map(({ path }) => path.split('/').at(-1)!);
  expect(tagged.toSorted()).toEqual(['directory', 'doses', 'faults', 'series', 'summary', 'timeline']);
});

describe('the AsyncAPI document', () => {
  const document = JSON.parse(JSON.stringify(topicsDocument('1.0.0'))) as {
    channels: Record<string, { address: string; messages: Record<string, { $ref: string }> }>;
    components: { messages: Record<string, { examples: { payload: unknown }[] }> };
  };

  it('is valid under the JSON Schema of AsyncAPI 3.0', () => {
    // It brings draft 7 itself.
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, meta: false, validateSchema: false });
    const validate = ajv.compile(specifications.schemas['3.0.0'] as object);
    expect(validate(document) ? [] : validate.errors).toEqual([]);
  });

  it('has all topics, and each of their messages', () => {
    expect(Object.values(document.channels).map(({ address }) => address)).toEqual([
      'everchart.clinical.v1',
      'everchart.access.v1',
      'everchart.retention.v1',
    ]);
    const named = Object.values(document.channels).flatMap(({ messages }) =>
      Object.values(messages).map(({ $ref }) => $ref.split('/').at(-1)),
    );
    expect(named).toEqual(Object.keys(document.components.messages));
    expect(named).toContain('access.recorded.v1');
  });

  it('has examples that its schemas know, member by member', () => {
    const held = new ApiDocument({ ...document, paths: {} });
    const faults = Object.entries(document.components.messages).flatMap(([name, { examples }]) =>
      examples.flatMap(({ payload }) =>
        held.faultsOfValue(['components', 'messages', name, 'payload'], payload).map((fault) => `${name}: ${fault}`),
      ),
    );
    expect(faults).toEqual([]);
  });
});
