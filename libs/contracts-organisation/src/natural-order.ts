/**
 * Codes as people count them: `2` before `12`, `A9` before `A10`; letters regardless of case. The same on every
 * machine, as it knows no locale.
 */
export function compareNaturally(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let place = 0; place < Math.min(left.length, right.length); place += 1) {
    const order = compareParts(left[place]!, right[place]!);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareTexts(a, b);
}

function partsOf(text: string): string[] {
  return text.toLowerCase().match(/\d+|\D+/g) ?? [];
}

function compareParts(a: string, b: string): number {
  const areNumbers = isDigit(a) && isDigit(b);
  if (!areNumbers) return compareTexts(a, b);
  const [left, right] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')];
  return left.length - right.length || compareTexts(left, right);
}

function isDigit(text: string): boolean {
  return /^\d/.test(text);
}

export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
