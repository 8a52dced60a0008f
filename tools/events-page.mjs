/**
 * The catalogue of a contract package as a page for those who write apps: made from the schemas and the catalogue
 * beside them.
 */

/** @returns Markdown */
export function eventsPage(folder, schemas, catalogue) {
  const byType = Map.groupBy(schemas, ({ title }) => title);
  const types = Object.keys(catalogue);
  const concepts = Map.groupBy(types, (type) => type.split('.')[0]);
  const definitions = new Map(schemas.flatMap(({ $defs = {} }) => Object.entries($defs)).sort(([a], [b]) => (a < b ? -1 : 1)));
  return [
    introductions[folder](types.length),
    '## All types\n',
    '| concept | events |\n|---|---|',
    ...[...concepts].map(
      ([concept, members]) => `| ${concept} | ${members.map((type) => `[${type.split('.')[1]}](#${anchorOf(type)})`).join(', ')} |`,
    ),
    ...types.map((type) => section(type, byType.get(type), catalogue[type])),
    '\n## Shared structures\n',
    ...[...definitions].map(([name, definition]) => structure(name, definition)),
  ].join('\n');
}

const clinicalIntroduction = (count) => `# Clinical events

<!-- Made by \`npm run generate\` from libs/contracts-clinical: change the schemas and catalogue.json there, not this page. -->

The ${count} types of events that can be recorded. An event is a fact that somebody recorded: \`<concept>.<what happened>\`, in the past tense. It is sent to
\`POST /v1/orgs/{org}/patients/{patientId}/events\` as

\`\`\`json
{ "id": "<UUIDv7 made by the app>", "type": "<type>", "schemaVersion": 1, "occurredAt": "2026-03-01T08:30:00+01:00", "data": { } }
\`\`\`

where \`data\` is described here; without \`schemaVersion\` it is read under the newest version. A running service answers the same as JSON Schemas at
\`GET /v1/event-types\` and \`GET /v1/event-types/{type}\`, and describes what it publishes at \`GET /asyncapi.json\`.

- **Closed.** A member that is not named here is refused, so that a mistyped one is not lost. Every fault is answered at once, as a JSON Pointer and a rule.
- **Ids.** The id of an event is the id of what it began: a flag, a prescription, an instruction, an allergy, a consent. An \`…Id\` names an event of the same
  patient that was recorded before; a stay has an id of its own.
- **Codes.** Each coding names its system by a URI, a local one too. Codes of \`http://loinc.org\` and \`http://snomed.info/sct\` need the right form and check digit
  (of SNOMED CT the id of a concept, not of a description, nor an expression); \`http://unitsofmeasure.org\` and the \`code\` of a quantity are UCUM.
  The unit of a vital sign, and of common results, must be one of what was measured: a heart rate is not in kg.
- **Times** carry a zone. Where clinicians know a year, a month or a day only, a partial date is taken: \`1938\`, \`1938-04\`, \`1938-04-02\`.
  A time that says that something has happened does not lie in the future; one that is due or planned may (\`x-time\` in the schemas).
- **Texts** hold no control characters but tab, line feed and carriage return.
- **Retention class.** All of a patient's record is of the class \`clinical\`: it is kept, and at the end destroyed, as a whole.
- **Corrections.** An entry is never changed: [entry.amended](#entryamended) states it anew, [entry.struck](#entrystruck) takes it back. Both stay readable.
- **Override.** Where a rule stands against what did happen, \`override\` says why, and it is recorded all the same: see the rules in [ingest](../services/ingest/README.md#rules).

Optional members are in *italics*; \`[]\` marks the items of a list.
`;

const organisationIntroduction = (count) => `# Events of an organisation

<!-- Made by \`npm run generate\` from libs/contracts-organisation: change the schemas and catalogue.json there, not this page. -->

The ${count} types of events by which an organisation says what it is: its **directory** of facilities, units, rooms and beds, its **lists**, and **who may see whom**. The role \`administrator\` records them with
\`POST /v1/orgs/{org}/directory/events\` as

\`\`\`json
{ "id": "<UUIDv7 made by the app>", "type": "<type>", "schemaVersion": 1, "occurredAt": "2026-03-01T08:30:00+01:00", "data": { } }
\`\`\`

where \`data\` is described here, or up to 1,000 of them with \`POST /v1/orgs/{org}/directory/batch\`. What holds for [clinical events](events.md) holds for these: closed schemas, ids, times and texts.
They are on the same topic as clinical events. Their \`subject\` is the organisation's own stream, their retention class is \`organisation\`.

- **Places** have ids that the organisation chooses, and an id is used once: a place that was closed is not opened again. A place stays in the place in which it was opened.
- **Closing** closes nothing else: a facility, unit or room in which something is open is not closed.
- **Codes** of what is open in one place are different: two open beds of a room, two open rooms of a unit, two open units of a facility.
- **Time zone, jurisdiction and kind of care** change at an instant that is stated (\`effectiveFrom\`). What is stated for the same instant again replaces what was stated before.
- **How a stay names a place.** \`facility\`, \`unit\`, \`room\` and \`bed\` in the location of a stay are looked for in this order: the id in the directory; a code, or the value of an identifier; the name, regardless of case and
  spacing. Each is looked for within the one around it; one that is not stated is passed over. A stay in a place that is not found, that several have the name of, or that was closed, is recorded all the same, and
  listed as a fault to mend. So a stay needs no id of the directory; one that has them is never ambiguous.
- **Flags**: until an organisation chooses, a red flag is to be acknowledged in 15 minutes, an orange one in 60 and an amber one in 480.
- **Rounds** are recorded by carers and nurses, one at a time with \`POST /v1/orgs/{org}/rounds/events\`, and by no administrator. They name the unit as stays do, so that no directory is needed.
- **Releases** are recorded by operators, one at a time with \`POST /v1/orgs/{org}/releases/events\`, and by no administrator: [which release serves whom](operations-releases.md).
- **Lists** are what an app offers to choose from. An entry states an item as a coding with its system and code. A reason why a dose was not given that the list \`reasons-not-given\` does not have, is recorded all the same, and listed as a fault.

Optional members are in *italics*; \`[]\` marks the items of a list.
`;

const retentionIntroduction = (count) => `# Events of retention

<!-- Made by \`npm run generate\` from libs/contracts-retention: change the schemas and catalogue.json there, not this page. -->

The ${count} types of events that say how long an organisation keeps what it has, and what became of it. They are on the topic \`everchart.retention.v1\`, in the envelope of [clinical events](events.md), and each is an entry of the
organisation's audit log. The subject is the patient, or the organisation's own stream where no single patient is concerned.

- **Rules are data, and no legal advice.** An organisation adopts a set by an event that holds the whole set. What is not \`verified\` was not reviewed by a person who knows the law of the place.
- **A date is explained**: by which rule and version, from which inputs and events, which rules lost and why. What is not known makes a date unknown, never earlier.
- **Retention class** \`retention-facts\`, destroyed with the record, for what can say dates of a person: \`fact.stated\`, \`fact.withdrawn\`, \`due-date.changed\`. All others: \`retention\`.

Optional members are in *italics*; \`[]\` marks the items of a list.
`;

const accessIntroduction = (count) => `# Events of accesses

<!-- Made by \`npm run generate\` from libs/contracts-access: change the schemas and catalogue.json there, not this page. -->

The ${count} types of events on the topic \`everchart.access.v1\`, in the envelope of [clinical events](events.md): what each service did with records beside recording, and how many requests it answered. Each is an entry of the organisation's audit log.

- **\`access.recorded\`** holds several accesses, and the schema describes one of them. The payload is a list with one sealed leaf for each, so that one access can be proved, and forgotten, without the others
  ([ADR 13](adr/0013-access-log.md)). A look at several patients is one leaf, with a part under each patient's key ([ADR 55](adr/0055-one-look-one-leaf.md)): opened, it is an access of each. The subject is the organisation's own stream.
- **\`copies.deleted\`** is one event for each holder and destruction. The subject is the patient; the data is sealed under the organisation's key of the year, as the patient's keys are gone.
- **\`requests.counted\`** is no access: it is what the processes of a service have answered in a half hour ([ADR 65](adr/0065-every-request-is-counted.md)). Those without an organisation are in the log of the installation.
- **Retention class** \`access-<year>\`, of the access (UTC); \`requests\` for numbers of requests.

Optional members are in *italics*; \`[]\` marks the items of a list.
`;

const introductions = {
  'libs/contracts-access': accessIntroduction,
  'libs/contracts-clinical': clinicalIntroduction,
  'libs/contracts-organisation': organisationIntroduction,
  'libs/contracts-retention': retentionIntroduction,
};

function section(type, versions, { fhir, hl7v2, references = {} }) {
  const newest = versions.toSorted((a, b) => versionOf(a) - versionOf(b)).at(-1);
  const rules = rulesOf(newest);
  return [
    `\n## ${type}\n`,
    `${newest.description}.${versions.length > 1 ? ` Version ${versionOf(newest)}.` : ''}\n`,
    '| member | form | meaning |\n|---|---|---|',
    ...membersOf(newest).map(({ name, node, required }) => {
      const meaning = referenceOf(references[name]) ?? node.description ?? '';
      return `| ${required ? `\`${name}\`` : `*\`${name}\`*`} | ${formOf(node)} | ${meaning} |`;
    }),
    ...(rules.length > 0 ? ['', ...rules.map((rule) => `- ${rule}`)] : []),
    `\n\`\`\`json\n${JSON.stringify(newest.examples[0], null, 2)}\n\`\`\`\n`,
    `- FHIR R4: **${fhir.resource}**. ${fhir.note}`,
    `- HL7 v2.5.1: **${hl7v2.message ?? 'no message'}**. ${hl7v2.note}`,
    ...(versions.length > 1
      ? [
          `- Former versions that are taken and read for ever: ${versions
            .map(versionOf)
            .filter((version) => version !== versionOf(newest))
            .join(', ')}.`,
        ]
      : []),
  ].join('\n');
}

function structure(name, definition) {
  const rules = rulesOf(definition);
  return [
    `### ${name}\n`,
    definition.description || !definition.properties ? `${definition.description ?? formOf(definition)}.\n` : '',
    ...(definition.properties
      ? [
          '| member | form | meaning |\n|---|---|---|',
          ...membersOf(definition).map(
            ({ name: member, node, required }) =>
              `| ${required ? `\`${member}\`` : `*\`${member}\`*`} | ${formOf(node)} | ${node.description ?? ''} |`,
          ),
          '',
        ]
      : []),
    ...rules.map((rule) => `- ${rule}\n`),
  ].join('\n');
}

/** The members of an object, those of objects within it by their path. */
function membersOf({ properties = {}, required = [] }, prefix = '') {
  return Object.entries(properties).flatMap(([member, node]) => {
    const name = `${prefix}${member}`;
    const own = { name, node, required: required.includes(member) };
    const inner = node.type === 'array' ? node.items : node;
    return inner.properties ? [own, ...membersOf(inner, `${name}${node.type === 'array' ? '[]' : ''}.`)] : [own];
  });
}

function formOf(node) {
  if (node.$ref) {
    const name = node.$ref.split('/').at(-1);
    return `[${name}](#${anchorOf(name)})`;
  }
  if (node.enum) return node.enum.map((value) => `\`${value}\``).join(', ');
  switch (node.type) {
    case 'array':
      return `list of ${node.items.properties ? 'objects' : formOf(node.items)}, ${node.minItems ?? 0} to ${node.maxItems}`;
    case 'string':
      if (node.format) return formats[node.format];
      if (node.pattern && node.pattern !== '\\S') return `text like \`${node.pattern.replaceAll('|', '\\|')}\``;
      return `text, at most ${node.maxLength} characters`;
    case 'integer':
    case 'number':
      return [node.type === 'integer' ? 'whole number' : 'number', rangeOf(node)].filter(Boolean).join(', ');
    case 'boolean':
      return '`true`, `false`';
    default:
      return 'object';
  }
}

const formats = {
  uuid: 'UUID',
  'date-time': 'date and time with zone (RFC 3339)',
  'partial-date': 'YYYY, YYYY-MM or YYYY-MM-DD',
  'partial-date-time': 'YYYY, YYYY-MM, YYYY-MM-DD, or a date and time with zone (RFC 3339)',
  'time-zone': 'IANA name of a time zone',
  jurisdiction: 'ISO 3166-1 or ISO 3166-2 code',
  'calendar-date': 'YYYY-MM-DD',
  period: 'period of ISO 8601: P10Y, P1Y6M, P30D',
};

function rangeOf({ minimum, exclusiveMinimum, maximum }) {
  const low = exclusiveMinimum === undefined ? minimum : `more than ${exclusiveMinimum}`;
  const high = maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (low === undefined) return '';
  return high === undefined ? `at least ${low}` : `${low} to ${high}`;
}

/** What a schema asks for beyond its members: said in its `$comment`, and where some go together. */
function rulesOf(schema) {
  return [
    ...(schema.$comment ? [`Rule: ${schema.$comment}.`] : []),
    ...Object.entries(schema.dependentRequired ?? {}).map(
      ([member, others]) => `Rule: \`${member}\` needs ${others.map((other) => `\`${other}\``).join(', ')}.`,
    ),
    ...(schema.minProperties === 1 ? ['Rule: needs at least one member.'] : []),
    ...(schema.allOf ?? [])
      .flatMap(({ $comment = '' }) => /^writer only: (.+)$/.exec($comment)?.[1] ?? [])
      .map((rule) => `Rule for new events: ${rule}.`),
  ];
}

function referenceOf(types = []) {
  return types.length === 0 ? undefined : `Event id of a ${types.map((type) => `[${type}](#${anchorOf(type)})`).join(' or ')}`;
}

function anchorOf(heading) {
  return heading.toLowerCase().replaceAll('.', '');
}

function versionOf({ $id }) {
  return Number($id.split(':').at(-1));
}
