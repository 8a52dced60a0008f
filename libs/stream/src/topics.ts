import type { TopicDeclaration } from './port.js';

export const clinicalTopic = 'everchart.clinical.v1';
export const accessTopic = 'everchart.access.v1';
export const retentionTopic = 'everchart.retention.v1';

/** The suite's topics. Partitions by organisation and shard: 12 divide evenly among 1, 2, 3, 4, 6 and 12 members. */
export const topics: readonly TopicDeclaration[] = [
  { topic: clinicalTopic, partitions: 12 },
  { topic: accessTopic, partitions: 12 },
  { topic: retentionTopic, partitions: 12 },
];
