import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import type { CatalogueEntry, EventContract } from './event-contract.js';
import type { Fault } from './fault.js';
import type { Upcaster } from './upcasting.js';

/** What a contract package offers. */
export interface ContractPackage {
  /** With an ending slash. */
  folder: URL;
  /** Of the generated types: `ClinicalEvent`. */
  typeName: string;
  contracts: readonly EventContract[];
  catalogue: Readonly<Record<string, CatalogueEntry>>;
  /** How many types it has. */
  types: number;
  upcasters: ReadonlyMap<string, Upcaster>;
  upcast: (type: string, version: number, data: unknown) => unknown;
  validate: (type: string, version: number, data: unknown) => Fault[];
  validateRead: (type: string, version: number, data: unknown) => Fault[];
}

interface CorpusEvent {
  type: string;
  version: number;
  data: Record<string, unknown>;
  /** What the newest version says; without it, the same. */
  newest?: Record<string, unknown>;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Every object and array in a JSON value, the value itself first. */
function* nodesOf(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  yield value as Record<string, unknown>;
  for (const member of Object.values(value)) yield* nodesOf(member);
}

function deepFreeze<T>(value: T): T {
  for (const node of nodesOf(value)) Object.freeze(node);
  return value;
}

/**
 * An anchored pattern bounds a text, too, when nothing in it is repeated without end; what looks ahead repeats nothing.
 */
function boundOf({ pattern, maxLength, format }: Record<string, unknown>): string {
  if (maxLength !== undefined) return 'maxLength';
  if (format !== undefined) return 'format';
  const repeated = typeof pattern === 'string' ? pattern.replaceAll(/\(\?![^)]*\)/g, '') : '*';
  return /^\^[^*+]*\$$/.test(repeated) ? 'pattern' : 'enum';
}

/** What holds for every package of event contracts. */
export function contractPackage({
  folder,
  typeName,
  contracts,
  catalogue,
  types,
  upcasters,
  upcast,
  validate,
  validateRead,
}: ContractPackage): void {
  const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');
  const filesOf = (part: string, ending: string): string[] => readdirSync(new URL(part, folder)).filter((file) => file.endsWith(ending));
  const corpusFiles = filesOf('corpus/', '.ndjson');
  const corpus = corpusFiles.flatMap((file) =>
    read(`corpus/${file}`)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as CorpusEvent),
  );
  const named = contracts.map((contract) => [contract.dataschema, contract] as const);
  const newestOf = (type: string): number =>
    Math.max(...contracts.filter((contract) => contract.type === type).map(({ version }) => version));

  describe('contracts: released schemas', () => {
    it('are never changed, and none is without its digest', () => {
      const files = filesOf('schemas/', '.schema.json');
      // By content, not by layout.
      const digests = files.map((file) => [file, digest(JSON.stringify(JSON.parse(read(`schemas/${file}`))))]);
      expect(Object.fromEntries(digests)).toEqual(JSON.parse(read('schemas/released.json')));
    });

    it(`have ${types} types, versions without gaps, and one entry of the catalogue each`, () => {
      const versions = Map.groupBy(contracts, ({ type }) => type);
      expect([...versions.keys()].sort()).toEqual(Object.keys(catalogue).sort());
      expect(versions.size).toBe(types);
      for (const [type, ofType] of versions) {
        expect(ofType.map(({ version }) => version).sort()).toEqual(ofType.map((_, index) => index + 1));
        for (const { version, dataschema } of ofType) expect(dataschema).toBe(`urn:everchart:schema:${type}:${version}`);
      }
    });

    it.each(named)('%s takes its example, as it is written and as it is read', (_, { type, version, example }) => {
      expect(validate(type, version, example)).toEqual([]);
      expect(validateRead(type, version, example)).toEqual([]);
    });

    it.each(named)('%s is closed to the writer and open to the reader, in every place', (_, { type, version, example }) => {
      for (let place = 0; ; place += 1) {
        const data = structuredClone(example) as Record<string, unknown>;
        const object = [...nodesOf(data)].filter((node) => !Array.isArray(node))[place];
        if (!object) break;
        object.newer = { member: true };
        expect(validate(type, version, data).map(({ message }) => message)).toEqual(['is not known here']);
        expect(validateRead(type, version, data)).toEqual([]);
      }
    });

    it.each(named)('%s sets a limit to every text and list', (_, { schema }) => {
      for (const node of nodesOf(schema)) {
        if (node.type === 'string') expect(node).toHaveProperty([boundOf(node)]);
        if (node.type === 'array') expect(node).toHaveProperty('maxItems');
        if (node.type === 'object' && node.properties) expect(node.additionalProperties).toBe(false);
      }
    });

    it('say no rule that they do not have', () => {
      const constraints = ['anyOf', 'oneOf', 'not', 'if', 'contains'];
      const idle = contracts.flatMap(({ dataschema, schema }) =>
        [...nodesOf(schema)]
          .filter(({ $comment }) => typeof $comment === 'string' && !$comment.startsWith('writer only: '))
          .filter((node) => !constraints.some((keyword) => keyword in node))
          .map(({ $comment }) => `${dataschema}: ${String($comment)}`),
      );
      expect(idle).toEqual([]);
    });

    it('say what they become elsewhere', () => {
      for (const { fhir, hl7v2 } of Object.values(catalogue)) {
        expect(fhir.resource).toMatch(/^[A-Z][A-Za-z]+$/);
        expect(hl7v2.message ?? 'ADT^A01^ADT_A01').toMatch(/^[A-Z]{3}\^[A-Z]{1,2}\d{1,2}\^[A-Z]{3}_[A-Z]{1,2}\d{1,2}$/);
        expect(fhir.note.length * hl7v2.note.length).toBeGreaterThan(0);
      }
    });
  });

  describe('contracts: the frozen corpus', () => {
    it('is never changed, and no file is without its digest', () => {
      expect(Object.fromEntries(corpusFiles.map((file) => [file, digest(read(`corpus/${file}`))]))).toEqual(
        JSON.parse(read('corpus/released.json')),
      );
    });

    it('has every version of every type', () => {
      expect(new Set(corpus.map(({ type, version }) => `urn:everchart:schema:${type}:${version}`))).toEqual(
        new Set(contracts.map(({ dataschema }) => dataschema)),
      );
    });

    it('is read as it was written, and upcast to the newest version', () => {
      for (const { type, version, data, newest = data } of corpus) {
        expect(validateRead(type, version, data)).toEqual([]);
        const newer = upcast(type, version, deepFreeze(structuredClone(data)));
        expect(newer).toEqual(newest);
        expect(validateRead(type, newestOf(type), newer)).toEqual([]);
      }
    });
  });

  describe('contracts: upcasters', () => {
    it('there is one from every version but the newest, and no other', () => {
      const former = contracts.filter(({ type, version }) => version < newestOf(type));
      expect([...upcasters.keys()].sort()).toEqual(former.map(({ type, version }) => `${type}:${version}`).sort());
    });

    it('are pure', () => {
      for (const name of upcasters.keys()) {
        const events = corpus.filter(({ type, version }) => `${type}:${version}` === name);
        expect({ name, events: events.length > 0 }).toEqual({ name, events: true });
        for (const { type, version, data } of events) {
          // A change of its input would throw.
          const first = upcast(type, version, deepFreeze(structuredClone(data)));
          expect(upcast(type, version, structuredClone(data))).toEqual(first);
        }
      }
    });
  });

  describe('contracts: what is made from them', () => {
    it('is fresh: the types and the page for those who write apps', () => {
      const program = ['tools/generate-contract-types.mjs', folder.pathname.split('/').slice(-3, -1).join('/'), typeName, '--check'];
      const { status, stderr } = spawnSync(process.execPath, program, { cwd: new URL('../../', folder), encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    });
  });
}
