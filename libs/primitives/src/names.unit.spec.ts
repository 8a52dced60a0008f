import { describe, expect, it } from '@jest/globals';
import { isOrganisation, isSubject } from './index.js';

describe('the id of an organisation', () => {
  it.each(['home', 'sunrise-care', '1', 'a'.repeat(63), 'org-0b0e8a04-66f1-4b1e-8a3c-3c9f7a6f0001'])('is %j', (text) =>
    expect(isOrganisation(text)).toBe(true),
  );

  it.each([
    '',
    'zzz home',
    ' home',
    'home\n',
    'Home',
    '-home',
    'a/b',
    'a+b',
    'a.b',
    'a\u0000b',
    'ä',
    'a'.repeat(64),
    7,
    null,
    undefined,
    ['home'],
  ])('is not %j', (text) => expect(isOrganisation(text)).toBe(false));
});

describe('the name of a caller', () => {
  it.each(['carer-anna', 'auth0|5f7c8ec7c33c6c004bbafe82', 'f:550e8400-e29b-41d4-a716-446655440000:anna@home.example', '7'])(
    'is %j',
    (text) => expect(isSubject(text)).toBe(true),
  );

  it.each(['', ' ', 'carer anna', 'a\u0000b', 'a\tb', 'a\u202eb', 'ä', 'x'.repeat(256), 7, null, undefined])('is not %j', (text) =>
    expect(isSubject(text)).toBe(false),
  );
});
