/**
 * Words of names as they are compared. PostgreSQL could do it with `pg_trgm` and `unaccent`; not every build of it has
 * these, and the policies of row-level security let no index be used by their operators (ADR 40).
 */

/** Words of one text at most, and letters of one word: names are short, and what is sent as one may be long. */
const wordsMax = 60;
const lettersMax = 40;
/** Words with fewer letters have too many neighbours, of longer ones this many decide. */
const similarMin = 4;
const similarMax = 24;

const letters: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
const marks = /\p{M}+/gu;

/** Regardless of case, accents and compatibility forms. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(marks, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => letters[letter]!);
}

/**
 * The words of a name, each once: Müller, Mueller and MULLER are one. Parts that a hyphen or an apostrophe joins are
 * words, and so is what they make together.
 */
export function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const joined of folded(text).split(/[\s,;/()]+/u)) {
    const parts = joined.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
    for (const part of parts.length > 1 ? [...parts, parts.join('')] : parts) if (words.size < wordsMax) words.add(plain(part));
  }
  return [...words];
}

/** The words of a question: each has to be found. */
export function wantedWords(text: string): string[] {
  return [...new Set((folded(text).match(/[\p{L}\p{N}]+/gu) ?? []).map(plain))];
}

/** An umlaut that is written with an e is one without. */
function plain(word: string): string {
  return cut(word.replace(/([aou])e/g, '$1'), lettersMax);
}

/** As it sounds in several languages of Europe: y is i, ph is f, a doubled letter is one. */
export function soundOf(word: string): string {
  const sound = word
    .replace(/ph/g, 'f')
    .replace(/th|dt/g, 't')
    .replace(/ck|c(?!h)/g, 'k')
    .replace(/y/g, 'i')
    .replace(/ai/g, 'ei')
    .replace(/(.)\1+/gu, '$1');
  return cut(sound, similarMax);
}

/**
 * A word and its sound, and what is left of each without any one letter: two words that differ by one letter (left out,
 * added, another one, or two exchanged) have one of these in common.
 */
export function neighboursOf(word: string): string[] {
  return [
    ...new Set(
      spellingsOf(word).flatMap((letters) => [letters.join(''), ...letters.map((_, index) => letters.toSpliced(index, 1).join(''))]),
    ),
  ];
}

/** Whether a word may be meant by another one that was written with a slip; then they have a neighbour in common. */
export function areSimilar(one: string, other: string): boolean {
  return spellingsOf(one).some((a) => spellingsOf(other).some((b) => areNear(a, b)));
}

function areNear(a: readonly string[], b: readonly string[]): boolean {
  return Math.abs(a.length - b.length) < 2 && distance(a, b) < 2;
}

/** The word and its sound, letter by letter, where they are long enough. */
function spellingsOf(word: string): string[][] {
  return [...new Set([cut(word, similarMax), soundOf(word)])].map((text) => [...text]).filter(({ length }) => length >= similarMin);
}

/** Letters that are left out, added, changed, or exchanged with the next one (optimal string alignment). */
function distance(a: readonly string[], b: readonly string[]): number {
  let [beforeLast, last] = [[] as number[], b.map((_, index) => index).concat(b.length)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, beforeLast[j - 2]! + 1);
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length]!;
}

/** No letter is cut in two. */
export function cut(word: string, max: number): string {
  return word.length <= max ? word : [...word].slice(0, max).join('');
}
