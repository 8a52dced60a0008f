import { expect, it } from '@jest/globals';

it.each([
  [[], [undefined]],
  [[undefined], []],
  [['a'], ['a', undefined]],
  [{ of: [[]] }, { of: [[undefined]] }],
])('%j and %j differ in their length', (one, other) => {
  expect(one).not.toEqual(other);
  expect(one).not.toMatchObject(other);
  expect([one]).not.toContainEqual(other);
  expect(one).toEqual(structuredClone(one));
});
