import { Ajv2020 as Ajv, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

type Json = Record<string, unknown>;

export interface GivenAnswer {
  method: string;
  /** Without the query. */
  path: string;
  status: number;
  headers: Headers;
  body: string;
}

interface Operation {
  responses: Record<string, { content?: Record<string, unknown>; headers?: Record<string, unknown> }>;
}

/** Served by every service, and in no document. */
const outside = /^\/(?:metrics|openapi\.json|docs(?:[/-].*)?)$/;
/**
 * Headers that say something of the answer which other services do not say. That of the operation is on every answer,
 * for the edge, which does not pass it on.
 */
const ownHeader = /^everchart-(?!operation$)/;
/** Said before it is known which operation is meant. */
const beforeRouting: ReadonlySet<number> = new Set([400, 408, 417, 431]);

/** What a service says that it answers: holds answers against its OpenAPI document. */
export class ApiDocument {
  readonly #document: Json;
  readonly #ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  readonly #validators = new Map<string, ValidateFunction>();
  readonly #paths: { template: string; pattern: RegExp; literal: number }[];

  constructor(document: Json) {
    this.#document = document;
    formats.default(this.#ajv);
    this.#ajv.addSchema(document, 'api');
    this.#paths = Object.keys(document['paths'] as Json)
      .map((template) => ({
        template,
        // A wildcard is named `path`; any other parameter is one segment.
        pattern: new RegExp(`^${template.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll('{path}', '.+').replaceAll(/\{[^}]+\}/g, '[^/]+')}/?$`), // prettier-ignore
        literal: template.split('/').filter((segment) => !segment.startsWith('{')).length,
      }))
      .sort((one, other) => other.literal - one.literal);
  }

  /** What the document does not say of the answer. */
  faultsOf(answer: GivenAnswer): string[] {
    const { path, status } = answer;
    const method = answer.method.toLowerCase() === 'head' ? 'get' : answer.method.toLowerCase();
    if (outside.test(path)) return [];
    const template = this.#paths.find(({ pattern }) => pattern.test(path))?.template;
    const methods = template === undefined ? {} : (this.#document['paths'] as Record<string, Record<string, Operation>>)[template]!;
    const operation = methods[method];
    const answered = `${answer.method} ${template ?? path} was answered ${status}`;
    if (!operation) {
      const allow = answer.headers.get('allow');
      if (status === 405 && (allow === null || (allow === '') !== (template === undefined))) return [`${answered} without Allow`];
      const expected = template === undefined ? [404, 405] : [405];
      return expected.includes(status) || beforeRouting.has(status) ? [] : [`${answered}, and the document knows no such operation`];
    }
    const response = operation.responses[status];
    if (!response) return beforeRouting.has(status) ? [] : [`${answered}, which is not declared`];
    const declared = new Set(Object.keys(response.headers ?? {}).map((name) => name.toLowerCase()));
    const undeclared = [...answer.headers.keys()].filter((name) => ownHeader.test(name) && !declared.has(name));
    if (undeclared.length > 0) return undeclared.map((name) => `${answered} with ${name}, which is not declared`);
    const mediaType = (answer.headers.get('content-type') ?? '').split(';', 1)[0]!.trim();
    const empty = answer.body === '' || answer.method.toLowerCase() === 'head';
    if (!response.content) return answer.body === '' ? [] : [`${answered} with a body, and none is declared`];
    if (!(mediaType in response.content)) return empty ? [] : [`${answered} as ${mediaType || 'no media type'}, which is not declared`];
    if (empty || !/json$/.test(mediaType) || mediaType.includes('ndjson')) return [];
    const pointer = ['paths', template!, method, 'responses', String(status), 'content', mediaType, 'schema'];
    return this.faultsOfValue(pointer, JSON.parse(answer.body)).map((fault) => `${answered}: ${fault}`);
  }

  /** @param pointer place of the schema in the document, as segments */
  faultsOfValue(pointer: readonly string[], value: unknown): string[] {
    const reference = `#/${pointer.map((segment) => encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
    const validate = this.#validators.get(reference) ?? this.#ajv.compile({ $ref: `api${reference}` });
    this.#validators.set(reference, validate);
    if (!validate(value)) return (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`); // prettier-ignore
    const schema = pointer.reduce<unknown>((node, segment) => (node as Json)[segment], this.#document) as Json;
    return this.#undescribed(schema, value, '').map((place) => `${place} is not described`);
  }

  /** Places of members that no branch of the schema names. */
  #undescribed(schema: Json, value: unknown, at: string): string[] {
    const branches = this.#branchesOf(schema);
    if (Array.isArray(value)) {
      const items = branches.map((branch) => branch['items'] as Json | undefined).find((each) => each !== undefined);
      return items ? value.flatMap((item, index) => this.#undescribed(items, item, `${at}/${index}`)) : [];
    }
    if (typeof value !== 'object' || value === null) return [];
    const described = branches.flatMap(({ properties }) => (properties === undefined ? [] : [properties as Record<string, Json>]));
    const free = described.length === 0 || branches.some(({ additionalProperties }) => additionalProperties !== undefined && additionalProperties !== false); // prettier-ignore
    return Object.entries(value).flatMap(([name, member]) => {
      const schemas = described.flatMap((properties) => properties[name] ?? []);
      if (schemas.length > 0) return this.#undescribed({ allOf: schemas }, member, `${at}/${name}`);
      return free ? [] : [`${at}/${name}`];
    });
  }

  #branchesOf(schema: Json): Json[] {
    const { $ref } = schema as { $ref?: string };
    const target = $ref === undefined ? [] : this.#branchesOf($ref.slice(2).split('/').reduce<unknown>((node, name) => (node as Json)[name], this.#document) as Json); // prettier-ignore
    const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => ((schema[keyword] as Json[] | undefined) ?? []).flatMap((part) => this.#branchesOf(part))); // prettier-ignore
    return [schema, ...target, ...parts];
  }
}
