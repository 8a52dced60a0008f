import { organisationStream } from '@everchart/contracts';
import type { RetentionEventData } from '@everchart/contracts-retention';
import { canonicalJson } from '@everchart/envelope';

export type CertificateData = RetentionEventData['certificate.issued'];
export type Completion = RetentionEventData['certificate.completed'];

/** What is known of a certificate. */
export interface KnownCertificate {
  certificateId: string;
  subject: string;
  issuedAt: string;
  certificate: CertificateData;
  completion: Completion | null;
  completed: boolean;
}

/** `complete`: no backup holds a key of it any more. */
export type CertificateStatus = 'issued' | 'complete';

/** A certificate, as people and programs get it. */
export interface CertificateDocument extends CertificateData {
  certificateId: string;
  organisation: string;
  /** Absent: a class of the organisation. */
  patientId?: string;
  issuedAt: string;
  status: CertificateStatus;
  /** The day on which the last backup expired, and the log then. */
  completion?: { completedOn: string; after?: { size: number; root: string } };
}

export function documentOf(org: string, known: KnownCertificate): CertificateDocument {
  const { certificateId, subject, issuedAt, certificate, completion, completed } = known;
  return {
    certificateId,
    organisation: org,
    ...(subject !== organisationStream(org) && { patientId: subject }),
    issuedAt,
    status: completed ? 'complete' : 'issued',
    ...certificate,
    ...(completed &&
      completion && { completion: { completedOn: completion.completedOn, ...(completion.after && { after: completion.after }) } }),
  };
}

/** First line of the signed text: no checkpoint begins so, though both are signed with the same key. */
const title = 'everchart certificate of destruction v1';

/** The text that is signed: C2SP signed-note. */
export function noteTextOf(document: CertificateDocument): string {
  return `${title}\n${canonicalJson(document)}\n`;
}

/** A page without anything from elsewhere, to be read and printed. */
export function pageOf(document: CertificateDocument): string {
  const { scope, rule, holdSearch, approvers, keys, classKeys, holders, backups, before, after, exceptions = [], completion } = document;
  const status = completion
    ? `Complete since ${completion.completedOn}: no backup holds a key of it any more.`
    : backups.length > 0
      ? 'Not complete: backups that are named below still hold a wrapped key.'
      : 'Not complete yet.';
  const rows: [string, string][] = [
    ['Certificate', document.certificateId],
    ['Organisation', document.organisation],
    ['Record', document.patientId ?? `of the organisation: ${scope.retentionClasses.join(', ')}`],
    ['Scope', scopeInWords(scope)],
    [
      'Rule',
      `${rule.ruleId} version ${rule.version}, of the set ${rule.ruleSetId} version ${rule.ruleSetVersion}${rule.facilityId === undefined ? '' : `, for ${rule.facilityId}`}`,
    ],
    ['Due on', document.dueOn],
    ['Destroyed at', document.destroyedAt],
    ['Method', document.method],
    ...(classKeys
      ? ([['Keys of all subjects', `${classKeys.count}, SHA-256 of their fingerprints ${classKeys.digest}`]] as [string, string][])
      : []),
    ['Search for holds', `${holdSearch.at}: ${holdSearch.found} found`],
    ['Audit log before', pointOf(before)],
    ['Audit log after', pointOf(after)],
    ['Destroyed by event', document.destroyedBy],
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Certificate of destruction ${escaped(document.certificateId)}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
table { border-collapse: collapse; width: 100%; margin-bottom: 1.5rem }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ccc; overflow-wrap: anywhere }
</style>
</head>
<body>
<h1>Certificate of destruction</h1>
<p><strong>${escaped(status)}</strong></p>
<table>
${rows.map(([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`).join('\n')}
</table>
${table(
  'What the due date followed from',
  ['Fact', 'Events'],
  document.inputs.map(({ trigger, eventIds }) => [trigger, eventIds.join(', ')]),
)}
${table(
  'Approved by',
  ['Person', 'Role', 'At', 'Event'],
  approvers.map(({ actor, role, at = '', eventId }) => [actor, role, at, eventId]),
)}
${table(
  'Keys',
  ['Class', 'Key', 'SHA-256 of its wrapped form'],
  keys.map(({ retentionClass, keyId, fingerprint }) => [retentionClass, keyId, fingerprint]),
)}
${table(
  'Copies deleted',
  ['Holder', 'At', 'Rows', 'Event'],
  holders.map(({ holder, deletedAt, rows: count, eventId }) => [holder, deletedAt, String(count), eventId]),
)}
${table(
  'Backups that held a wrapped key when this was issued',
  ['Generation', 'Place', 'Kept until'],
  backups.map(({ generation, place = '', until }) => [generation, place, until]),
)}
${exceptions.length > 0 ? `<h2>Exceptions</h2>\n<ul>\n${exceptions.map((text) => `<li>${escaped(text)}</li>`).join('\n')}\n</ul>` : ''}
<p>Issued at ${escaped(document.issuedAt)}. The signed form of this certificate, and proofs that its events are in the audit log, are in the log's own interface.</p>
</body>
</html>
`;
}

function scopeInWords({ entries, from, to, retentionClasses }: CertificateData['scope']): string {
  const parts = [...(entries === undefined ? [] : [`${entries} entries`]), ...(from === undefined ? [] : [`${from} to ${to}`])];
  return `${parts.join(', ')}; keys of ${retentionClasses.join(', ')}`;
}

function pointOf({ size, root }: { size: number; root: string }): string {
  return `size ${size}, root ${root}`;
}

function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return `<h2>${escaped(caption)}</h2>\n<p>None.</p>`;
  const cells = (tag: 'th' | 'td', values: readonly string[]): string =>
    values.map((value) => `<${tag}>${escaped(value)}</${tag}>`).join('');
  return `<h2>${escaped(caption)}</h2>\n<table>\n<tr>${cells('th', heads)}</tr>\n${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n')}\n</table>`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);
}
