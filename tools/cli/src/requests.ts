import type { Command } from 'commander';
import { queryOf, retentionApi } from './retention.api.js';
import { CommandError } from './run-file.js';

interface Counted {
  operation: string;
  release: string;
  code: number;
  requests: number;
  p50Us: number;
  p99Us: number;
  maxUs: number;
}

interface HalfHour {
  eventId: string;
  service: string;
  from: string;
  to: string;
  counts: Counted[];
}

interface Options {
  retention?: string;
  tokenFile?: string;
  role: string;
  json: boolean;
  from: string;
  to?: string;
  service?: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Requests by half hours, as they are in the audit log. */
export function addRequestsCommand(program: Command): void {
  program
    .command('requests')
    .description('requests that were answered, by half hours, as they are in the audit log; goes on record')
    .option('--from <instant>', 'half hours that begin then or later; else those of the last day', new Date(Date.now() - dayMs).toISOString())
    .option('--to <instant>', 'half hours that begin earlier; else until now')
    .option('--service <name>', 'of this service')
    .option('--retention <url>', 'address of retention; else that of the suite that runs here')
    .option('--token-file <file>', 'token of an operator or an auditor (environment: EVERCHART_TOKEN); else that of the suite that runs here')
    .option('--role <name>', 'whose token of the suite that runs here: operator, auditor', 'auditor')
    .option('--json', 'a JSON line for each half hour of a service, with the id of its entry', false)
    .addHelpText(
      'after',
      `
One line for each half hour, service, operation, release and code: number, median, 99th percentile and the longest, in ms.
Requests without an organisation are in the log of the installation (--org everchart-installation).

Example:
  npm run everchart -- requests --from 2026-03-01T06:00:00Z --to 2026-03-02T06:00:00Z`,
    )
    .action(async (options: Options) => {
      const api = retentionApi(program, options);
      const range = { from: instantOf(options.from, '--from'), to: instantOf(options.to ?? new Date().toISOString(), '--to') };
      for (let next: string | null | undefined; next !== null;) {
        const query = queryOf({ ...range, service: options.service, limit: '500', after: next });
        const page: { halfHours: HalfHour[]; next: string | null } = await api.get(`request-counts?${query}`);
        for (const halfHour of page.halfHours)
          for (const line of options.json ? [JSON.stringify(halfHour)] : linesOf(halfHour)) console.log(line);
        ({ next } = page);
      }
    });
} // prettier-ignore

/** @throws CommandError */
function instantOf(text: string, option: string): string {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new CommandError(`${option} is an instant: 2026-03-01T06:00:00Z`);
  return new Date(ms).toISOString();
}

const inMs = (us: number): string => (us / 1000).toFixed(1);

export function linesOf({ from, service, counts }: Omit<HalfHour, 'eventId' | 'to'>): string[] {
  return counts.map(({ operation, release, code, requests, p50Us, p99Us, maxUs }) =>
    [from.slice(0, 16), service, operation, release, code, requests, inMs(p50Us), inMs(p99Us), inMs(maxUs)].join('  '),
  );
}
