/**
 * For how long one rests after some events, from the beginning of the work with them on. What is gained by a wait is
 * CPU, which a busy machine lacks and one with few events does not. So the rest grows with the square of the rate. The
 * rate does not depend on the rest, so it does not swing.
 * @param events which came in `sinceLastMs`
 */
export function restOf({ restMs, fullRestFrom }: { restMs: number; fullRestFrom: number }, events: number, sinceLastMs: number): number {
  const perSecond = (events * 1000) / sinceLastMs;
  return fullRestFrom === 0 ? restMs : restMs * Math.min(1, perSecond / fullRestFrom) ** 2;
}
