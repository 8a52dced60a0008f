import type { InputOf, RequestContext } from '@everchart/platform';
import type { Freshening } from '../application/record.reader.js';
import type { readSummary } from './patients.operations.js';

export function fresheningOf(headers: InputOf<typeof readSummary>['headers'], { actor }: Pick<RequestContext, 'actor'>): Freshening {
  return {
    reader: actor,
    atLeast: headers['everchart-at-least'],
    allowStale: headers['everchart-allow-stale'],
    waitAtMostMs: headers['everchart-at-least-wait-ms'],
  };
}
