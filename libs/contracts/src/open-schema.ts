/**
 * Mark of a branch of `allOf` that tightens what may be written, but not what was written before: data of former
 * versions lacks it.
 */
const writerOnly = /^writer only: /;

const timeFormats = new Set<unknown>(['date-time', 'partial-date-time']);

/**
 * The schema without its closures and its demands on the writer: members that it does not name, and data of former
 * versions, are let through. So are the forms of times that former doors took: their format says what a reader can
 * read.
 */
export function openSchema<T extends Readonly<Record<string, unknown>>>(schema: T): T {
  return opened(schema) as T;
}

function opened(node: unknown): unknown {
  if (Array.isArray(node)) return node.filter((item) => !isWriterOnly(item)).map(opened);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([keyword, value]) => !(keyword === 'additionalProperties' && value === false))
      .filter(([keyword]) => !(keyword === 'pattern' && timeFormats.has((node as { format?: unknown }).format)))
      .map(([keyword, value]) => [keyword, keyword === '$id' ? `${String(value)}:reader` : opened(value)] as const)
      .filter(([keyword, value]) => !(keyword === 'allOf' && (value as unknown[]).length === 0)),
  );
}

function isWriterOnly(node: unknown): boolean {
  return typeof node === 'object' && node !== null && writerOnly.test(String((node as { $comment?: unknown }).$comment));
}
