import { describe, expect, it } from '@jest/globals';
import { carriedOf, leaveBehind, leftBehind, watched } from './watched.js';

describe('what is looked at', () => {
  const patient = () => ({ name: [{ family: 'Abel', suffix: ['MD'] }, { family: 'Born' }], address: { city: 'Ulm', extension: [{}] } });

  it('is all that is not left behind, down to the last member', () => {
    const value = patient();
    const view = watched(value);
    expect(view.name[0]!.family + view.address.city).toBe('AbelUlm');
    expect(leftBehind(value, 'Patient')).toEqual(['Patient.name.suffix', 'Patient.name', 'Patient.address.extension']);
  });

  it('is nothing at first', () => {
    const value = patient();
    watched(value);
    expect(leftBehind(value, 'Patient')).toEqual(['Patient']);
  });

  it('can be given back', () => {
    const value = patient();
    const view = watched(value);
    for (const name of view.name) void name.family;
    leaveBehind(view.name[1]!);
    expect(leftBehind(value, 'Patient')).toEqual(['Patient.name.suffix', 'Patient.name', 'Patient.address']);
  });

  it('is found in lists as in members, and by the methods of lists', () => {
    const value = { list: [{ a: 1, b: 2 }, { a: 3 }] };
    expect(watched(value).list.map(({ a }) => a)).toEqual([1, 3]);
    expect(leftBehind(value, 'x')).toEqual(['x.list.b']);
  });

  it('is what is carried, without the rest', () => {
    const value = patient();
    expect(carriedOf(value)).toBeUndefined();
    void watched(value).name[0]!.family;
    expect(carriedOf(value)).toEqual({ name: [{ family: 'Abel' }] });
  });
});
