import { isUtf8 } from 'node:buffer';
import { textFaults, type NoteWrittenV1 } from '@everchart/contracts-clinical';
import { codeableConceptOf, conceptInWords, notesOf, quantityInWords } from '../data-types.js';
import { lines, present, words, type Draft, type Element, type Leaf } from '../element.js';
import type { References } from '../references.js';
import { momentOf, sinceNow } from '../times.js';
import { enteredInError, patientIn, type Mapping } from './mapping.js';

type Note = Draft<NoteWrittenV1>;

/** What a type says beyond its code, its status and its time. */
interface NoteKind {
  resourceType: string;
  kind: NoteWrittenV1['kind'];
  patient: 'subject' | 'patient';
  /** What it is called in the text. */
  name: string;
  statuses: readonly string[];
  code: string;
  times: readonly string[];
  /** Lines of the text, after the first. */
  text(resource: Element, references: References): (Leaf<string> | undefined)[];
  says?(resource: Element): (Leaf | undefined)[];
  stay(resource: Element): Element | undefined;
}

/**
 * For these types there is no event of their own yet: they become notes with their code, so that nothing is invisible.
 */
const kinds: readonly NoteKind[] = [
  {
    resourceType: 'Procedure',
    kind: 'procedure',
    patient: 'subject',
    name: 'Procedure',
    statuses: ['preparation', 'in-progress', 'not-done', 'on-hold', 'stopped', 'completed', 'unknown'],
    code: 'code',
    times: ['performedDateTime', 'performedPeriod'],
    text: (resource) => [
      labelled('Reason not done', conceptInWords(resource.element('statusReason'))),
      labelled('At', resource.text('performedString')),
      labelled('Reason', inWords(resource, 'reasonCode')),
      labelled('Body site', inWords(resource, 'bodySite')),
      labelled('Outcome', conceptInWords(resource.element('outcome'))),
      labelled('Complication', inWords(resource, 'complication')),
      labelled('Follow-up', inWords(resource, 'followUp')),
      notesOf(resource),
    ],
    stay: (resource) => resource.element('encounter'),
  },
  {
    resourceType: 'Immunization',
    kind: 'immunization',
    patient: 'patient',
    name: 'Immunization',
    statuses: ['completed', 'not-done'],
    code: 'vaccineCode',
    times: ['occurrenceDateTime'],
    text: (resource) => [
      resource.raw('isSubpotent') === true ? resource.boolean('isSubpotent')!.as('The dose was sub-potent') : undefined,
      labelled('Reason not done', conceptInWords(resource.element('statusReason'))),
      labelled('At', resource.text('occurrenceString')),
      labelled('Dose', quantityInWords(resource.element('doseQuantity'))),
      labelled('Lot', resource.text('lotNumber')),
      labelled('Expires', resource.text('expirationDate')),
      labelled('Site', conceptInWords(resource.element('site'))),
      labelled('Route', conceptInWords(resource.element('route'))),
      labelled('Reason', inWords(resource, 'reasonCode')),
      notesOf(resource),
    ],
    says: (resource) => (resource.raw('isSubpotent') === false ? [resource.boolean('isSubpotent')] : []),
    stay: (resource) => resource.element('encounter'),
  },
  {
    resourceType: 'DiagnosticReport',
    kind: 'report',
    patient: 'subject',
    name: 'Report',
    statuses: ['registered', 'partial', 'preliminary', 'final', 'amended', 'corrected', 'appended', 'unknown'],
    code: 'code',
    times: ['effectiveDateTime', 'effectivePeriod', 'issued'],
    text: (resource) => [
      labelled('Conclusion', resource.text('conclusion')),
      labelled('Coded conclusion', inWords(resource, 'conclusionCode')),
      labelled(
        'Results',
        lines(
          resource.elements('result').map((each) => each.text('display')),
          '; ',
        ),
      ),
      ...resource.elements('presentedForm').flatMap((each) => [labelled('Document', attachmentInWords(each)), contentOf(each)]),
    ],
    stay: (resource) => resource.element('encounter'),
  },
  {
    resourceType: 'DocumentReference',
    kind: 'document',
    patient: 'subject',
    name: 'Document',
    statuses: ['current', 'superseded'],
    code: 'type',
    times: ['date'],
    text: (resource) => [
      labelled('Status of the document', resource.text('docStatus')),
      resource.text('description'),
      labelled('Category', inWords(resource, 'category')),
      ...resource
        .elements('content')
        .map((each) => each.element('attachment'))
        .flatMap((each) => [labelled('Stored at', attachmentInWords(each)), contentOf(each)]),
    ],
    stay: (resource) => resource.element('context').elements('encounter')[0],
  },
];

export const noteMappings: readonly Mapping[] = kinds.map((kind) => ({
  resourceType: kind.resourceType,
  patientOf: patientIn(kind.patient),
  eventsOf(resource, { references, nowMs }) {
    const status = resource.text('status');
    if (status?.value === 'entered-in-error') return enteredInError;
    if (!status || !kind.statuses.includes(status.value)) return 'the status is not known here';
    const moment = momentOf(resource, kind.times, nowMs) ?? sinceNow(resource, nowMs);
    if (typeof moment === 'string') return moment;
    const code = codeableConceptOf(resource.element(kind.code));
    const what = conceptInWords(resource.element(kind.code));
    const first = words([kind.name, ' (', status, ')', ...(what ? [': ', what] : [])]);
    const { occurredAt, timeDerived, happened } = moment;
    const stay = kind.stay(resource);
    const data = present<Note>({
      kind: kind.kind,
      code,
      status,
      text: lines([first, ...kind.text(resource, references)])!,
      happened,
      stayId: stay && references.recordId(stay, 'Encounter'),
    });
    return [{ type: 'note.written', schemaVersion: 1, occurredAt, timeDerived, data, says: kind.says?.(resource) ?? [] }];
  },
}));

function labelled(label: string, text: Leaf<string> | undefined): Leaf<string> | undefined {
  return text && words([label, ': ', text]);
}

const inWords = (resource: Element, name: string): Leaf<string> | undefined =>
  lines([...(resource.element(name).exists ? [resource.element(name)] : []), ...resource.elements(name)].map(conceptInWords), '; ');

const textMax = 90_000;

/** Content that is plain text; of any other only what it is, and where. */
function contentOf(attachment: Element): Leaf<string> | undefined {
  const data = attachment.text('data');
  if (!data || !/^text\/plain\b/.test(attachment.text('contentType')?.value ?? '')) return undefined;
  const bytes = Buffer.from(data.value, 'base64');
  const text = bytes.toString();
  const isText = isUtf8(bytes) && bytes.toString('base64') === data.value.replaceAll(/\s/g, '') && text.trim() !== '';
  return isText && text.length <= textMax && textFaults(text).length === 0 ? data.as(text) : undefined;
}

function attachmentInWords(attachment: Element): Leaf<string> | undefined {
  return lines([attachment.text('title'), attachment.text('url'), attachment.text('contentType'), attachment.text('creation')], ', ');
}
