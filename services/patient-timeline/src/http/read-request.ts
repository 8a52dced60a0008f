import type { InputOf } from '@everchart/platform';
import type { Freshening } from '../application/record.reader.js';
import type { readSummary } from './patients.operations.js';

export function fresheningOf(headers: InputOf<typeof readSummary>['headers']): Freshening {
  return {
    atLeast: headers['everchart-at-least'],
    allowStale: headers['everchart-allow-stale'],
    waitAtMostMs: headers['everchart-at-least-wait-ms'],
  };
}
