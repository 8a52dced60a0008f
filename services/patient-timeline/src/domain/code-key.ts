/** Of an entry that states no code. */
export const noCode = 1;
/** Of an entry that states several: which ones has to be read. */
export const severalCodes = 0;

/**
 * A number for the code that an entry states, so that an index finds the entries of one code without a text for each:
 * different codes may have the same number, so what is found is looked at again. A code without its system: people name
 * it so.
 */
export function codeKeyOf(data: unknown): number {
  const codes = new Set<string>();
  gatherCodes(data, codes);
  if (codes.size === 0) return noCode;
  return codes.size > 1 ? severalCodes : keyOfCode([...codes][0]!);
}

/** FNV-1a, without the numbers that mean something else. */
export function keyOfCode(code: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < code.length; index += 1) hash = Math.imul(hash ^ code.charCodeAt(index), 0x01000193);
  return hash === noCode || hash === severalCodes ? 2 : hash;
}

export interface CodeQuery {
  /** Undefined: of any system. */
  system?: string | undefined;
  code: string;
}

/** Whether data states a code, anywhere in it. */
export function statesCode(data: unknown, { system, code }: CodeQuery): boolean {
  if (typeof data !== 'object' || data === null) return false;
  if (Array.isArray(data)) return data.some((each) => statesCode(each, { system, code }));
  return Object.entries(data).some(([member, value]) =>
    member === 'coding' && Array.isArray(value)
      ? (value as Coding[]).some((coding) => coding.code === code && (system === undefined || coding.system === system))
      : statesCode(value, { system, code }),
  );
}

interface Coding {
  system?: string;
  code?: string;
}

function gatherCodes(value: unknown, codes: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) gatherCodes(each, codes);
    return;
  }
  for (const member in value) {
    const inner = (value as Record<string, unknown>)[member];
    if (typeof inner !== 'object' || inner === null) continue;
    if (member === 'coding' && Array.isArray(inner)) {
      for (const coding of inner as Coding[]) if (typeof coding?.code === 'string') codes.add(coding.code);
    } else gatherCodes(inner, codes);
  }
}
