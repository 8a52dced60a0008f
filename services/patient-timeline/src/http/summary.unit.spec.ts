import { clinicalEventTypes } from '@everchart/contracts-clinical';
import { describeApi } from '@everchart/platform';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { everyType } from '../../test/every-type.js';
import { recordOf } from '../domain/patient-record.js';
import { summaryOf } from '../domain/summary.js';
import { api } from './api.js';

type Node = Record<string, unknown>;

describe('the API as it is described', () => {
  let document: Node;
  let validate: (schema: Node, data: unknown) => string[];
  const schemaOf = (name: string): Node => ((document['components'] as Node)['schemas'] as Record<string, Node>)[name]!;

  beforeAll(async () => {
    document = (await describeApi(api)) as unknown as Node;
    const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
    ajv.addSchema(document, 'api');
    validate = (schema, data) => {
      const check = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as Node);
      check(data);
      return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    };
  });

  it('gives examples that are valid', () => {
    const answers = Object.values(document['paths'] as Record<string, { get?: { responses: Record<string, { content?: Node }> } }>).flatMap(
      ({ get }) =>
        Object.values(get?.responses ?? {}).flatMap(({ content }) => Object.values(content ?? {}) as { schema: Node; example?: unknown }[]),
    );
    const examples = answers.filter(({ example }) => example !== undefined);
    expect(examples.length).toBeGreaterThan(2);
    for (const { schema, example } of examples) expect(validate(schema, example)).toEqual([]);
  });

  it('describes every member that the summary can have', () => {
    const patient = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
    const replaces = { id: patient, patient, type: 'patient.merged', data: { link: 'replaces', otherPatientId: patient } };
    const drafts = [...everyType(patient), replaces];
    // What closes something hides it: the summary with it, and as it was before.
    const closing = new Set(['flag.cleared', 'incident.reviewed', 'allergy.refuted', 'problem.resolved', 'preference.withdrawn', 'plan.instruction-ended', 'medication.stopped', 'consent.withdrawn', 'stay.discharged', 'stay.cancelled', 'plan.instruction-revised', 'entry.struck']); // prettier-ignore
    const seen = new Set<string>();
    for (const shown of [drafts, drafts.filter(({ type }) => !closing.has(type))]) {
      const record = recordOf(
        shown.map(({ id, type, data }, index) => ({
          eventId: id!,
          streamVersion: index + 1,
          type,
          actor: 'carer-anna',
          occurredAt: `2026-03-01T08:00:${String(index).padStart(2, '0')}Z`,
          recordedAt: '2026-03-01T09:00:00.000000Z',
          data,
        })),
      );
      const summary = JSON.parse(JSON.stringify(summaryOf(record))) as Record<string, unknown>;
      expect(validate({ $ref: '#/components/schemas/Summary' }, summary)).toEqual([]);
      expect(undescribed(schemaOf('Summary'), summary)).toEqual([]);
      for (const [section, value] of Object.entries(summary))
        if (Array.isArray(value) ? value.length > 0 : value !== null) seen.add(section);
    }
    expect(seen).toEqual(new Set(Object.keys(schemaOf('Summary')['properties'] as Node)));
    expect(new Set(drafts.map(({ type }) => type))).toEqual(new Set(clinicalEventTypes.map(({ type }) => type)));
  });

  /** Places of members that no branch of the schema names. */
  function undescribed(schema: Node, data: unknown, at = ''): string[] {
    const branches = flat(schema);
    if (Array.isArray(data)) {
      const items = branches.map(({ items: each }) => each as Node | undefined).find((each) => each !== undefined);
      return items ? data.flatMap((item, index) => undescribed(items, item, `${at}/${index}`)) : [];
    }
    if (typeof data !== 'object' || data === null) return [];
    const named = Object.assign({}, ...branches.map(({ properties }) => properties ?? {})) as Record<string, Node>;
    const free = branches.some(({ additionalProperties }) => additionalProperties !== undefined);
    return Object.entries(data).flatMap(([name, value]) => {
      if (named[name]) return undescribed(named[name], value, `${at}/${name}`);
      return free ? [] : [`${at}/${name}`];
    });
  }

  function flat(schema: Node): Node[] {
    const target = schema['$ref'] === undefined ? [] : flat(schemaOf((schema['$ref'] as string).replace('#/components/schemas/', '')));
    const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => ((schema[keyword] as Node[] | undefined) ?? []).flatMap(flat));
    return [schema, ...target, ...parts];
  }
});
