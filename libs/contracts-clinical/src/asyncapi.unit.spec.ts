import { describe, expect, it } from '@jest/globals';
import specifications from '@asyncapi/specs';
import { Ajv } from 'ajv';
import { asyncApiDocument, clinicalEventTypes } from './index.js';

interface Message {
  examples: { payload: unknown }[];
}

const document = asyncApiDocument('1.2.3') as {
  info: { version: string };
  channels: { clinical: { messages: Record<string, { $ref: string }> } };
  components: { messages: Record<string, Message>; schemas: Record<string, object> };
};

function* referencesIn(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, value] of Object.entries(node)) {
    if (name === '$ref' && typeof value === 'string') yield value;
    else yield* referencesIn(value);
  }
}

describe('the AsyncAPI document', () => {
  it('is valid under the JSON Schema of AsyncAPI 3.0', () => {
    // It brings draft 7 itself.
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, meta: false, validateSchema: false });
    const validate = ajv.compile(specifications.schemas['3.0.0'] as object);
    expect(validate(document) ? [] : validate.errors).toEqual([]);
    // The schema itself notices what is wrong.
    expect(validate({ ...document, operations: { publish: { action: 'shout' } } })).toBe(false);
  });

  it('refers to nothing that it does not hold', () => {
    for (const reference of referencesIn(document)) {
      const target = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], document);
      expect({ reference, target: typeof target }).toEqual({ reference, target: 'object' });
    }
  });

  it('has a message for every version of every type, whose payload is the schema of its reader', () => {
    expect(Object.keys(document.channels.clinical.messages)).toEqual(clinicalEventTypes.map(({ type, version }) => `${type}.v${version}`));
    const ajv = new Ajv({ strict: false, validateFormats: false }).addSchema(document, 'document');
    for (const [name, { examples }] of Object.entries(document.components.messages)) {
      const validate = ajv.compile({ $ref: `document#/components/messages/${name}/payload` });
      expect({ name, valid: examples.every((example) => validate(example.payload)) }).toEqual({ name, valid: true });
      expect({ name, valid: validate([]) }).toEqual({ name, valid: false });
    }
  });

  it('carries the version of its publisher', () => expect(document.info.version).toBe('1.2.3'));
});
