import { ProblemError } from '@everchart/platform';
import type { Answer } from '../application/audited-answer.js';
import type { ReadResult } from '../application/record.reader.js';
import type { Standing } from '../infrastructure/record.store.js';

/** What leaves: a body with its headers, or a problem. */
export type RecordAnswer = Answer & { headers: Record<string, string> } & ({ body: string } | { problem: ProblemError });

const position = 'everchart-position';

/** The one table from what a read found to what is answered. */
export function recordAnswer<Row extends Standing>(
  result: ReadResult<Row>,
  render: (row: Row, position: string | undefined) => { body: string; detail?: Record<string, unknown> },
): RecordAnswer {
  switch (result.outcome) {
    case 'shown': {
      const { row, stale } = result;
      const { body, detail } = render(row, result.position);
      return {
        status: 200,
        outcome: 'granted',
        patientKnown: true,
        detail: { ...detail, ...(stale === undefined ? {} : { stale }) },
        headers: {
          ...positionHeader(result.position),
          etag: `W/"${row.streamVersion}"`,
          'content-type': 'application/json; charset=utf-8',
          'cache-control': 'no-store',
          ...(stale === undefined ? {} : { 'everchart-stale': 'true' }),
        },
        body,
      };
    }
    case 'patient-unknown':
      return problem('not-found', { code: 'patient-unknown', status: 404, title: 'There is no such patient here' }, result.position);
    case 'not-yet-fresh':
      return problem(
        'not-yet-fresh',
        {
          code: 'not-yet-fresh',
          status: 503,
          title: 'The record has not yet reached the position asked for',
          detail: 'Ask again after Retry-After, or send "Everchart-Allow-Stale: true" to get the state as it is, marked as stale.',
          headers: { 'retry-after': '1' },
        },
        result.position,
      );
    case 'record-stopped':
      return problem('failed', {
        code: 'record-stopped',
        status: 503,
        title: 'The record waits: its first events cannot be shown',
        detail: `The projection of this patient stopped (${result.reason}). The events are safe; an operator has to look.`,
        headers: { 'retry-after': '30' },
      });
    case 'position-malformed':
      return problem('invalid', { code: 'position-malformed', status: 400, title: 'Everchart-At-Least is no position' });
    case 'position-of-other-organisation':
      return problem('invalid', {
        code: 'position-of-other-organisation',
        status: 400,
        title: 'Everchart-At-Least belongs to another organisation',
      });
    case 'position-unknown':
      return problem('invalid', {
        code: 'position-unknown',
        status: 400,
        title: 'Everchart-At-Least is a position of a store that is not known here',
        detail: 'It comes from another installation. Drop it and read without.',
      });
    case 'position-from-before-restore':
      return problem('invalid', {
        code: 'position-from-before-restore',
        status: 409,
        title: 'Everchart-At-Least is from before the store was restored',
        detail:
          'The store was restored from a backup since: what was recorded at that position may be gone. Drop the position, read again, and check what you recorded.',
      });
  }
}

function problem(outcome: Answer['outcome'], options: ConstructorParameters<typeof ProblemError>[0], at?: string): RecordAnswer {
  const headers = { ...options.headers, ...positionHeader(at) };
  return { status: options.status, outcome, patientKnown: false, headers, problem: new ProblemError({ ...options, headers }) };
}

function positionHeader(at: string | undefined): Record<string, string> {
  return at === undefined ? {} : { [position]: at };
}
