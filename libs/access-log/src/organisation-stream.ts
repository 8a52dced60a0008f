import { v5 as namedId } from 'uuid';

/** Namespace of the streams that stand for a whole organisation. */
const namespace = 'b5d2a7f6-6f0b-5d5c-9a3e-2f8b1c47e0d1';

/**
 * Stream of an organisation's access events, and key subject of accesses that concern no single patient. It never
 * changes.
 */
export function organisationStream(org: string): string {
  return namedId(org, namespace);
}
