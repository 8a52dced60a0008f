/**
 * How many durations lie in which span: spans grow by a ninth (the eighth root of 2), so that a percentile is at most
 * five per cent off. Sketches of several processes are added up span by span.
 */
const spansPerDoubling = 8;
const shortestUs = 16;
const doublings = 26;
/** The last one takes what is longer: 16 µs × 2^26 are 18 minutes. */
export const durationSpans = spansPerDoubling * doublings;

/** The span of a duration in microseconds. */
export function spanOf(us: number): number {
  if (us <= shortestUs) return 0;
  return Math.min(durationSpans - 1, Math.floor(Math.log2(us / shortestUs) * spansPerDoubling) + 1);
}

/** Durations up to this length are in the span, in microseconds. */
function endOf(span: number): number {
  return shortestUs * 2 ** (span / spansPerDoubling);
}

/** A sketch as bytes: pairs of a span and its number, those that are not empty, in order. */
export function encodeSketch(counts: ArrayLike<number>): Buffer {
  const pairs: number[] = [];
  for (let span = 0; span < counts.length; span += 1) if (counts[span]! > 0) pairs.push(span, counts[span]!);
  const bytes = Buffer.alloc((pairs.length / 2) * 7);
  for (let at = 0; at < pairs.length; at += 2) {
    bytes.writeUInt8(pairs[at]!, (at / 2) * 7);
    bytes.writeUIntBE(pairs[at + 1]!, (at / 2) * 7 + 1, 6);
  }
  return bytes;
}

/** Adds a sketch to another one. @throws RangeError for bytes that are none */
export function addSketch(counts: number[] | Float64Array, bytes: Buffer): void {
  if (bytes.length % 7 !== 0) throw new RangeError('no sketch of durations');
  for (let at = 0; at < bytes.length; at += 7) {
    const span = bytes.readUInt8(at);
    if (span >= durationSpans) throw new RangeError('no sketch of durations');
    counts[span] = (counts[span] ?? 0) + bytes.readUIntBE(at + 1, 6);
  }
}

/**
 * The duration that the given share of all does not exceed, in microseconds: the end of its span, and never more than
 * the longest one.
 */
export function percentileOf(counts: ArrayLike<number>, share: number, maxUs: number): number {
  let all = 0;
  for (let span = 0; span < counts.length; span += 1) all += counts[span] ?? 0;
  const wanted = Math.max(1, Math.ceil(all * share));
  let passed = 0;
  for (let span = 0; span < counts.length; span += 1) {
    passed += counts[span] ?? 0;
    if (passed >= wanted) return Math.min(Math.round(endOf(span)), maxUs);
  }
  return maxUs;
}
