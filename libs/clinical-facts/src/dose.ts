/** Due times that lie closer together than this are those of one dose. */
export const dosingWindowMs = 30 * 60_000;
/** A dose may be given that long before or after it was due, and is then still found by when it was given. */
export const longestDelayMs = 12 * 60 * 60_000;

/** Which medicine an entry speaks of. */
export interface SaidMedicine {
  /** Every name of the medicine: see `conceptNames` of the contracts. */
  of: readonly string[];
  /** The prescription, where it is said. */
  by?: string;
}

/** Two prescriptions of one medicine, such as of two strengths, are two medicines here. */
export function isSameMedicine(a: SaidMedicine, b: SaidMedicine): boolean {
  return a.by !== undefined && b.by !== undefined ? a.by === b.by : a.of.some((name) => b.of.includes(name));
}

/** When it happened, as precisely as it is stated: of a day, `occurredAt` is an instant that was chosen. */
export function statedTime({ data, occurredAt }: { data: unknown; occurredAt: string }): string {
  const { on, from } = ((data as { happened?: unknown }).happened ?? {}) as { on?: string; from?: string };
  return on ?? from ?? occurredAt;
}
