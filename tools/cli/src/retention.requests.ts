import type { Command } from 'commander';
import { asOfficer, deciding, print, retentionApi, segment, type DecisionOptions, type OfficerOptions } from './retention.api.js';

interface RequestShown {
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
    const path = `requests/${segment(requestId)}/${what}`;
    show(options, await retentionApi(program, options).decide<RequestShown>(path, options, data));
  };
  deciding(
    request.command('receive'),
    'request receive --patient 3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f --kind erasure --received-on 2026-03-01 --by person',
  )
    .description('a person asks: the answer is due within one month')
    .requiredOption('--patient <id>', 'whose record')
    .requiredOption('--kind <kind>', 'erasure, access or portability')
    .requiredOption('--received-on <day>', 'when it was received')
    .option('--by <whom>', 'person, representative, heir or authority')
    .option('--note <text>', 'goes on record; no clinical content')
    .action(async (options: ReceiveOptions) => {
      const { patient, kind, receivedOn, by, note } = options;
      const path = `patients/${segment(patient)}/requests`;
      const data = { kind, receivedOn, by, note };
      show(options, await retentionApi(program, options).decide<RequestShown>(path, options, data));
    });
  const argument = ['<request>', 'id of the request'] as const;
  deciding(
    request.command('extend').argument(...argument),
    "request extend 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 --reason 'the record is on paper'",
  )
    .description('the answer takes longer: two further months, once')
    .requiredOption('--reason <text>', 'why: it goes on record, and is said to the person')
    .action((id: string, options: DecisionOptions & { reason: string }) => decide(id, 'extend', options, { reason: options.reason }));
  deciding(
    request.command('answer').argument(...argument),
    "request answer 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 --answer granted-once-due --ground legal-obligation --reason 'kept by law'",
  )
    .description('answers a request: rule and day of the duty to keep are added')
    .requiredOption('--answer <answer>', 'granted, refused, granted-in-part or granted-once-due')
    .requiredOption('--reason <text>', 'why: it goes on record, and is said to the person')
    .option('--ground <ground...>', 'legal-obligation, public-health, archiving, legal-claims, hold, identity-not-proved, no-such-record')
    .option('--export-digest <sha256>', 'of what was handed out')
    .action((id: string, options: AnswerOptions) => {
      const { answer, ground: grounds, reason, exportDigest } = options;
      return decide(id, 'answer', options, { answer, grounds, reason, exportDigest });
    });
  deciding(
    request.command('withdraw').argument(...argument),
    "request withdraw 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 --reason 'taken back by telephone'",
  )
    .description('a request is taken back')
    .requiredOption('--reason <text>', 'why: it goes on record')
    .action((id: string, options: DecisionOptions & { reason: string }) => decide(id, 'withdraw', options, { reason: options.reason }));
  asOfficer(request.command('list'), 'request list --closed')
    .description('requests that are open, the overdue ones first; exit code 1 when one is overdue')
    .option('--closed', 'all, the newest first', false)
    .action(async (options: OfficerOptions & { closed: boolean }) => {
      const closed = `${options.closed}`;
      const requests = await retentionApi(program, options).list<RequestShown>('requests', 'requests', 'after', { closed });
      print(options, requests, requestLines);
      if (requests.some(({ state }) => state === 'overdue')) process.exitCode = 1;
    });
  asOfficer(request.command('show').argument(...argument), 'request show 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22')
    .description('one request, and what rules say to it now')
    .action(async (id: string, options: OfficerOptions) => {
      show(options, await retentionApi(program, options).get<RequestShown>(`requests/${segment(id)}`));
    });
}

function show(options: OfficerOptions, request: RequestShown): void {
  print(options, request, (one) => requestLines([one]));
}

/** What a person reads. */
function requestLines(requests: readonly RequestShown[]): string[] {
  if (requests.length === 0) return ['no request'];
  return requests.map(({ requestId, patientId, kind, receivedOn, answerBy, daysLeft, state, answer, withdrawn, assessment }) => {
    const time =
      daysLeft === null
        ? ''
        : daysLeft < 0
          ? `, overdue since ${answerBy}`
          : `, to be answered by ${answerBy} (${daysLeft} ${daysLeft === 1 ? 'day' : 'days'})`;
    const outcome = answer ? `${answer.answer}: ${answer.reason}` : withdrawn ? `withdrawn: ${withdrawn.reason}` : state;
    const rules = assessment
      ? `; the record is "${assessment.verdict}"${assessment.dueOn === undefined ? '' : `, due on ${assessment.dueOn}`}`
      : '';
    return `${requestId}  ${kind} of patient ${patientId}, received ${receivedOn}${time}  ${outcome}${rules}`;
  });
}
