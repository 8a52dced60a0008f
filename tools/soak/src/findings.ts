export type FindingKind =
  | 'loss'
  | 'duplicate'
  | 'order break'
  | 'token that went back'
  | 'wrong answer'
  /** What is kept is not what the events say. */
  | 'difference'
  /** Something waits, is stale, or says that it is not complete. */
  | 'standstill';

export const findingKinds: readonly FindingKind[] = [
  'loss',
  'duplicate',
  'order break',
  'token that went back',
  'wrong answer',
  'difference',
  'standstill',
];

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
