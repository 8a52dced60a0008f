import type { InputOf } from '@everchart/platform';
import type { Freshening } from '../application/record.reader.js';
import type { readSummary } from './patients.operations.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Lower case, or undefined when the text is no patient id. */
export function patientIdOf(text: string): string | undefined {
  return uuid.test(text) ? text.toLowerCase() : undefined;
}

export function fresheningOf(headers: InputOf<typeof readSummary>['headers']): Freshening {
  return {
    atLeast: headers['everchart-at-least'],
    allowStale: headers['everchart-allow-stale'],
    waitAtMostMs: headers['everchart-at-least-wait-ms'],
  };
}
