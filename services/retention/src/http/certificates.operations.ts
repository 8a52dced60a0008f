import { retentionEventTypes } from '@everchart/contracts-retention';
import { integerText, json, text, uuidText, type OperationShape } from '@everchart/platform';
import { z } from 'zod';
import { decisionBody, decisionId, decisionProblems } from './decision.operations.js';
import { rule } from './destructions.operations.js';
import { problems } from './problems.js';

const instant = z.iso.datetime();
const day = z.iso.date();
const point = z.object({ size: z.int(), root: z.string() }).describe('A checkpoint of the audit log');

const certificate = z
  .object({
    certificateId: uuidText,
    organisation: z.string(),
    patientId: uuidText.optional().describe('Absent: a class of the organisation, such as the accesses of a year'),
    issuedAt: instant,
    status: z.enum(['issued', 'complete']).describe('complete: no backup holds a key of it any more'),
    destroyedBy: uuidText.describe('The event retention.destroyed'),
    scope: z.object({ retentionClasses: z.array(z.string()), entries: z.int().optional(), from: day.optional(), to: day.optional() }),
    rule,
    dueOn: day,
    inputs: z
      .array(z.object({ trigger: z.string(), eventIds: z.array(uuidText) }))
      .describe('What the due date followed from; the dates are gone'),
    holdSearch: z.object({ at: instant, found: z.int() }),
    approvers: z.array(z.object({ actor: z.string(), role: z.string(), eventId: uuidText, at: instant.optional() })),
    keys: z.array(
      z.object({ keyId: uuidText, fingerprint: z.string().describe('SHA-256 of the wrapped key'), retentionClass: z.string() }),
    ),
    classKeys: z
      .object({ count: z.int(), digest: z.string() })
      .optional()
      .describe('Of a class that went as a whole: the keys of all subjects'),
    destroyedAt: instant,
    method: z.string(),
    holders: z.array(z.object({ holder: z.string(), eventId: uuidText, deletedAt: instant, rows: z.int() })),
    backups: z
      .array(z.object({ generation: z.string(), place: z.string().optional(), until: day }))
      .describe('That held a wrapped key when it was issued'),
    before: point,
    after: point,
    exceptions: z.array(z.string()).optional(),
    completion: z.object({ completedOn: day, after: point.optional() }).optional().describe('When the last backup with a key had expired'),
  })
  .meta({ id: 'Certificate' });

const example = {
  certificateId: decisionId,
  organisation: 'home',
  patientId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22',
  issuedAt: '2036-03-02T09:00:05.000Z',
  status: 'issued',
  ...retentionEventTypes.find(({ type }) => type === 'certificate.issued')!.example,
};
const tag = 'certificates';
const params = z.object({ certificateId: uuidText });

export const listCertificates = {
  summary: 'Certificates of destruction, the newest first',
  tag,
  query: z.strictObject({
    limit: integerText(1, 500).default(100).meta({ default: 100 }),
    before: uuidText.optional().describe('The "next" of an earlier page'),
    patient: uuidText.optional().describe('Of this record only'),
  }),
  answers: {
    200: {
      description: 'A page of them',
      content: json(z.object({ certificates: z.array(certificate), next: uuidText.nullable() }), { certificates: [example], next: null }),
    },
  },
} satisfies OperationShape;

export const showCertificate = {
  summary: 'One certificate',
  tag,
  params,
  answers: { 200: { description: 'The certificate', content: json(certificate, example) } },
  problems: [problems['certificate-unknown']],
} satisfies OperationShape;

export const certificateNote = {
  summary: 'One certificate, signed',
  description:
    'C2SP signed-note: a title, the certificate as canonical JSON, and a signature that the verifier key of the log checks (log-key).',
  tag,
  params,
  answers: {
    200: {
      description: 'The note',
      content: text('everchart certificate of destruction v1\n{…}\n\n— everchart.local/log/home q1fK2M0lB1cJ…\n'),
    },
  },
  problems: [problems['certificate-unknown'], problems['certificate-not-signed']],
} satisfies OperationShape;

export const certificatePage = {
  summary: 'One certificate, to be read and printed',
  tag,
  params,
  answers: { 200: { description: 'A page', content: { 'text/html': { schema: z.string() } } } },
  problems: [problems['certificate-unknown']],
} satisfies OperationShape;

const backup = z
  .object({
    generation: z.string(),
    place: z.string().nullable(),
    takenAt: instant,
    until: day.describe('Until when it is to be kept'),
    expiredAt: instant.nullable().describe('null: it is kept'),
  })
  .meta({ id: 'Backup' });
const backupExample = {
  generation: 'weekly-2036-09',
  place: 'vault-2',
  takenAt: '2036-03-01T02:00:00.000Z',
  until: '2036-04-01',
  expiredAt: null,
};

export const listBackups = {
  summary: 'Generations of backups of the keyring, the newest first',
  tag,
  query: z.strictObject({
    limit: integerText(1, 1000).default(100).meta({ default: 100 }),
    before: z.string().min(1).max(200).optional().describe('The "next" of an earlier page'),
  }),
  answers: {
    200: {
      description: 'Those that were declared',
      content: json(z.object({ backups: z.array(backup), next: z.string().nullable() }), { backups: [backupExample], next: null }),
    },
  },
} satisfies OperationShape;

export const declareBackup = {
  summary: 'Declares a generation of backups that holds keys',
  description: 'A certificate names those that were taken before the destruction, and is complete when none of them is kept any more.',
  tag,
  body: decisionBody('backup.declared', 'BackupToDeclare'),
  answers: {
    200: { description: 'It was declared before', content: json(backup, backupExample) },
    201: { description: 'It is declared, and that is on record', content: json(backup, backupExample) },
  },
  problems: [...decisionProblems, problems['backup-known']],
} satisfies OperationShape;

export const expireBackup = {
  summary: 'States that a generation of backups is gone',
  tag,
  params: z.object({ generation: z.string().min(1).max(200) }),
  body: decisionBody('backup.expired', 'BackupToExpire', ['generation']),
  answers: {
    200: {
      description: 'It has expired, and that is on record',
      content: json(backup, { ...backupExample, expiredAt: '2036-04-01T03:00:00.000Z' }),
    },
  },
  problems: [...decisionProblems, problems['backup-unknown'], problems['backup-expired']],
} satisfies OperationShape;
