/**
 * Terms, and parts (LP), answers (LA), answer lists (LL) and groups (LG). The check digit of the four is not that of a
 * term: only their form is checked.
 */
const term = /^(\d{1,7})-(\d)$/;
const otherThanTerm = /^L[PALG]\d{1,7}-\d$/;

/**
 * Whether it can be a code of `http://loinc.org`: form, and for a term the check digit (mod 10, LOINC Users' Guide,
 * appendix C).
 */
export function isLoincCode(code: string): boolean {
  const match = term.exec(code);
  return match ? checkDigit(match[1]!) === Number(match[2]) : otherThanTerm.test(code);
}

function checkDigit(digits: string): number {
  let sum = 0;
  for (let at = digits.length - 1, odd = true; at >= 0; at -= 1, odd = !odd) {
    const digit = Number(digits[at]);
    sum += odd ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
  }
  return (10 - (sum % 10)) % 10;
}
