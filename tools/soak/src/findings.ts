export type FindingKind = 'loss' | 'duplicate' | 'order break' | 'token that went back' | 'wrong answer';

export const findingKinds: readonly FindingKind[] = ['loss', 'duplicate', 'order break', 'token that went back', 'wrong answer'];

/** Something that must not be. Names places and ids, never content. */
export interface Finding {
  kind: FindingKind;
  text: string;
}

/** Findings by kind. */
export function counted(findings: readonly Finding[]): Record<FindingKind, number> {
  const counts = Object.fromEntries(findingKinds.map((kind) => [kind, 0])) as Record<FindingKind, number>;
  for (const { kind } of findings) counts[kind] += 1;
  return counts;
}
