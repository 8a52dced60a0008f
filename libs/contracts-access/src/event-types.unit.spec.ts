import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats, { type FormatName } from 'ajv-formats';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { accessEventTypes } from './index.js';

const ajv = new Ajv2020({ strict: true });
// The package is CommonJS: its default export is the function itself at run time, the module for the compiler.
(formats as unknown as (target: Ajv2020, names: FormatName[]) => void)(ajv, ['uuid', 'date-time']);

/** The schema without its layout. */
const contentOf = (file: URL): string => JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));

describe('schemas of access events', () => {
  it.each(accessEventTypes.map((contract) => [contract.dataschema, contract] as const))(
    '%s takes its own example',
    (_, { schema, example }) => {
      expect(ajv.validate(schema, example)).toBe(true);
    },
  );

  it('are never changed once released', () => {
    const directory = new URL('../schemas/', import.meta.url);
    const released = JSON.parse(readFileSync(new URL('released.json', directory), 'utf8')) as Record<string, string>;
    expect(Object.keys(released)).toHaveLength(accessEventTypes.length);
    for (const [file, digest] of Object.entries(released)) {
      expect(
        createHash('sha256')
          .update(contentOf(new URL(file, directory)))
          .digest('hex'),
      ).toBe(digest);
    }
  });
});
