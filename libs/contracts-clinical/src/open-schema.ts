/** The schema without its closures: members that it does not name are let through. */
export function openSchema<T extends Readonly<Record<string, unknown>>>(schema: T): T {
  return opened(schema) as T;
}

function opened(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(opened);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([keyword, value]) => !(keyword === 'additionalProperties' && value === false))
      .map(([keyword, value]) => [keyword, keyword === '$id' ? `${String(value)}:reader` : opened(value)]),
  );
}
