import type { Command } from 'commander';
import { asOfficer, deciding, retentionApi, type DecisionOptions, type OfficerOptions } from './retention.api.js';

export interface RequestShown {
  requestId: string;
  patientId: string;
  kind: string;
  receivedOn: string;
  answerBy: string;
  daysLeft: number | null;
  state: string;
  answer: { answer: string; reason: string } | null;
  withdrawn: { reason: string } | null;
  assessment?: { verdict: string; dueOn?: string; holdIds: string[] };
}

interface ReceiveOptions extends DecisionOptions {
  patient: string;
  kind: string;
  receivedOn: string;
  by?: string;
  note?: string;
}

interface AnswerOptions extends DecisionOptions {
  answer: string;
  ground?: string[];
  reason: string;
  exportDigest?: string;
}

export function addRequestCommands(program: Command, retention: Command): void {
  const request = retention.command('request').description('requests of persons: erasure, access, portability (GDPR 17, 15, 20)');
  const decide = async (requestId: string, what: string, options: DecisionOptions, data: object): Promise<void> => {
    const path = `requests/${encodeURIComponent(requestId)}/${what}`;
    show(options, [await retentionApi(program, options).decide<RequestShown>(path, options, { data })]);
  };
  deciding(request.command('receive'))
    .description('a person asks: the answer is due within one month')
    .requiredOption('--patient <id>', 'whose record')
    .requiredOption('--kind <kind>', 'erasure, access or portability')
    .requiredOption('--received-on <day>', 'when it was received')
    .option('--by <whom>', 'person, representative, heir or authority')
    .option('--note <text>', 'goes on record; no clinical content')
    .action(async (options: ReceiveOptions) => {
      const { patient, kind, receivedOn, by, note } = options;
      const path = `patients/${encodeURIComponent(patient)}/requests`;
      const data = { kind, receivedOn, by, note };
      show(options, [await retentionApi(program, options).decide<RequestShown>(path, options, { data })]);
    });
  const argument = ['<request>', 'id of the request'] as const;
  deciding(request.command('extend').argument(...argument))
    .description('the answer takes longer: two further months, once')
    .requiredOption('--reason <text>', 'why: it goes on record, and is said to the person')
    .action((id: string, options: DecisionOptions & { reason: string }) => decide(id, 'extend', options, { reason: options.reason }));
  deciding(request.command('answer').argument(...argument))
    .description('answers a request: rule and day of the duty to keep are added')
    .requiredOption('--answer <answer>', 'granted, refused, granted-in-part or granted-once-due')
    .requiredOption('--reason <text>', 'why: it goes on record, and is said to the person')
    .option('--ground <ground...>', 'legal-obligation, public-health, archiving, legal-claims, hold, identity-not-proved, no-such-record')
    .option('--export-digest <sha256>', 'of what was handed out')
    .action((id: string, options: AnswerOptions) => {
      const { answer, ground: grounds, reason, exportDigest } = options;
      return decide(id, 'answer', options, { answer, grounds, reason, exportDigest });
    });
  deciding(request.command('withdraw').argument(...argument))
    .description('a request is taken back')
    .requiredOption('--reason <text>', 'why: it goes on record')
    .action((id: string, options: DecisionOptions & { reason: string }) => decide(id, 'withdraw', options, { reason: options.reason }));
  asOfficer(request.command('list'))
    .description('requests that are open, the overdue ones first; exit code 1 when one is overdue')
    .option('--closed', 'all, the newest first', false)
    .action(async (options: OfficerOptions & { closed: boolean }) => {
      const api = retentionApi(program, options);
      const requests: RequestShown[] = [];
      for (let next: string | null = ''; next !== null;) {
        const page: { requests: RequestShown[]; next: string | null } = await api.get(
          `requests?limit=500&closed=${options.closed}${next === '' ? '' : `&after=${next}`}`,
        );
        requests.push(...page.requests);
        ({ next } = page);
      }
      show(options, requests);
      if (requests.some(({ state }) => state === 'overdue')) process.exitCode = 1;
    });
  asOfficer(request.command('show').argument(...argument))
    .description('one request, and what rules say to it now')
    .action(async (id: string, options: OfficerOptions) => {
      console.log(JSON.stringify(await retentionApi(program, options).get<RequestShown>(`requests/${encodeURIComponent(id)}`), null, 2));
    });
}

function show(options: OfficerOptions, requests: readonly RequestShown[]): void {
  console.log(options.json ? JSON.stringify(requests, null, 2) : requestLines(requests).join('\n'));
}

/** What a person reads. */
export function requestLines(requests: readonly RequestShown[]): string[] {
  if (requests.length === 0) return ['no request'];
  return requests.map(({ requestId, patientId, kind, receivedOn, answerBy, daysLeft, state, answer, withdrawn, assessment }) => {
    const time =
      daysLeft === null ? '' : daysLeft < 0 ? `, overdue since ${answerBy}` : `, to be answered by ${answerBy} (${daysLeft} days)`;
    const outcome = answer ? `${answer.answer}: ${answer.reason}` : withdrawn ? `withdrawn: ${withdrawn.reason}` : state;
    const rules = assessment
      ? `; the record is "${assessment.verdict}"${assessment.dueOn === undefined ? '' : `, due on ${assessment.dueOn}`}`
      : '';
    return `${requestId}  ${kind} of patient ${patientId}, received ${receivedOn}${time}  ${outcome}${rules}`;
  });
}
