import type { EntryDocument } from '../rendering.js';
import type { ExportManifest } from './manifest.js';

/** A page without anything from elsewhere, to be read and printed. It is made in pieces: a record may be long. */

export const pageStyle = `body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h2{margin-top:2.5rem}h3{font-size:1rem;margin:1.5rem 0 0}article{border-top:1px solid #ccc;padding-bottom:.5rem;break-inside:avoid}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.1rem 1rem;margin:.3rem 0}dt{color:#555}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ccc;overflow-wrap:anywhere}
.mark{font-weight:bold}ul{padding-left:1.2rem}@media print{body{margin:0;max-width:none}}`;

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);
}

type About = Pick<ExportManifest, 'organisation' | 'kind' | 'requestId' | 'exportId' | 'madeAt' | 'periods' | 'records' | 'counts'>;

const kinds = {
  access: 'Answer to a request for access (GDPR, article 15)',
  portability: 'Answer to a request for a copy that other systems can read (GDPR, article 20)',
};

/**
 * Nothing may be loaded, and nothing run.
 * @param styleDigest SHA-256 of {@link pageStyle}, base64: no other style holds
 */
export function pageHead(about: About, styleDigest: string): string {
  const { kind, counts, records } = about;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleDigest}'">
<meta name="viewport" content="width=device-width">
<title>Record ${escaped(about.requestId)}</title>
<style>${pageStyle}</style>
</head>
<body>
<h1>What is on record about you</h1>
<p>${kinds[kind]}. Made on ${escaped(about.madeAt)} by the organisation “${escaped(about.organisation)}”, for the request ${escaped(about.requestId)}.</p>
<p>It holds ${counts.entries} entries of ${records.length === 1 ? 'one record' : `${records.length} records, which are of the same person`}. Of these ${counts.amended} were corrected, ${counts.struck} were struck as wrong and are marked, and of ${counts.withheld} the content is left out for the reason that is named. Times are as they were stated.</p>
`;
}

/** What article 15(1) asks to be said beside the data. */
export function pageTerms({ kind, periods }: About): string {
  const rows = periods.map(({ retentionClass, status, keptThrough, title = '', citation = '' }) => [
    retentionClass,
    status === 'due-on' && keptThrough !== undefined ? `through ${keptThrough}` : (statuses[status] ?? status),
    title,
    citation,
  ]);
  const purposes = `<h2>Why it is kept</h2>
<ul>
<li>For your treatment and care, by those who care for you.</li>
<li>Because the law has care be documented, and the documents be kept.</li>
<li>To show who looked at your record, and that nothing in it was changed unseen.</li>
</ul>
<h2>How long it is kept</h2>
${table(['What', 'Kept', 'Rule', 'Law or policy'], rows)}
`;
  if (kind === 'portability') return purposes;
  return `${purposes}<h2>Where it is from</h2>
<p>Each entry names who recorded it, in which role and where. What came from another system says so in its text.</p>
<h2>Your rights</h2>
<p>You may have what is wrong corrected, have it erased or its use restricted where the law allows it, object, and complain to a supervisory authority. No decision about you is made by a machine alone.</p>
`;
}

const statuses: Readonly<Record<string, string>> = {
  forever: 'permanently',
  unknown: 'until its end is known',
  suspended: 'until a pending case ends',
  'no-rule': 'no rule says how long',
};

/** @param recipients systems to which something was sent */
export function pageRecipients(recipients: readonly { name: string; messages: number; first: string; last: string }[]): string {
  return `<h2>To whom it was sent</h2>
${
  recipients.length === 0
    ? '<p>Nothing was sent to other systems.</p>'
    : table(
        ['System', 'Messages', 'First', 'Last'],
        recipients.map(({ name, messages, first, last }) => [name, String(messages), first, last]),
      )
}
`;
}

export function pageEntry(entry: EntryDocument, ground: string | undefined): string {
  const { id, type, occurredAt, recordedAt, actor, actorRole, facility, struck, amended, unreadable, data } = entry;
  const marks = [
    struck && `Struck on ${struck.at}: ${String(struck.reason)}. It counts no more.`,
    amended && `Corrected on ${amended.at}: ${String(amended.reason)}. The former content is below.`,
    ground && `The content is left out: ${grounds[ground] ?? ground}.`,
    unreadable && 'This entry is on record, and could not be read when this was made.',
  ].filter((mark) => mark !== undefined);
  const content =
    ground !== undefined || unreadable ? '' : `${valueOf(data)}${amended ? `<p>Former content:</p>${valueOf(amended.original.data)}` : ''}`;
  return `<article id="e-${escaped(id)}"><h3>${escaped(titleOf(type))}, ${escaped(occurredAt)}</h3>
${marks.map((mark) => `<p class="mark">${escaped(mark)}</p>`).join('')}${content}
<p><small>Recorded on ${escaped(recordedAt)} by ${escaped(actor)} (${escaped(actorRole)})${facility === undefined ? '' : `, ${escaped(facility)}`}. Entry ${escaped(id)}</small></p></article>
`;
}

const grounds: Readonly<Record<string, string>> = {
  'rights-of-others': 'it would touch the rights of another person',
  'therapeutic-reasons': 'reasons of your treatment stand against it',
  'legal-secrecy': 'the law keeps it secret',
};

export const pageAccesses = {
  head: (destroyedYears: readonly number[]): string =>
    `<h2>Who looked at it</h2>
<p>What a person recorded stands with the entries, with their name.${destroyedYears.length > 0 ? ` Accesses of these years were destroyed at the end of their time: ${destroyedYears.join(', ')}.` : ''}</p>
<ul>
`,
  line: (words: string): string => `<li>${escaped(words)}</li>\n`,
  end: '</ul>\n',
};

export const pageEnd = '</body>\n</html>\n';

function titleOf(type: string): string {
  return type.replaceAll(/[.-]/g, ' ');
}

/** Any data as nested lists of names and values. */
function valueOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return `<ul>${value.map((each) => `<li>${valueOf(each)}</li>`).join('')}</ul>`;
  if (typeof value === 'string') return escaped(value);
  if (typeof value !== 'object') return escaped(JSON.stringify(value));
  const members = Object.entries(value).map(([name, each]) => `<dt>${escaped(wordsOf(name))}</dt><dd>${valueOf(each)}</dd>`);
  return `<dl>${members.join('')}</dl>`;
}

/** `clinicalStatus` → `clinical status`. */
function wordsOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: 'th' | 'td', values: readonly string[]): string =>
    values.map((value) => `<${tag}>${escaped(value)}</${tag}>`).join('');
  return `<table>\n<tr>${cells('th', heads)}</tr>\n${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n')}\n</table>`;
}
