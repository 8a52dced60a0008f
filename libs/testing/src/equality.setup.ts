/**
 * Part of every test (jest.config.mjs). To Jest 30, `[]` equals `[undefined]`, and so do all arrays that differ in
 * `undefined` at their end: a test of what is missing, or too much, would not fail.
 */
import { expect } from '@jest/globals';

expect.addEqualityTesters([
  (a: unknown, b: unknown): false | undefined => (Array.isArray(a) && Array.isArray(b) && a.length !== b.length ? false : undefined),
]);
