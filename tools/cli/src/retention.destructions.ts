import type { Command } from 'commander';
import { asOfficer, deciding, print, retentionApi, segment, type DecisionOptions, type OfficerOptions } from './retention.api.js';
import { CommandError, count } from './run-file.js';

interface DestructionShown {
  destructionId: string;
  state: string;
  digest: string;
  approvals: { by: string; role: string }[];
  items: { patientId?: string; retentionClasses: string[]; dueOn: string; entries?: number; rule: { ruleId: string }; state: string; reason: string | null; waitsFor: string | null }[]; // prettier-ignore
  ended: { by: string; reason: string | null } | null;
  missing: { people: number; roles: string[] } | null;
  changed: { patientId?: string; retentionClass?: string; reason: string }[];
}

interface ListedDestruction {
  destructionId: string;
  state: string;
  proposed: { by: string; at: string };
  items: Record<string, number>;
}

interface CertificateShown {
  certificateId: string;
  patientId?: string;
  scope: { retentionClasses: string[] };
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

interface ApproveOptions extends DecisionOptions {
  digest?: string;
  inRole?: string;
  note?: string;
  reject: boolean;
  reason?: string;
}

export function addDestructionCommands(program: Command, retention: Command): void {
  deciding(
    retention.command('approve').argument('<list>', 'id of the destruction'),
    'approve 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 --digest <hex> --role data-protection-officer',
  )
    .description('approves a list, as it was shown; or rejects it')
    .option('--digest <hex>', 'of what was shown: retention destroy show')
    // Not --as: that is the person who looks, of all commands.
    .option('--in-role <role>', 'in which role of yours; else that of --role')
    .option('--note <text>', 'it goes on record; no clinical content')
    .option('--reject', 'the list is not to be carried out', false)
    .option('--reason <text>', 'why it is rejected')
    .action(async (list: string, options: ApproveOptions) => {
      const { digest, inRole: as = options.role, note, reject, reason } = options;
      if (reject && reason === undefined) throw new CommandError('--reject needs --reason');
      if (!reject && digest === undefined) throw new CommandError('--digest is needed: retention destroy show has it');
      const [path, data] = reject ? ['rejection', { reason }] : ['approvals', { digest, as, note }];
      const shown = await retentionApi(program, options).decide<DestructionShown>(`destructions/${segment(list)}/${path}`, options, data);
      print(options, shown, destructionLines);
    });

  const destroy = retention.command('destroy').description('lists of what is due, and what became of each record');
  deciding(destroy.command('propose'), 'destroy propose --limit 100')
    .description('lists records that are due: those that are due longest, or those that are named')
    .option('--patient <id...>', 'all of these, or none')
    .option('--class <name...>', 'years of accesses, all of these or none: access-2022')
    .option('--kind <name...>', 'kinds of entries that a rule has destroyed alone, all of these or none: <patient>/observations')
    .option('--limit <count>', 'without names: how many at most')
    .action(async (options: DecisionOptions & { patient?: string[]; class?: string[]; kind?: string[]; limit?: string }) => {
      const limit = options.limit === undefined ? undefined : count(options.limit, '--limit', 1);
      const kinds = options.kind?.map((name) => {
        const [patientId, retentionClass] = name.split('/');
        return { patientId, retentionClass };
      });
      const data = { patientIds: options.patient, retentionClasses: options.class, kinds, limit };
      print(options, await retentionApi(program, options).decide<DestructionShown>('destructions', options, data), destructionLines);
    });
  deciding(
    destroy.command('begin').argument('<list>', 'id of the destruction'),
    'destroy begin 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22 --digest <hex>',
  )
    .description('begins what two people have approved: there is no way back for a record whose keys are gone')
    .requiredOption('--digest <hex>', 'of what was approved')
    .action(async (list: string, options: DecisionOptions & { digest: string }) => {
      const path = `destructions/${segment(list)}/begin`;
      print(options, await retentionApi(program, options).decide<DestructionShown>(path, options, { digest: options.digest }), destructionLines); // prettier-ignore
    });
  asOfficer(destroy.command('show').argument('<list>', 'id of the destruction'), 'destroy show 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22')
    .description('one list: its digest, what is missing, and what became of each record')
    .action(async (list: string, options: OfficerOptions) => {
      print(options, await retentionApi(program, options).get<DestructionShown>(`destructions/${segment(list)}`), destructionLines);
    });
  asOfficer(destroy.command('list'), 'destroy list')
    .description('lists, the newest first')
    .action(async (options: OfficerOptions) => {
      const lists = await retentionApi(program, options).list<ListedDestruction>('destructions', 'destructions', 'before');
      print(options, lists, (all) =>
        lines('no list', all, ({ destructionId, state, proposed, items }) => {
          const counts = Object.entries(items).flatMap(([name, many]) => (many > 0 ? `${many} ${name}` : []));
          return `${destructionId}  ${state}  ${counts.join(', ')}  (proposed ${proposed.at.slice(0, 10)} by ${proposed.by})`;
        }),
      );
    });
  asOfficer(destroy.command('unconfirmed'), 'destroy unconfirmed --minutes 1440')
    .description('holders that have not confirmed that they deleted; exit code 1 when there is any')
    .option('--minutes <count>', 'since the destruction, at least', '60')
    .action(async (options: OfficerOptions & { minutes: string }) => {
      const minutes = String(count(options.minutes, '--minutes'));
      const unconfirmed = await retentionApi(program, options).list<{ patientId?: string; retentionClass?: string; holder: string; since: string }>('destructions/unconfirmed', 'unconfirmed', 'after', { minutes }); // prettier-ignore
      if (unconfirmed.length > 0) process.exitCode = 1;
      print(options, unconfirmed, (all) =>
        lines(
          'all have confirmed',
          all,
          ({ patientId, retentionClass, holder, since }) => `${holder}  record ${patientId ?? retentionClass}  since ${since}`,
        ),
      );
    });

  const certificate = retention.command('certificate').description('certificates of destruction');
  asOfficer(certificate.command('list'), 'certificate list --patient 3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f')
    .description('certificates, the newest first')
    .option('--patient <id>', 'of this record only')
    .action(async (options: OfficerOptions & { patient?: string }) => {
      const { patient } = options;
      const certificates = await retentionApi(program, options).list<CertificateShown>('certificates', 'certificates', 'before', {
        patient,
      });
      print(options, certificates, (all) =>
        lines('no certificate', all, ({ certificateId, patientId, scope, destroyedAt, status, backups }) => {
          const kept = status === 'complete' ? [] : backups;
          const waits =
            kept.length === 0 ? '' : `  backups: ${kept.map(({ generation, until }) => `${generation} until ${until}`).join(', ')}`;
          return `${certificateId}  ${status}  record ${patientId ?? scope.retentionClasses.join(' and ')}  destroyed ${destroyedAt.slice(0, 10)}${waits}`;
        }),
      );
    });
  for (const [name, description] of [
    ['show', 'one certificate, as JSON'],
    ['note', 'one certificate, signed: the verifier key of the log checks it'],
    ['page', 'one certificate, as a page to be read and printed'],
  ] as const)
    asOfficer(certificate.command(name).argument('<certificate>', 'its id'), `certificate ${name} 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22`)
      .description(description)
      .action(async (id: string, options: OfficerOptions) => {
        const path = `certificates/${segment(id)}`;
        const api = retentionApi(program, options);
        console.log(name === 'show' ? JSON.stringify(await api.get(path), null, 2) : (await api.text(`${path}/${name}`)).trimEnd());
      });

  const backups = retention.command('backups').description('generations of backups that hold keys: certificates wait for them');
  asOfficer(backups.command('list'), 'backups list')
    .description('those that were declared, the newest first')
    .action(async (options: OfficerOptions) => {
      const found = await retentionApi(program, options).list<BackupShown>('backups', 'backups', 'before');
      print(options, found, (all) => lines('no generation of backups', all, backupLine));
    });
  deciding(
    backups.command('declare').argument('<generation>', 'its name'),
    'backups declare weekly-2026-09 --taken-at 2026-03-01T02:00:00Z --until 2026-04-01 --place vault-2',
  )
    .description('declares a generation of backups of the keyring')
    .requiredOption('--taken-at <instant>', 'when it was taken')
    .requiredOption('--until <day>', 'until when it is to be kept')
    .option('--place <text>', 'where it is')
    .action(async (generation: string, options: DecisionOptions & { takenAt: string; until: string; place?: string }) => {
      const { takenAt, until, place } = options;
      const shown = await retentionApi(program, options).decide<BackupShown>('backups', options, { generation, takenAt, until, place }); // prettier-ignore
      print(options, shown, (one) => [backupLine(one)]);
    });
  deciding(backups.command('expire').argument('<generation>', 'its name'), 'backups expire weekly-2026-09')
    .description('states that a generation is gone')
    .option('--expired-at <instant>', 'when; else now')
    .action(async (generation: string, options: DecisionOptions & { expiredAt?: string }) => {
      // Sent again with --decided-at, it is the same.
      const { decidedAt = new Date().toISOString(), expiredAt = decidedAt } = options;
      const path = `backups/${segment(generation)}/expiry`;
      const shown = await retentionApi(program, options).decide<BackupShown>(path, { ...options, decidedAt }, { expiredAt });
      print(options, shown, (one) => [backupLine(one)]);
    });
}

/** @param none what is said of an empty list */
function lines<Item>(none: string, items: readonly Item[], lineOf: (item: Item) => string): string[] {
  return items.length === 0 ? [none] : items.map(lineOf);
}

/** A patient; a kind of entries of one; or a year of accesses. */
function nameOf(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('/');
}

/** What a person reads before approving. */
function destructionLines({ destructionId, state, digest, approvals, items, ended, missing, changed }: DestructionShown): string[] {
  const why = new Map(changed.map(({ patientId, retentionClass, reason }) => [nameOf([patientId, retentionClass]), reason]));
  return [
    `${destructionId}  ${state}  digest ${digest}`,
    `approved by ${approvals.length === 0 ? 'no one yet' : approvals.map(({ by, role }) => `${by} (${role})`).join(', ')}`,
    ...(ended ? [`${state} by ${ended.by}${ended.reason === null ? '' : `: ${ended.reason}`}`] : []),
    ...(missing && missing.people + missing.roles.length > 0
      ? [
          `missing: ${[...(missing.people > 0 ? [`approval by ${missing.people} more ${missing.people === 1 ? 'person' : 'people'}`] : []), ...missing.roles].join(', ')}`,
        ]
      : []),
    ...items.map(({ patientId, retentionClasses, dueOn, entries, rule: { ruleId }, state: is, reason, waitsFor }) => {
      const [only, ...others] = retentionClasses;
      const name = nameOf([patientId, patientId !== undefined && others.length > 0 ? undefined : only]);
      const change = why.get(name);
      const remark = [change === undefined ? undefined : `changed: ${change}`, reason, waitsFor && `waits for ${waitsFor}`];
      const remarks = remark.filter((each) => each !== undefined && each !== null && each !== '');
      return `  ${name}  ${is}  due ${dueOn} by ${ruleId}${entries === undefined ? '' : `, ${entries} entries, ${retentionClasses.join(', ')}`}${remarks.length > 0 ? `  (${remarks.join('; ')})` : ''}`; // prettier-ignore
    }),
  ];
}

function backupLine({ generation, place, takenAt, until, expiredAt }: BackupShown): string {
  return `${generation}  taken ${takenAt}${place === null ? '' : ` in ${place}`}, ${expiredAt === null ? `kept until ${until}` : `expired ${expiredAt}`}`;
}
