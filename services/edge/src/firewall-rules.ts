import type { EdgeConfig } from './configuration.js';
import { bodyBytesMax } from './limits.js';

/**
 * Classes of attacks by the scores of the Core Rule Set, each with a status that only the edge sees: so the access log
 * can say which class it was, and no text of the request need be written anywhere.
 */
export const attackClasses = [
  { name: 'sqli', score: 'SQL_INJECTION_SCORE', status: 461 },
  { name: 'xss', score: 'XSS_SCORE', status: 462 },
  { name: 'rce', score: 'RCE_SCORE', status: 463 },
  { name: 'lfi', score: 'LFI_SCORE', status: 464 },
  { name: 'rfi', score: 'RFI_SCORE', status: 465 },
  { name: 'php', score: 'PHP_INJECTION_SCORE', status: 466 },
  { name: 'session', score: 'SESSION_FIXATION_SCORE', status: 467 },
  // Scanners, protocol, files, other languages.
  { name: 'other', score: 'INBOUND_ANOMALY_SCORE_PL1', status: 468 },
] as const;

/** Media types that are read as JSON, and inspected as such. */
export const jsonMediaTypes = ['application/json', 'application/fhir+json', 'application/x-ndjson'];

/** Files of the Core Rule Set that are used: requests alone, without its own verdict. */
export const ruleFiles = [
  'REQUEST-901-INITIALIZATION',
  'REQUEST-905-COMMON-EXCEPTIONS',
  'REQUEST-911-METHOD-ENFORCEMENT',
  'REQUEST-913-SCANNER-DETECTION',
  'REQUEST-920-PROTOCOL-ENFORCEMENT',
  'REQUEST-921-PROTOCOL-ATTACK',
  'REQUEST-922-MULTIPART-ATTACK',
  'REQUEST-930-APPLICATION-ATTACK-LFI',
  'REQUEST-931-APPLICATION-ATTACK-RFI',
  'REQUEST-932-APPLICATION-ATTACK-RCE',
  'REQUEST-933-APPLICATION-ATTACK-PHP',
  'REQUEST-934-APPLICATION-ATTACK-GENERIC',
  'REQUEST-941-APPLICATION-ATTACK-XSS',
  'REQUEST-942-APPLICATION-ATTACK-SQLI',
  'REQUEST-943-APPLICATION-ATTACK-SESSION-FIXATION',
  'REQUEST-944-APPLICATION-ATTACK-JAVA',
  'REQUEST-999-COMMON-EXCEPTIONS-AFTER',
] as const;

/** Rules with exclusions: which operations they are for, and what of a field they leave out. */
export interface RuleSet {
  name: string;
  /** Operations of services, by id, whose requests are inspected with these rules. */
  operations: readonly string[];
  exclusions: readonly Exclusion[];
}

export interface Exclusion {
  /** Why the field says what an attack says. */
  because: string;
  /**
   * Members from the top, joined by colons; places in lists do not count. Expressions without `|`: ModSecurity takes
   * none.
   */
  fields: readonly string[];
  /** Classes of the Core Rule Set (`attack-…`), or single rules. */
  tags?: readonly string[];
  rules?: readonly number[];
}

/** What a member of a batch, or of a list of lines, has before its fields. */
const inBatches = '(?:events:)?';

/**
 * Scoped by path (the operations) and by field. Nothing is switched off elsewhere, and nothing for a whole request.
 */
export const ruleSets: readonly RuleSet[] = [
  {
    name: 'record',
    operations: ['RecordEventsController_recordOne', 'RecordEventsController_recordBatch', 'RoundsController_recordOne'],
    exclusions: [
      {
        because: 'people write what they like: "select a vein from the left arm -- union rep was there", quotes, commands of devices',
        fields: ['text', 'note', 'reason', 'display', 'instruction', 'description', 'comment', 'family', 'given', 'name'].map(
          (name) => `${inBatches}data:(?:.*:)?${name}`,
        ),
        tags: ['attack-sqli', 'attack-rce', 'attack-injection-php'],
        // "alert(s) on for a fall": a function of JavaScript. Elements and handlers are found by other rules.
        rules: [941390],
      },
    ],
  },
  {
    name: 'fhir',
    operations: ['FhirController_recordBundle', 'FhirController_create'],
    exclusions: [
      {
        because: 'the narrative of a resource is XHTML',
        fields: ['(?:entry:resource:)?(?:contained:)?text:div'],
        tags: ['attack-xss', 'attack-sqli', 'attack-rce', 'attack-injection-php'],
      },
      {
        because: 'two numbers of telephones: "508-856-0104 Or 508-856-0104"',
        fields: ['(?:entry:resource:)?(?:.*:)?telecom:value'],
        rules: [942100],
      },
      {
        because: 'texts of notes, and what codes are called: "Suction system (physical object)"',
        fields: ['text', 'display', 'valueString', 'reasonText', 'patientInstruction', 'description', 'family', 'given'].map(
          (name) => `(?:entry:resource:)?(?:.*:)?${name}`,
        ),
        tags: ['attack-sqli', 'attack-rce', 'attack-injection-php'],
        // "alert(s) on for a fall": a function of JavaScript. Elements and handlers are found by other rules.
        rules: [941390],
      },
    ],
  },
  { name: 'other', operations: [], exclusions: [] },
];

function exclusionLines({ because, fields, tags = [], rules = [] }: Exclusion): string[] {
  const targets = fields.map((field) => `!ARGS:/^json\\.f:${field}(?:\\.array_\\d+)?$/`);
  return [
    `# ${because}`,
    ...tags.flatMap((tag) => targets.map((target) => `SecRuleUpdateTargetByTag "${tag}" "${target}"`)),
    ...rules.flatMap((rule) => targets.map((target) => `SecRuleUpdateTargetById ${rule} "${target}"`)),
  ];
}

/**
 * ModSecurity's own settings, the Core Rule Set at paranoia 1, what is left out, and the verdict.
 * @param crs folder of the Core Rule Set
 */
export function firewallRules(config: EdgeConfig, crs: string, { exclusions }: RuleSet): string {
  const audit = config.EDGE_WAF_AUDIT_LOG;
  return `# Made by the edge at its start.
SecRuleEngine On
SecRequestBodyAccess On
SecRequestBodyLimit ${bodyBytesMax + 65_536}
SecRequestBodyNoFilesLimit ${bodyBytesMax + 65_536}
SecRequestBodyLimitAction Reject
SecRequestBodyJsonDepthLimit 128
SecArgumentsLimit 100000
SecPcreMatchLimit 100000
SecPcreMatchLimitRecursion 100000
# Answers are records of persons: they are not looked into.
SecResponseBodyAccess Off
SecArgumentSeparator &
SecCookieFormat 0
${
  audit === undefined
    ? '# Also without bodies its lines quote what matched: there is none. The access log has the class.\nSecAuditEngine Off'
    : `SecAuditEngine RelevantOnly\nSecAuditLogRelevantStatus "^4"\nSecAuditLogParts AHZ\nSecAuditLogType Serial\nSecAuditLog ${audit}`
}
SecRule REQUEST_HEADERS:Content-Type "@rx ^application/(?:[a-z0-9.-]+\\+)?json" \\
  "id:100001,phase:1,pass,nolog,t:none,t:lowercase,ctl:requestBodyProcessor=JSON"
SecRule REQBODY_ERROR "!@eq 0" "id:100002,phase:2,deny,nolog,t:none,status:468"
SecDefaultAction "phase:1,log,auditlog,pass"
SecDefaultAction "phase:2,log,auditlog,pass"
SecAction "id:100010,phase:1,pass,nolog,t:none,\\
  setvar:tx.crs_setup_version=4250,\\
  setvar:tx.blocking_paranoia_level=1,\\
  setvar:tx.detection_paranoia_level=1,\\
  setvar:tx.inbound_anomaly_score_threshold=5,\\
  setvar:'tx.allowed_methods=GET HEAD POST PUT PATCH DELETE',\\
  setvar:'tx.allowed_request_content_type=|application/json|',\\
  setvar:'tx.allowed_request_content_type_charset=|utf-8|'"
${ruleFiles.map((name) => `Include ${crs}/${name}.conf`).join('\n')}
${exclusions.flatMap(exclusionLines).join('\n')}
${attackClasses
  .map(({ score, status }, index) => `SecRule TX:${score} "@ge 5" "id:${100_100 + index},phase:2,deny,t:none,status:${status}"`)
  .join('\n')}
`;
}
