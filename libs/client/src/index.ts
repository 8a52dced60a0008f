export * from './client.js';
export type * from './event-data.js';
export { newEventId, type BatchEventDraft, type CompleteEvent, type EventDraft } from './events.js';
export type { LiveEntry, LiveEvent, LiveOptions, LiveScope } from './live.js';
export { NoAnswerError, ProblemError, type Fault, type ProblemDocument } from './problem.error.js';
export type { RetryPolicy } from './retry.js';
export { memoryQueue } from './memory-queue.js';
export * from './offline.queue.js';
export { QueueStorageError, type QueueList, type QueueStorage, type StoredEntry } from './queue.storage.js';
