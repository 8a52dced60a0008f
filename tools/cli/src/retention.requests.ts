import type { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import { asOfficer, callerOf, deciding, print, retentionApi, segment, type DecisionOptions, type OfficerOptions } from './retention.api.js';
import { arrived, exportFaults, writeNew, type ExportMade } from './retention.exports.js';
import { CommandError, fail } from './run-file.js';
import { reasonIn, RefusedError } from './streams.js';

interface RequestShown {
  requestId: string;
  patientId: string;
  kind: string;
  receivedOn: string;
  answerBy: string;
  daysLeft: number | null;
  state: string;
  answer: { answer: string; reason: string; exportDigest: string | null } | null;
  exports?: { exportId: string; made: ExportMade[] }[];
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

interface ExportOptions extends DecisionOptions {
  file: string;
  withhold?: string[];
  ground: string;
  timeline?: string;
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
    request.command('export').argument(...argument),
    'request export 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 --file record.zip --role data-protection-officer',
  )
    .description('has a copy of the record made, writes it to a file, and compares the file with what is on record of it')
    .requiredOption('--file <name>', 'a file that is not there yet: readable by you alone')
    .option('--withhold <entry...>', 'ids of entries whose content is left out')
    .option('--ground <ground>', 'why: rights-of-others, therapeutic-reasons or legal-secrecy', 'rights-of-others')
    .option('--timeline <url>', 'address of patient-timeline; else that of the suite that runs here')
    .action((id: string, options: ExportOptions) => makeExport(program, id, options));
  asOfficer(
    request
      .command('verify')
      .argument(...argument)
      .argument('<file>', 'a copy'),
    'request verify 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 record.zip',
  )
    .description('compares a copy with what is on record of it; exit code 1 when it is another one')
    .action(async (id: string, file: string, options: OfficerOptions) => {
      const { exports = [] } = await retentionApi(program, options).get<RequestShown>(`requests/${segment(id)}`);
      const faults = await Promise.all(exports.flatMap(({ made }) => made).map((made) => exportFaults(file, made)));
      if (faults.some((each) => each.length === 0)) console.log(`${file} is a copy that was made for the request, as it is on record`);
      else fail([`${file} is no copy that is on record`, ...(faults[0] ?? [])].join('\n'));
    });
  deciding(
    request.command('answer').argument(...argument),
    "request answer 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 --answer granted-once-due --ground legal-obligation --reason 'kept by law'",
  )
    .description('answers a request: rule and day of the duty to keep are added')
    .requiredOption('--answer <answer>', 'granted, refused, granted-in-part or granted-once-due')
    .requiredOption('--reason <text>', 'why: it goes on record, and is said to the person')
    .option('--ground <ground...>', 'legal-obligation, public-health, archiving, legal-claims, hold, identity-not-proved, no-such-record')
    .option('--export-digest <sha256>', 'of what was handed out; else of the newest copy that was made')
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

async function makeExport(program: Command, id: string, options: ExportOptions): Promise<void> {
  const { file, withhold, ground, timeline, id: exportId = randomUUID() } = options;
  const api = retentionApi(program, options);
  const { url, org, token } = callerOf(program, 'timeline', timeline, options);
  const data = { withheld: withhold?.map((eventId) => ({ eventId, ground })) };
  const approved = await api.decide<RequestShown>(`requests/${segment(id)}/exports`, { ...options, id: exportId }, data);
  const address = `${url}/v1/orgs/${encodeURIComponent(org)}/patients/${segment(approved.patientId)}/exports/${segment(exportId)}`;
  const answer = await arrived('the approval', async () => {
    const response = await fetch(address, { headers: { authorization: `Bearer ${token}` } }).catch((cause: unknown) => {
      throw new Error(`timeline cannot be reached at ${new URL(url).origin}`, { cause });
    });
    if (response.ok) return response;
    const text = await response.text();
    // It is on its way, or another copy is being made.
    if (response.headers.has('retry-after') && [404, 503].includes(response.status)) return undefined;
    throw new RefusedError(`timeline answered ${response.status}: ${reasonIn(text)}`, response.status);
  });
  const entries = answer.headers.get('everchart-export-entries');
  const progress = (bytes: number): void =>
    void (process.stderr.isTTY && process.stderr.write(`\r${entries} entries, ${Math.ceil(bytes / 1024)} kB`));
  const digest = await writeNew(file, answer, progress).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw new CommandError(`${file} is there already`);
    throw cause;
  });
  const made = await arrived('the record of the copy', async () => {
    const { exports = [] } = await api.get<RequestShown>(`requests/${segment(id)}`);
    return exports.flatMap((each) => each.made).find((each) => each.digest === digest);
  });
  const faults = await exportFaults(file, made);
  if (faults.length > 0) fail(faults.join('\n'));
  else
    print(options, { ...made, file, request: approved }, () => [
      ...requestLines([approved]),
      `${file}: ${entries} entries, SHA-256 ${digest}, as it is on record`,
    ]);
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
