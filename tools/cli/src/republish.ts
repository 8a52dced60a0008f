import { EventStore, recordOf, shardsHeld } from '@everchart/event-store';
import type { Pool } from '@everchart/postgres';
import { accessTopic, clinicalTopic, retentionTopic, republishedMark, topics, type StreamTransport } from '@everchart/stream';

const eventsPerRead = 500;

/** Databases of the suite whose event stores write to a topic. */
export const writersOf: Readonly<Record<string, { topic: string; databases: readonly string[] }>> = {
  clinical: { topic: clinicalTopic, databases: ['ingest'] },
  access: { topic: accessTopic, databases: ['ingest_accesses', 'timeline', 'integration', 'retention'] },
  retention: { topic: retentionTopic, databases: ['retention_events'] },
};

export interface Republished {
  topic: string;
  shards: number;
  events: number;
  /** Whether the topic was marked as one that holds everything again. */
  marked: boolean;
}

/**
 * Publishes what stores hold to a topic again, each shard in order. Consumers know by its position what they have;
 * what they lack has its effect.
 * @param org of this organisation only
 * @param whole these are all the stores that write to the topic: a mark behind the last event says so to consumers
 */
export async function republish(
  { transport, topic, stores }: { transport: StreamTransport; topic: string; stores: readonly Pool[] },
  { org, whole, onProgress }: { org?: string | undefined; whole: boolean; onProgress?: (events: number) => void },
): Promise<Republished> {
  await transport.ensureTopics(topics.filter((declared) => declared.topic === topic));
  const producer = await transport.createProducer();
  const done = { topic, shards: 0, events: 0, marked: false };
  try {
    for (const pool of stores) {
      const store = new EventStore({ pool, service: 'republish', notify: false });
      for (const shard of await shardsHeld(pool)) {
        if (org !== undefined && shard.org !== org) continue;
        done.shards += 1;
        for (let after = 0; after < shard.position;) {
          const events = await store.readShard(shard.org, shard.shard, after, eventsPerRead);
          if (events.length === 0) throw new Error(`the store lacks events of ${shard.org}/${shard.shard} after position ${after}`);
          await producer.send(topic, events.map((event) => recordOf(event))); // prettier-ignore
          after = events.at(-1)!.header.position;
          done.events += events.length;
          onProgress?.(done.events);
        }
      }
      await store.close();
    }
    if (whole && org === undefined) {
      const { id: topicId, partitions } = await transport.extentOf(topic);
      await producer.send(topic, [...partitions].map(([partition, { end }]) => republishedMark({ topicId, partition, end }))); // prettier-ignore
      done.marked = true;
    }
  } finally {
    await producer.close();
  }
  return done;
}
