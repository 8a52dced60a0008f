import { describe } from '@jest/globals';
import { queueStorageContract } from '../test/queue-storage.contract.js';
import { memoryQueue } from './index.js';

describe('a queue in memory', () => {
  queueStorageContract(() => Promise.resolve({ open: () => Promise.resolve(memoryQueue()), isDurable: false }));
});
