import { describe, expect, it } from '@jest/globals';
import { isName, isString, localAuthority, noteSegments, Remarks, remarkResultSegments } from './remarks.js';

describe('a text of data type ST', () => {
  it('has 199 characters when it is escaped, and one line', () => {
    expect([isString('x'.repeat(199)), isString('x'.repeat(200)), isString('|'.repeat(66)), isString('|'.repeat(67))]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(['a\nb', 'a\rb', ''].map(isString)).toEqual([false, false, true]);
  });

  it('that is longer is cut, and stands whole in the notes', () => {
    const remarks = new Remarks();
    expect(remarks.string('Name', undefined)).toBeUndefined();
    expect(remarks.string('Name', 'x'.repeat(199))).toBe('x'.repeat(199));
    expect(remarks.texts).toEqual([]);
    expect(remarks.string('Name', 'x'.repeat(200))).toBe(`${'x'.repeat(198)}…`);
    expect(remarks.texts).toEqual([`Name: ${'x'.repeat(200)}`]);
  });
});

it('a code that is too long is left out, and stands in the notes', () => {
  const remarks = new Remarks();
  expect([remarks.code('Code', undefined), remarks.code('Code', 'A')]).toEqual([undefined, 'A']);
  expect(remarks.texts).toEqual([]);
  expect(remarks.code('Code', 'x'.repeat(200))).toBeUndefined();
  expect(remarks.texts).toEqual([`Code: ${'x'.repeat(200)}`]);
});

it('a time that is none is left out, and stands in the notes', () => {
  const remarks = new Remarks();
  expect([remarks.time('Time', undefined), remarks.time('Time', '2026-03')]).toEqual([undefined, '202603']);
  expect(remarks.texts).toEqual([]);
  expect(remarks.time('Time', 'soon')).toBeUndefined();
  expect(remarks.texts).toEqual(['Time: soon']);
});

it('a name is a namespace, or a local identifier when it is too long for one', () => {
  expect([isName('x'.repeat(20)), isName('x'.repeat(21))]).toEqual([true, false]);
  expect(localAuthority('Lakeside')).toEqual(['Lakeside']);
  expect(localAuthority('Home at the   lake\nand the hill')).toEqual([undefined, 'Home at the lake and the hill', 'L']);
  expect(localAuthority('x'.repeat(300))).toEqual([undefined, 'x'.repeat(199), 'L']);
});

it('notes are numbered, as NTE or as OBX', () => {
  const remarks = new Remarks();
  remarks.quote('tired');
  remarks.add('Unit', 'mg');
  expect(noteSegments(remarks).map(({ name, fields }) => [name, fields[1], fields[3]])).toEqual([
    ['NTE', 1, { formatted: 'tired' }],
    ['NTE', 2, { formatted: 'Unit: mg' }],
  ]);
  expect(remarkResultSegments(remarks).map(({ name, fields }) => [name, fields[1], fields[2], fields[5], fields[11]])).toEqual([
    ['OBX', 1, 'FT', { formatted: 'tired' }, 'F'],
    ['OBX', 2, 'FT', { formatted: 'Unit: mg' }, 'F'],
  ]);
});
