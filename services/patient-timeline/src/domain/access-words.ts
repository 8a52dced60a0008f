import type { Access } from '@everchart/access-log';

/** What was done, as the sentence goes on after the person. */
const deeds: Readonly<Record<string, string>> = {
  'summary.read': 'read the summary of the record',
  'timeline.read': 'read the entries of the record',
  'difference.read': 'compared the record of two moments',
  'doses.read': 'looked at which medicines are due',
  'series.read': 'looked at measured values over time',
  'patients.search': 'searched for people, and found the person among others',
  'live.opened': 'began to follow what is recorded',
  'live.read': 'was sent the news that something was recorded',
  'live.ended': 'stopped following what is recorded',
  'board.read': 'looked at the overview of a house or unit in which the person was named',
  'round.read': 'prepared or did a round in which the person was named',
  'handover.read': 'read the handover of a house or unit in which the person was named',
  'directory-faults.read': 'looked for entries that name a wrong place or reason',
  'accesses.read': 'looked at who had read the record',
  'record.exported': 'made a copy of the record, to answer what the person asked for',
  'emergencies.read': 'checked accesses in an emergency',
  'emergency.reviewed': 'judged an access in an emergency',
  'event.recorded': 'recorded something',
  'events.recorded': 'recorded something',
  'bundle.recorded': 'recorded something',
  'resource.recorded': 'recorded something',
  'resource.read': 'read an entry of the record',
  'deliveries.read': 'looked at messages from the record to other systems',
  'delivery.held': 'looked at why a message from the record waits',
  'delivery.retried': 'had a message from the record sent again',
  'delivery.discarded': 'had a message from the record not sent',
  'hl7-message.sent': 'was sent a message from the record',
  'due-dates.read': 'looked at when the record may be destroyed',
  'due-date.read': 'looked at when the record may be destroyed, and why',
  'due-dates.simulated': 'worked out when the record might be destroyed under other rules',
  'stated-facts.read': 'looked at what is stated of how long the record is kept',
  'fact.stated': 'stated something on how long the record is kept',
  'fact.withdrawn': 'withdrew a statement on how long the record is kept',
  'person-request.received': 'noted that the person, or someone for the person, asked for erasure, access or a copy',
  'person-request.extended': 'had more time to answer what the person asked for',
  'person-request.answered': 'answered what the person asked for',
  'export.approved': 'let a copy of the record be made, to answer what the person asked for',
  'person-request.withdrawn': 'noted that what the person asked for was taken back',
  'person-request.read': 'looked at what the person asked for',
  'person-requests.read': 'looked at what several persons asked for, this one among them',
  'certificates.read': 'looked for a certificate that the record was destroyed',
  'certificate.read': 'read a certificate that the record was destroyed',
  'hold.placed': 'had the record kept until this is lifted again',
  'hold.lifted': 'ended that the record is kept beyond its time',
  'hold.read': 'looked at why the record is kept beyond its time',
  'patient-holds.read': 'looked at whether the record is kept beyond its time',
};

const reasons: Readonly<Record<string, string>> = {
  TREAT: 'for treatment and care',
  ETREAT: 'for treatment in an emergency',
  HOPERAT: 'for the running of the organisation',
  HSYSADMIN: 'to keep the system running',
  HPAYMT: 'for billing',
  PATRQT: 'because the person asked for it',
  PUBHLTH: 'for public health',
  HRESCH: 'for research',
};

const roles: Readonly<Record<string, string>> = {
  carer: 'A carer',
  nurse: 'A nurse',
  auditor: 'An auditor',
  administrator: 'An administrator',
  operator: 'An operator of the system',
  system: 'A system',
  destination: 'Another system',
  'retention-officer': 'A retention officer',
  'data-protection-officer': 'The data protection officer',
};

const services: Readonly<Record<string, string>> = {
  ingest: 'where entries are recorded',
  'patient-timeline': 'where the record is read',
  integration: 'where messages go to hospitals',
  retention: 'where the audit log is kept',
};

/** One sentence for the person whose record it is, or a relative. Facts only; the structured form says the same. */
export function accessInWords({ service, access }: { service: string; access: Access }): string {
  const { actor, role, at, operation, outcome, purpose, status, detail = {} } = access;
  const who = `${roles[role] ?? `A person in the role "${role}"`} (${actor})`;
  const what = deeds[operation] ?? `did something that is called "${operation}"`;
  const when = `On ${at.slice(0, 10)} at ${at.slice(11, 16)} (UTC)`;
  const why = reasons[purpose] ?? `for the purpose "${purpose}"`;
  const where = services[service] ?? service;
  const { breakGlass, atMost } = detail as { breakGlass?: { reason: { text: string } }; atMost?: boolean };
  const emergency = breakGlass ? ` The record was opened in an emergency: "${breakGlass.reason.text}".` : '';
  if (outcome === 'denied') return `${when}: ${who} tried to use the record, and was refused. Nothing was shown. (${where})`;
  const perhaps = atMost === true ? ' It is not certain that this was received.' : '';
  const shown = status < 400 ? perhaps : ' Nothing was shown.';
  return `${when}: ${who} ${what}, ${why}.${shown}${emergency} (${where})`;
}
