/**
 * Of each type of clinical event the members that rules of retention need: dates, and in which facility. Ingest seals
 * them beside the data, under the subject's key of the class `retention-facts`. Nothing else of the data is among them.
 */
export const factMembers = {
  'patient.registered': ['birthDate', 'deceased'],
  'patient.details-amended': ['birthDate', 'deceased'],
  'patient.deceased': ['deceasedAt'],
  'patient.merged': ['link', 'otherPatientId', 'death'],
  'stay.admitted': ['stayId', 'location.facility'],
  'stay.transferred': ['stayId', 'location.facility'],
  'stay.discharged': ['stayId'],
  'stay.cancelled': ['stayId', 'cancels'],
  'entry.struck': ['entryId'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Data = Readonly<Record<string, unknown>>;

/** Whether events of a type may have facts. Of amendments those of the types above have. */
export function isFactType(type: string): boolean {
  return type === 'entry.amended' || Object.hasOwn(factMembers, type);
}

/**
 * The facts of an event; undefined where its type has none.
 * @param data at the newest version of the type
 */
export function retentionFactsOf(type: string, data: Data): Data | undefined {
  if (type === 'entry.amended') {
    const { entryId, type: amended, schemaVersion, occurredAt, data: corrected } = data;
    const facts = retentionFactsOf(amended as string, corrected as Data);
    return facts && present({ entryId, type: amended, schemaVersion, occurredAt, data: facts });
  }
  const members: readonly string[] | undefined = Object.hasOwn(factMembers, type)
    ? factMembers[type as keyof typeof factMembers]
    : undefined;
  return members && present(Object.fromEntries(members.map((member) => valueAt(data, member))));
}

function valueAt(data: Data, member: string): [string, unknown] {
  const [outer, inner] = member.split('.') as [string, string?];
  if (inner === undefined) return [outer, data[outer]];
  const value = (data[outer] as Data | undefined)?.[inner];
  return [outer, value === undefined ? undefined : { [inner]: value }];
}

function present(members: Data): Data {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
