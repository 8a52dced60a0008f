/** Six to 18 digits; the two before the last say what the id names: 00 and 10 a concept. */
const conceptId = /^[1-9]\d{2,14}[01]0\d$/;

/**
 * Whether it can be the id of a concept of `http://snomed.info/sct`: form, partition and check digit (Verhoeff), SNOMED
 * CT Release File Specification 6.2 to 6.4. FHIR allows no ids of descriptions as codes; post-coordinated expressions
 * are not taken.
 */
export function isSnomedConceptId(code: string): boolean {
  if (!conceptId.test(code)) return false;
  let check = 0;
  for (let at = code.length - 1, place = 0; at >= 0; at -= 1, place += 1) {
    check = product(check, permutations[place % 8]![Number(code[at])]!);
  }
  return check === 0;
}

/** Of the dihedral group D5, whose elements are 0 to 4 (rotations) and 5 to 9 (reflections). */
function product(left: number, right: number): number {
  const turn = left < 5 ? (left + right) % 5 : (left - right + 10) % 5;
  return left < 5 === right < 5 ? turn : turn + 5;
}

const permutations = powersOf([1, 5, 7, 6, 2, 8, 3, 0, 9, 4]);

function powersOf(permutation: readonly number[]): number[][] {
  const powers = [permutation.map((_, digit) => digit)];
  while (powers.length < 8) powers.push(powers.at(-1)!.map((digit) => permutation[digit]!));
  return powers;
}
