import { v5 as namedId } from 'uuid';

/** Namespace of the streams that stand for a whole organisation. */
const namespace = 'b5d2a7f6-6f0b-5d5c-9a3e-2f8b1c47e0d1';

let last: { org: string; stream: string } | undefined;

/**
 * In each event store the stream of an organisation itself (in ingest what it states of itself, in the others its
 * access events), and the key subject of what concerns no single patient. It follows from the organisation and never
 * changes; no patient has it.
 */
export function organisationStream(org: string): string {
  // It is compared with the subject of each event, and most follow another one of their organisation.
  if (last?.org !== org) last = { org, stream: namedId(org, namespace) };
  return last.stream;
}
