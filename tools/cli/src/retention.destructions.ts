import type { Command } from 'commander';
import { asOfficer, deciding, retentionApi, type DecisionOptions, type OfficerOptions } from './retention.api.js';

interface DestructionShown {
  destructionId: string;
  state: string;
  digest: string;
  approvals: { by: string; role: string }[];
  items: { patientId: string; retentionClasses: string[]; dueOn: string; entries: number; rule: { ruleId: string }; state: string; reason: string | null; waitsFor: string | null }[]; // prettier-ignore
  missing: { people: number; roles: string[] } | null;
  changed: { patientId: string; reason: string }[];
}

interface ListedDestruction {
  destructionId: string;
  state: string;
  proposed: { by: string; at: string };
  items: Record<string, number>;
}

interface CertificateShown {
  certificateId: string;
  patientId: string;
  destroyedAt: string;
  status: string;
  backups: { generation: string; until: string }[];
}

interface BackupShown {
  generation: string;
  place: string | null;
  takenAt: string;
  until: string;
  expiredAt: string | null;
}

const segment = encodeURIComponent;

export function addDestructionCommands(program: Command, retention: Command): void {
  const answer = <T>({ json }: OfficerOptions, shown: T, lines: (shown: T) => readonly string[]): void =>
    console.log(json ? JSON.stringify(shown, null, 2) : lines(shown).join('\n'));

  deciding(retention.command('approve').argument('<list>', 'id of the destruction'))
    .description('approves a list, as it was shown; or rejects it')
    .option('--digest <hex>', 'of what was shown: retention destroy show')
    .option('--as <role>', 'in which role; else that of --role')
    .option('--note <text>', 'it goes on record; no clinical content')
    .option('--reject', 'the list is not to be carried out', false)
    .option('--reason <text>', 'why it is rejected')
    .action(
      async (
        list: string,
        options: DecisionOptions & { digest?: string; as?: string; note?: string; reject: boolean; reason?: string },
      ) => {
        const { digest, as = options.role, note, reject, reason } = options;
        const [path, data] = reject ? ['rejection', { reason }] : ['approvals', { digest, as, note }];
        const shown = await retentionApi(program, options).decide<DestructionShown>(`destructions/${segment(list)}/${path}`, options, {
          data,
        });
        answer(options, shown, destructionLines);
      },
    );

  const destroy = retention.command('destroy').description('lists of what is due, and what became of each record');
  deciding(destroy.command('propose'))
    .description('lists records that are due: those that are due longest, or those that are named')
    .option('--patient <id...>', 'all of these, or none')
    .option('--limit <count>', 'without --patient: how many at most', Number)
    .action(async (options: DecisionOptions & { patient?: string[]; limit?: number }) => {
      const data = { patientIds: options.patient, limit: options.limit };
      answer(options, await retentionApi(program, options).decide<DestructionShown>('destructions', options, { data }), destructionLines);
    });
  deciding(destroy.command('begin').argument('<list>', 'id of the destruction'))
    .description('begins what two people have approved: there is no way back for a record whose keys are gone')
    .requiredOption('--digest <hex>', 'of what was approved')
    .action(async (list: string, options: DecisionOptions & { digest: string }) => {
      const path = `destructions/${segment(list)}/begin`;
      answer(options, await retentionApi(program, options).decide<DestructionShown>(path, options, { data: { digest: options.digest } }), destructionLines); // prettier-ignore
    });
  asOfficer(destroy.command('show').argument('<list>', 'id of the destruction'))
    .description('one list: its digest, what is missing, and what became of each record')
    .action(async (list: string, options: OfficerOptions) => {
      answer(options, await retentionApi(program, options).get<DestructionShown>(`destructions/${segment(list)}`), destructionLines);
    });
  asOfficer(destroy.command('list'))
    .description('lists, the newest first')
    .action(async (options: OfficerOptions) => {
      const { destructions } = await retentionApi(program, options).get<{ destructions: ListedDestruction[] }>('destructions?limit=500');
      answer(options, destructions, (all) =>
        all.map(({ destructionId, state, proposed, items }) => {
          const counts = Object.entries(items).flatMap(([name, count]) => (count > 0 ? `${count} ${name}` : []));
          return `${destructionId}  ${state}  ${counts.join(', ')}  (proposed ${proposed.at.slice(0, 10)} by ${proposed.by})`;
        }),
      );
    });
  asOfficer(destroy.command('unconfirmed'))
    .description('holders that have not confirmed that they deleted; exit code 1 when there is any')
    .option('--minutes <count>', 'since the destruction, at least', '60')
    .action(async (options: OfficerOptions & { minutes: string }) => {
      const path = `destructions/unconfirmed?limit=1000&minutes=${segment(options.minutes)}`;
      const { unconfirmed } = await retentionApi(program, options).get<{ unconfirmed: { patientId: string; holder: string; since: string }[] }>(path); // prettier-ignore
      if (unconfirmed.length > 0) process.exitCode = 1;
      answer(options, unconfirmed, (all) => all.map(({ patientId, holder, since }) => `${holder}  record ${patientId}  since ${since}`));
    });

  const certificate = retention.command('certificate').description('certificates of destruction');
  asOfficer(certificate.command('list'))
    .description('certificates, the newest first')
    .option('--patient <id>', 'of this record only')
    .action(async (options: OfficerOptions & { patient?: string }) => {
      const path = `certificates?limit=500${options.patient === undefined ? '' : `&patient=${segment(options.patient)}`}`;
      const { certificates } = await retentionApi(program, options).get<{ certificates: CertificateShown[] }>(path);
      answer(options, certificates, (all) =>
        all.map(({ certificateId, patientId, destroyedAt, status, backups }) => {
          const waits = status === 'complete' ? '' : `  backups: ${backups.map(({ generation, until }) => `${generation} until ${until}`).join(', ')}`; // prettier-ignore
          return `${certificateId}  ${status}  record ${patientId}  destroyed ${destroyedAt.slice(0, 10)}${waits}`;
        }),
      );
    });
  for (const [name, description] of [
    ['show', 'one certificate, as JSON'],
    ['note', 'one certificate, signed: the verifier key of the log checks it'],
    ['page', 'one certificate, as a page to be read and printed'],
  ] as const)
    asOfficer(certificate.command(name).argument('<certificate>', 'its id'))
      .description(description)
      .action(async (id: string, options: OfficerOptions) => {
        const path = `certificates/${segment(id)}`;
        const api = retentionApi(program, options);
        console.log(name === 'show' ? JSON.stringify(await api.get(path), null, 2) : (await api.text(`${path}/${name}`)).trimEnd());
      });

  const backups = retention.command('backups').description('generations of backups that hold keys: certificates wait for them');
  asOfficer(backups.command('list'))
    .description('those that were declared, the newest first')
    .action(async (options: OfficerOptions) => {
      const found = await retentionApi(program, options).get<{ backups: BackupShown[] }>('backups?limit=1000');
      answer(options, found.backups, (all) => all.map(backupLine));
    });
  deciding(backups.command('declare').argument('<generation>', 'its name'))
    .description('declares a generation of backups of the keyring')
    .requiredOption('--taken-at <instant>', 'when it was taken')
    .requiredOption('--until <day>', 'until when it is to be kept')
    .option('--place <text>', 'where it is')
    .action(async (generation: string, options: DecisionOptions & { takenAt: string; until: string; place?: string }) => {
      const { takenAt, until, place } = options;
      const shown = await retentionApi(program, options).decide<BackupShown>('backups', options, { data: { generation, takenAt, until, place } }); // prettier-ignore
      answer(options, shown, (one) => [backupLine(one)]);
    });
  deciding(backups.command('expire').argument('<generation>', 'its name'))
    .description('states that a generation is gone')
    .option('--expired-at <instant>', 'when; else now')
    .action(async (generation: string, options: DecisionOptions & { expiredAt?: string }) => {
      const data = { expiredAt: options.expiredAt ?? new Date().toISOString() };
      const path = `backups/${segment(generation)}/expiry`;
      answer(options, await retentionApi(program, options).decide<BackupShown>(path, options, { data }), (one) => [backupLine(one)]);
    });
}

/** What a person reads before approving. */
export function destructionLines({ destructionId, state, digest, approvals, items, missing, changed }: DestructionShown): string[] {
  const why = new Map(changed.map(({ patientId, reason }) => [patientId, reason]));
  return [
    `${destructionId}  ${state}  digest ${digest}`,
    `approved by ${approvals.length === 0 ? 'no one yet' : approvals.map(({ by, role }) => `${by} (${role})`).join(', ')}`,
    ...(missing && missing.people + missing.roles.length > 0
      ? [`missing: ${[...(missing.people > 0 ? [`${missing.people} more people`] : []), ...missing.roles].join(', ')}`]
      : []),
    ...items.map(({ patientId, retentionClasses, dueOn, entries, rule: { ruleId }, state: is, reason, waitsFor }) => {
      const remark = [
        why.get(patientId) === undefined ? undefined : `changed: ${why.get(patientId)}`,
        reason,
        waitsFor && `waits for ${waitsFor}`,
      ];
      const remarks = remark.filter((each) => each !== undefined && each !== null && each !== '');
      return `  ${patientId}  ${is}  due ${dueOn} by ${ruleId}, ${entries} entries, ${retentionClasses.join(' and ')}${remarks.length > 0 ? `  (${remarks.join('; ')})` : ''}`; // prettier-ignore
    }),
  ];
}

function backupLine({ generation, place, takenAt, until, expiredAt }: BackupShown): string {
  return `${generation}  taken ${takenAt}${place === null ? '' : ` in ${place}`}, ${expiredAt === null ? `kept until ${until}` : `expired ${expiredAt}`}`;
}
