import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { problemDocument } from './problem.js';
import { instantText, integerText, readShape, uuidText } from './shape.js';

const many = 200_000;

describe('faults without number', () => {
  it('of members that are not known are named up to a hundred', () => {
    const body = Object.fromEntries(Array.from({ length: many }, (_, index) => [`x${index}`, 1]));
    const read = readShape(z.strictObject({ a: z.int() }), body) as { faults: unknown[] };
    expect(read.faults).toHaveLength(100);
    expect(read.faults.at(-1)).toMatchObject({ pointer: '', message: `has ${many + 1 - 99} more faults, which are not named` });
    expect(JSON.stringify(read).length).toBeLessThan(10_000);
  });

  it('are bounded in every problem document', () => {
    const faults = Array.from({ length: many }, (_, index) => ({ pointer: `/${index}`, message: 'is wrong' }));
    expect(problemDocument({ code: 'body-invalid', status: 422, title: 'x', faults }).faults).toHaveLength(100);
  });
});

it('takes no parameter of a megabyte', () => {
  const long = '0'.repeat(1_000_000);
  for (const schema of [instantText, uuidText, integerText(0, 10)] as z.ZodType[])
    expect((readShape(schema, long) as { faults: unknown[] }).faults).toHaveLength(1);
});
