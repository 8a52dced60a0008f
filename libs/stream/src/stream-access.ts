import { accessTopic, clinicalTopic, retentionTopic, topics } from './topics.js';

/** What a service may do on the stream. Nothing else is allowed to it. */
export interface StreamAccess {
  /** Topics that it creates and writes to, and whose end it reads: a store is compared with it. */
  writes: readonly string[];
  reads: readonly string[];
  /** Names of its consumer groups begin so. */
  groups: readonly string[];
}

/** Groups of a moment, by which a writer reads the end of its topics. */
export const lastRecordsGroup = 'last-records-';

/**
 * Who does what on the stream: the only place that says it. Names are those of services, in `source` of their events
 * and as principals of Kafka. The rules of Kafka ({@link kafkaRules}) follow from it.
 */
export const streamAccess = {
  ingest: { writes: [clinicalTopic, accessTopic], reads: [retentionTopic], groups: ['ingest-'] },
  'patient-timeline': { writes: [accessTopic], reads: [clinicalTopic, accessTopic, retentionTopic], groups: ['timeline-'] },
  integration: { writes: [accessTopic], reads: [clinicalTopic, retentionTopic], groups: ['integration-'] },
  retention: { writes: [accessTopic, retentionTopic], reads: [clinicalTopic, accessTopic, retentionTopic], groups: ['retention-'] },
} as const satisfies Record<string, StreamAccess>;

/** `everchart republish`: publishes for services what their stores hold. */
export const operatorAccess: StreamAccess & { name: string } = {
  name: 'operator',
  writes: [clinicalTopic, accessTopic, retentionTopic],
  reads: [],
  groups: [],
};

const writers = new Map(
  topics.map(({ topic }) => [
    topic,
    Object.entries<StreamAccess>(streamAccess).flatMap(([name, { writes }]) => (writes.includes(topic) ? name : [])),
  ]),
);

/** Services that write to a topic; undefined for one that is none of the suite's. */
export function writersOf(topic: string): readonly string[] | undefined {
  return writers.get(topic);
}

/** Services whose keys one needs: its own to sign with, and those of the writers that it reads. */
function keysNeededBy(service: keyof typeof streamAccess): string[] {
  return [...new Set([service, ...streamAccess[service].reads.flatMap((topic) => writersOf(topic)!)])];
}

/** Of a text with the keys of all services, a line each: those that one needs, in the same form. */
export function keysFor(service: keyof typeof streamAccess, keys: string): string {
  const needed = keysNeededBy(service);
  return keys
    .split('\n')
    .filter((line) => needed.includes(line.split(' ')[0]!))
    .map((line) => `${line}\n`)
    .join('');
}
