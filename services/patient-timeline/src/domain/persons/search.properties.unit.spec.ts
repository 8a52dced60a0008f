import { describe, expect, it } from '@jest/globals';
import { PlaceIndex } from '@everchart/contracts-organisation';
import fc from 'fast-check';
import { matchOf, placeTexts, wantedPlaces, type PlaceQuery } from './match.js';
import type { FoundPerson, PersonName } from './person.js';
import { criteriaOf, termsOf, type PersonQuery } from './terms.js';
import { wantedWords, wordsOf } from './words.js';

const directory = (() => {
  const places = new Map();
  return { places, index: new PlaceIndex(places) };
})();

const person = (more: Partial<FoundPerson> = {}): FoundPerson => ({ formerNames: [], identifiers: [], replaces: [], stays: [], ...more });

/** As the index answers: every criterion is met by an equal term, or by the beginning of one. */
function isCandidate(found: FoundPerson, query: PersonQuery, places: PlaceQuery = {}): boolean {
  const terms = termsOf(found);
  const texts = placeTexts(wantedPlaces(places, directory));
  return criteriaOf({ ...query, places: texts }, true).every(
    ({ equal, begins }) =>
      equal.some(({ term }) => terms.includes(term)) || (begins !== undefined && terms.some((each) => each.startsWith(begins))),
  );
}

const matches = (found: FoundPerson, query: PersonQuery, places: PlaceQuery = {}) => matchOf(found, query, wantedPlaces(places, directory));
const isFound = (found: FoundPerson, query: PersonQuery): boolean => isCandidate(found, query) && matches(found, query) !== undefined;
const named = (family: string, ...given: string[]): FoundPerson => person({ name: { family, ...(given.length > 0 ? { given } : {}) } });

// Few letters, so that words are often near each other.
const word = fc
  .string({ unit: fc.constantFrom(..."aeilmnrstßüé-'"), minLength: 1, maxLength: 12 })
  .filter((text) => wantedWords(text).length > 0);
const name: fc.Arbitrary<PersonName> = fc.record({ family: word, given: fc.array(word, { minLength: 1, maxLength: 2 }) });
const date = fc.constantFrom('1941', '1941-03', '1941-03-05', '1942-03-05', '1941-12');
const text = fc.constantFrom('Garden', 'garden ', 'Lake', '12', '1 2');
const anyone: fc.Arbitrary<FoundPerson> = fc.record({
  name,
  formerNames: fc.array(name, { maxLength: 2 }),
  birthDate: date,
  identifiers: fc.array(fc.record({ system: fc.constantFrom('urn:a', 'urn:b'), value: fc.constantFrom('12 3', '123', 'X-9') }), {
    maxLength: 2,
  }),
  replaces: fc.constant([]),
  stays: fc.array(
    fc.record({
      stayId: fc.constant('s'),
      class: fc.constant('residential'),
      admittedAt: fc.constant('2026-01-01T00:00:00Z'),
      location: fc.record({ facility: text, unit: text, room: text }, { requiredKeys: [] }),
    }),
    { maxLength: 2 },
  ),
});
const query: fc.Arbitrary<PersonQuery & PlaceQuery> = fc.record(
  {
    name: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
    birthDate: date,
    identifier: fc.record({ system: fc.constantFrom('urn:a', 'urn:b'), value: fc.constantFrom('123', 'x9') }, { requiredKeys: ['value'] }),
    facility: text,
    unit: text,
    room: text,
  },
  { requiredKeys: [] },
);

describe('a search for persons', () => {
  it('has every person who meets it among the candidates of the index', () => {
    fc.assert(
      fc.property(anyone, query, (found, { facility, unit, room, ...asked }) => {
        if (matches(found, asked, { facility, unit, room })) expect(isCandidate(found, asked, { facility, unit, room })).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds a word of some letters that was written with one slip', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'bdfgklmnoprstuvwy'), minLength: 5, maxLength: 14 });
    const slip = fc.record({
      at: fc.nat(),
      kind: fc.constantFrom('left-out', 'added', 'changed', 'exchanged'),
      letter: fc.constantFrom(...'xzq'),
    });
    fc.assert(
      fc.property(letters, slip, (family, { at, kind, letter }) => {
        const place = at % (family.length - 1);
        const [before, own, next, after] = [family.slice(0, place), family[place]!, family[place + 1]!, family.slice(place + 2)];
        const written = { 'left-out': before + next + after, added: before + letter + own + next + after, changed: before + letter + next + after, exchanged: before + next + own + after }[kind]; // prettier-ignore
        expect(isFound(named(family), { name: written })).toBe(true);
      }),
    );
  });

  it.each([
    ['Müller', 'mueller'],
    ['Mueller', 'Müller'],
    ['Müller', 'MULLER'],
    ['Großmann', 'Grossmann'],
    ['Nguyễn', 'nguyen'],
    ['Łukasiewicz', 'lukasiewicz'],
    ['Sørensen', 'Sorensen'],
    ['Sørensen', 'Soerensen'],
    ['Meier', 'Maier'],
    ['Meyer', 'Maier'],
    ['Stephan', 'Stefan'],
    ["O'Brien", 'obrien'],
    ["O'Brien", 'brien'],
    ['Müller-Lüdenscheidt', 'ludenscheidt'],
    ['Müller-Lüdenscheidt', 'muellerludenscheidt'],
    ['Keller', 'Kel'],
    ['Keller', 'Kelelr'],
    ['Keller', 'Geller'],
    ['Жукова', 'жук'],
    ['王小明', '王'],
    ['山田', '山田'],
  ])('finds %s by %s', (family, asked) => expect(isFound(named(family), { name: asked })).toBe(true));

  it.each([
    ['Keller', 'Müller'],
    ['Keller', 'ller'],
    ['Kim', 'Tim'],
    ['Anna', 'Hanno'],
  ])('does not find %s by %s', (family, asked) => expect(matches(named(family), { name: asked })).toBeUndefined());

  it('takes given and family names in any order, and wants all that is given', () => {
    const anna = named('Keller', 'Anna', 'Maria');
    expect(isFound(anna, { name: 'anna keller' })).toBe(true);
    expect(isFound(anna, { name: 'Keller, Anna' })).toBe(true);
    expect(isFound(anna, { name: 'Keller Berta' })).toBe(false);
    expect(isFound({ ...anna, birthDate: '1941-03' }, { name: 'Keller', birthDate: '1941-03-05' })).toBe(true);
    expect(isFound({ ...anna, birthDate: '1941-03-05' }, { birthDate: '1941' })).toBe(true);
    expect(isFound({ ...anna, birthDate: '1941-04' }, { name: 'Keller', birthDate: '1941-03' })).toBe(false);
    expect(isFound(anna, { birthDate: '1941' })).toBe(false);
  });

  it('says by which name of before it found a person, and puts what is exact first', () => {
    const berta = { ...named('Huber', 'Berta'), formerNames: [{ family: 'Keller', given: ['Berta'] }, { family: 'Lang' }] };
    expect(matches(berta, { name: 'berta keller' })).toMatchObject({ score: 3.75, formerName: { family: 'Keller' } });
    expect(matches(berta, { name: 'berta huber' })).toEqual(expect.not.objectContaining({ formerName: expect.anything() }));
    const scores = ['Keller', 'Kellermann', 'Kelter'].map((family) => matches(named(family), { name: 'Keller' })!.score);
    expect(scores).toEqual([4, 3, 2]);
  });

  it('takes no longer for words that are made to be slow', () => {
    const long = `${'ab'.repeat(100)}`;
    expect(wordsOf(long)).toEqual([long.slice(0, 40)]);
    const many = person({
      formerNames: Array.from({ length: 20 }, (_, n) => ({
        given: Array.from({ length: 10 }, (_, m) => `${n}name${m}abcdefghijklmnopqrst`),
      })),
    });
    expect(termsOf(many).length).toBeLessThan(100 * 52);
    expect(
      Math.max(
        ...termsOf(person({ identifiers: [{ system: `urn:${'ü'.repeat(490)}`, value: '𝒳'.repeat(200) }] })).map((term) =>
          Buffer.byteLength(term),
        ),
      ),
    ).toBeLessThan(700);
  });
});
