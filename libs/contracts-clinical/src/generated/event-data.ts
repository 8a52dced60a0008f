/** Made from ../../schemas by tools/generate-contract-types.mjs: change the schemas, not this file. */

/**
 * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
 */
export type PartialDateTime = string;
export type Uuid = string;

/**
 * Data of each type and version, as `<type>:<version>`
 */
export interface ClinicalEventDataByVersion {
  'allergy.recorded:1': AllergyRecordedV1;
  'allergy.refuted:1': AllergyRefutedV1;
  'consent.granted:1': ConsentGrantedV1;
  'consent.withdrawn:1': ConsentWithdrawnV1;
  'document.attached:1': DocumentAttachedV1;
  'entry.amended:1': EntryAmendedV1;
  'entry.struck:1': EntryStruckV1;
  'entry.struck:2': EntryStruckV2;
  'flag.acknowledged:1': FlagAcknowledgedV1;
  'flag.changed:1': FlagChangedV1;
  'flag.cleared:1': FlagClearedV1;
  'flag.raised:1': FlagRaisedV1;
  'incident.reported:1': IncidentReportedV1;
  'incident.reviewed:1': IncidentReviewedV1;
  'medication.administered:1': MedicationAdministeredV1;
  'medication.administered:2': MedicationAdministeredV2;
  'medication.changed:1': MedicationChangedV1;
  'medication.countersigned:1': MedicationCountersignedV1;
  'medication.effect-observed:1': MedicationEffectObservedV1;
  'medication.not-given:1': MedicationNotGivenV1;
  'medication.prescribed:1': MedicationPrescribedV1;
  'medication.stopped:1': MedicationStoppedV1;
  'note.written:1': NoteWrittenV1;
  'observation.recorded:1': ObservationRecordedV1;
  'observation.recorded:2': ObservationRecordedV2;
  'patient.deceased:1': PatientDeceasedV1;
  'patient.details-amended:1': PatientDetailsAmendedV1;
  'patient.details-amended:2': PatientDetailsAmendedV2;
  'patient.merged:1': PatientMergedV1;
  'patient.merged:2': PatientMergedV2;
  'patient.registered:1': PatientRegisteredV1;
  'plan.instruction-ended:1': PlanInstructionEndedV1;
  'plan.instruction-given:1': PlanInstructionGivenV1;
  'plan.instruction-given:2': PlanInstructionGivenV2;
  'plan.instruction-revised:1': PlanInstructionRevisedV1;
  'plan.instruction-revised:2': PlanInstructionRevisedV2;
  'plan.task-completed:1': PlanTaskCompletedV1;
  'preference.stated:1': PreferenceStatedV1;
  'preference.withdrawn:1': PreferenceWithdrawnV1;
  'problem.recorded:1': ProblemRecordedV1;
  'problem.resolved:1': ProblemResolvedV1;
  'stay.admitted:1': StayAdmittedV1;
  'stay.cancelled:1': StayCancelledV1;
  'stay.discharged:1': StayDischargedV1;
  'stay.transferred:1': StayTransferredV1;
}
/**
 * An allergy or intolerance is known
 */
export interface AllergyRecordedV1 {
  substance: CodeableConcept;
  type?: 'allergy' | 'intolerance';
  categories?: ('food' | 'medication' | 'environment' | 'biologic')[];
  criticality?: 'low' | 'high' | 'unable-to-assess';
  clinicalStatus: 'active' | 'inactive' | 'resolved';
  verification: 'unconfirmed' | 'confirmed' | 'refuted' | 'entered-in-error';
  reactions?: {
    manifestations: CodeableConcept[];
    severity?: 'mild' | 'moderate' | 'severe';
  }[];
  /**
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
   */
  onset?: string;
  override?: Override;
  happened?: Happened;
  /**
   * A remark
   */
  note?: string;
}
/**
 * FHIR CodeableConcept: human text, codes, or both
 */
export interface CodeableConcept {
  /**
   * As a person reads it
   */
  text?: string;
  coding?: Coding[];
}
/**
 * FHIR Coding
 */
export interface Coding {
  /**
   * URI of the code system, such as http://loinc.org
   */
  system: string;
  code: string;
  /**
   * As the code system says it
   */
  display?: string;
}
/**
 * Recorded although a rule stands against it: what happened is recorded all the same, and why
 */
export interface Override {
  /**
   * What the carer knows that the record does not
   */
  reason: string;
}
/**
 * When it happened, where that is no instant: a day, a month or a year, or a period. occurredAt is an instant of it
 */
export interface Happened {
  /**
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
   */
  on?: string;
  /**
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
   */
  from?: string;
  /**
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
   */
  to?: string;
}
/**
 * An allergy or intolerance turned out not to be one
 */
export interface AllergyRefutedV1 {
  /**
   * Event id of the allergy.recorded
   */
  allergyId: string;
  /**
   * Why
   */
  reason: string;
  evidence?: CodeableConcept1;
  override?: Override;
}
/**
 * FHIR CodeableConcept: human text, codes, or both
 */
export interface CodeableConcept1 {
  /**
   * As a person reads it
   */
  text?: string;
  coding?: Coding[];
}
/**
 * The patient, or who speaks for the patient, agrees to something
 */
export interface ConsentGrantedV1 {
  scope: CodeableConcept2;
  /**
   * What for
   */
  purpose?: CodeableConcept[];
  /**
   * Items: Who may receive or act
   */
  recipients?: string[];
  period?: Period;
  givenBy: 'patient' | 'legal-representative' | 'next-of-kin' | 'other';
  /**
   * Name of who gave it, when it was not the patient
   */
  givenByName?: string;
  form?: 'verbal' | 'written' | 'electronic';
  /**
   * Event id of the document.attached that shows it
   */
  documentId?: string;
}
/**
 * FHIR CodeableConcept: human text, codes, or both
 */
export interface CodeableConcept2 {
  /**
   * As a person reads it
   */
  text?: string;
  coding?: Coding[];
}
export interface Period {
  start?: PartialDateTime;
  end?: PartialDateTime;
}
/**
 * A consent is taken back
 */
export interface ConsentWithdrawnV1 {
  /**
   * Event id of the consent.granted
   */
  consentId: string;
  /**
   * Why
   */
  reason?: string;
  givenBy: 'patient' | 'legal-representative' | 'next-of-kin' | 'other';
}
/**
 * A document belongs to the record; its content lies in object storage, its digest here
 */
export interface DocumentAttachedV1 {
  /**
   * Title
   */
  title: string;
  /**
   * Media type (RFC 6838)
   */
  contentType: string;
  /**
   * Bytes
   */
  size: number;
  /**
   * SHA-256 of the content, lower-case hex
   */
  sha256: string;
  /**
   * Opaque key of the object: names nobody
   */
  location: string;
  category?: CodeableConcept3;
  /**
   * BCP 47
   */
  language?: string;
  /**
   * What it is about
   */
  description?: string;
  /**
   * Event id of the document.attached that it replaces
   */
  replaces?: string;
  /**
   * The stay in which it happened
   */
  stayId?: string;
}
/**
 * FHIR CodeableConcept: human text, codes, or both
 */
export interface CodeableConcept3 {
  /**
   * As a person reads it
   */
  text?: string;
  coding?: Coding[];
}
/**
 * An entry is corrected: the corrected data counts, the former stays readable
 */
export interface EntryAmendedV1 {
  /**
   * Id of the event that is corrected
   */
  entryId: string;
  /**
   * Type of that event
   */
  type: string;
  /**
   * Version of the schema of `data`
   */
  schemaVersion: number;
  /**
   * The complete corrected data, valid under the type's schema
   */
  data: {
    [k: string]: unknown;
  };
  /**
   * When it happened, if that was wrong
   */
  occurredAt?: string;
  changeLog: ChangeLog;
}
/**
 * Why the record was changed, as NHS MODS asks of a change log. Its date, committer, system, record uid and version stand in the event's header: time, actor, source, id and streamversion
 */
export interface ChangeLog {
  /**
   * Description of the change: why it was made
   */
  reason: string;
  attestation?: {
    /**
     * How it was attested
     */
    method: 'password' | 'pin' | 'biometric' | 'signature' | 'witness' | 'other';
    /**
     * Who attested, when it was not the committer
     */
    attestedBy?: string;
    /**
     * Reason for the attestation
     */
    reason?: string;
    /**
     * What proves it, such as a detached signature
     */
    proof?: string;
  };
}
/**
 * An entry was wrong: it stays readable, and counts no more
 */
export interface EntryStruckV1 {
  /**
   * Id of the event that is struck
   */
  entryId: string;
  reason: 'entered-in-error' | 'wrong-patient' | 'duplicate' | 'other';
  /**
   * Why, in words
   */
  comment?: string;
}
/**
 * An entry was wrong: it stays readable, and counts no more
 */
export interface EntryStruckV2 {
  /**
   * Id of the event that is struck
   */
  entryId: string;
  reason: 'entered-in-error' | 'wrong-patient' | 'duplicate' | 'other';
  /**
   * Why, in words
   */
  comment?: string;
  movedTo?: {
    /**
     * The record that it belongs to
     */
    patientId: string;
    /**
     * Id that the copy gets there
     */
    entryId: string;
  };
  changeLog?: ChangeLog;
}
/**
 * Somebody has seen a flag and takes care of it
 */
export interface FlagAcknowledgedV1 {
  /**
   * Event id of the flag.raised
   */
  flagId: string;
  /**
   * A remark
   */
  note?: string;
  override?: Override;
}
/**
 * A flag takes another colour
 */
export interface FlagChangedV1 {
  /**
   * Event id of the flag.raised
   */
  flagId: string;
  colour: 'green' | 'amber' | 'orange' | 'red';
  /**
   * Why
   */
  reason: string;
  override?: Override;
}
/**
 * A flag is taken down
 */
export interface FlagClearedV1 {
  /**
   * Event id of the flag.raised
   */
  flagId: string;
  /**
   * Why
   */
  reason: string;
}
/**
 * A flag that everybody must see; its id is the id of this event
 */
export interface FlagRaisedV1 {
  colour: 'green' | 'amber' | 'orange' | 'red';
  /**
   * Why
   */
  reason: string;
  category?: CodeableConcept;
  override?: Override;
}
/**
 * Something happened that should not have, or nearly did
 */
export interface IncidentReportedV1 {
  category: 'fall' | 'near-miss' | 'injury' | 'aggression' | 'missing-person' | 'medication-error' | 'other';
  /**
   * What happened
   */
  description: string;
  /**
   * Harm that was done
   */
  severity?: 'none' | 'low' | 'moderate' | 'severe' | 'death';
  /**
   * Where
   */
  location?: string;
  /**
   * Who took part
   */
  involved?: {
    role: 'patient' | 'carer' | 'visitor' | 'other';
    /**
     * Who, by an opaque identifier
     */
    reference?: string;
  }[];
  /**
   * Who was told
   */
  informed?: {
    /**
     * Such as next of kin, physician on call
     */
    role: string;
    /**
     * When
     */
    at?: string;
  }[];
  injuries?: CodeableConcept[];
  /**
   * Somebody saw it
   */
  witnesses?: boolean;
  /**
   * What was done at once
   */
  immediateAction?: string;
  /**
   * The stay in which it happened
   */
  stayId?: string;
}
/**
 * An incident was looked into
 */
export interface IncidentReviewedV1 {
  /**
   * Event id of the incident.reported
   */
  incidentId: string;
  /**
   * What was found
   */
  outcome: string;
  /**
   * Items: What is done so that it does not happen again
   */
  actions?: string[];
  /**
   * Harm that was done
   */
  severity?: 'none' | 'low' | 'moderate' | 'severe' | 'death';
  /**
   * Nothing more is to be done
   */
  closed: boolean;
}
/**
 * A medicine was given
 */
export interface MedicationAdministeredV1 {
  medication: CodeableConcept;
  /**
   * Completed when it is not said; stopped: given in part
   */
  status?: 'in-progress' | 'completed' | 'stopped';
  dose?: Quantity;
  route?: CodeableConcept;
  /**
   * RFC 3339 with zone: years 0001 to 9999 (also in UTC), offset at most 14:00, no leap second
   */
  scheduledAt?: string;
  prescriptionId?: Uuid;
  reason?: CodeableConcept[];
  /**
   * A remark
   */
  note?: string;
  happened?: Happened;
  /**
   * The stay in which it happened
   */
  stayId?: string;
  override?: Override;
}
/**
 * FHIR Quantity; the system of `code` is UCUM (http://unitsofmeasure.org)
 */
export interface Quantity {
  value: number;
  /**
   * As a person reads it
   */
  unit: string;
  /**
   * UCUM
   */
  code?: string;
  comparator?: '<' | '<=' | '>=' | '>';
}
/**
 * A medicine was given
 */
export interface MedicationAdministeredV2 {
  medication: CodeableConcept;
  /**
   * Completed when it is not said; stopped: given in part
   */
  status?: 'in-progress' | 'completed' | 'stopped';
  dose?: Quantity;
  route?: CodeableConcept;
  site?: CodeableConcept4;
  /**
   * RFC 3339 with zone: years 0001 to 9999 (also in UTC), offset at most 14:00, no leap second
   */
  scheduledAt?: string;
  prescriptionId?: Uuid;
  reason?: CodeableConcept[];
  /**
   * A remark
   */
  note?: string;
  happened?: Happened;
  /**
   * The stay in which it happened
   */
  stayId?: string;
  override?: Override;
}
/**
 * FHIR CodeableConcept: human text, codes, or both
 */
export interface CodeableConcept4 {
  /**
   * As a person reads it
   */
  text?: string;
  coding?: Coding[];
}
/**
 * A prescription changes: members that are present replace those of the prescription
 */
export interface MedicationChangedV1 {
  /**
   * Event id of the medication.prescribed
   */
  prescriptionId: string;
  medication?: CodeableConcept;
  dose?: Quantity;
  /**
   * The dose in words, when it is no quantity
   */
  doseText?: string;
  route?: CodeableConcept;
  schedule?: Schedule;
  period?: Period1;
  reasons?: CodeableConcept[];
  /**
   * Who prescribed it
   */
  prescriber?: string;
  /**
   * A remark
   */
  note?: string;
  changeLog: ChangeLog;
  /**
   * The stay in which it happened
   */
  stayId?: string;
  override?: Override;
}
/**
 * When a medicine is due. Times of day stand in the local time of `timeZone`
 */
export interface Schedule {
  /**
   * Times of day, HH:MM
   */
  times?: string[];
  /**
   * IANA name, such as Europe/Rome
   */
  timeZone?: string;
  frequency?: {
    /**
     * So many times
     */
    count: number;
    /**
     * in so many
     */
    period: number;
    /**
     * UCUM: hours, days, weeks, months
     */
    periodUnit: 'h' | 'd' | 'wk' | 'mo';
  };
  /**
   * To be given when it is needed
   */
  asNeeded?: boolean;
  asNeededFor?: CodeableConcept5;
  maximum?: {
    dose?: Quantity1;
    /**
     * At most so often
     */
    count?: number;
    /**
     * in so many hours
     */
    periodHours?: number;
  };
  /**
   * As a person reads it
   */
  text?: string;
}
/**
 * FHIR CodeableConcept: human text, codes, or both
 */
export interface CodeableConcept5 {
  /**
   * As a person reads it
   */
  text?: string;
  coding?: Coding[];
}
/**
 * FHIR Quantity; the system of `code` is UCUM (http://unitsofmeasure.org)
 */
export interface Quantity1 {
  value: number;
  /**
   * As a person reads it
   */
  unit: string;
  /**
   * UCUM
   */
  code?: string;
  comparator?: '<' | '<=' | '>=' | '>';
}
export interface Period1 {
  start?: PartialDateTime;
  end?: PartialDateTime;
}
/**
 * A second person signs for a dose, under a credential of their own: the actor of this event
 */
export interface MedicationCountersignedV1 {
  /**
   * Event id of the medication.administered or medication.not-given
   */
  doseId: string;
  /**
   * What the person has seen: that it was prepared as prescribed, given, or disposed of
   */
  what: 'prepared' | 'given' | 'disposed';
  /**
   * A remark
   */
  note?: string;
  /**
   * The stay in which it happened
   */
  stayId?: string;
  override?: Override;
}
/**
 * Whether a dose helped
 */
export interface MedicationEffectObservedV1 {
  /**
   * Event id of the medication.administered
   */
  doseId: string;
  /**
   * What became of what it was given for
   */
  outcome: 'helped' | 'helped-in-part' | 'not-helped' | 'harmed';
  /**
   * What else was seen, such as drowsiness
   */
  effects?: CodeableConcept[];
  /**
   * A remark
   */
  note?: string;
  /**
   * The stay in which it happened
   */
  stayId?: string;
  override?: Override;
}
/**
 * A medicine was not given: the patient refused it, or it was omitted
 */
export interface MedicationNotGivenV1 {
  medication: CodeableConcept;
  /**
   * Event id of the medication.prescribed
   */
  prescriptionId?: string;
  /**
   * When it was due
   */
  scheduledAt?: string;
  kind: 'refused' | 'omitted';
  reason: CodeableConcept6;
  /**
   * A remark
   */
  note?: string;
  happened?: Happened;
  /**
   * The stay in which it happened
   */
  stayId?: string;
  override?: Override;
}
/**
 * FHIR CodeableConcept: human text, codes, or both
 */
export interface CodeableConcept6 {
  /**
   * As a person reads it
   */
  text?: string;
  coding?: Coding[];
}
/**
 * A medicine is to be taken; the id of this event is the prescriptionId of the other medication events
 */
export interface MedicationPrescribedV1 {
  medication: CodeableConcept;
  /**
   * At its source, when it was recorded here; active when it is not said
   */
  status?: 'active' | 'on-hold' | 'completed' | 'stopped' | 'cancelled' | 'unknown';
  /**
   * FHIR request intent; order when it is not said
   */
  intent?: 'order' | 'original-order' | 'reflex-order' | 'filler-order' | 'instance-order';
  dose?: Quantity;
  /**
   * The dose in words, when it is no quantity
   */
  doseText?: string;
  route?: CodeableConcept;
  schedule?: Schedule;
  period?: Period2;
  reasons?: CodeableConcept[];
  /**
   * Who prescribed it
   */
  prescriber?: string;
  /**
   * A remark
   */
  note?: string;
  happened?: Happened;
  /**
   * The stay in which it happened
   */
  stayId?: string;
  override?: Override;
}
export interface Period2 {
  start?: PartialDateTime;
  end?: PartialDateTime;
}
/**
 * A prescription ends
 */
export interface MedicationStoppedV1 {
  /**
   * Event id of the medication.prescribed
   */
  prescriptionId: string;
  /**
   * Why
   */
  reason: string;
  reasonCode?: CodeableConcept;
  /**
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
   */
  stoppedAt?: string;
  /**
   * The stay in which it happened
   */
  stayId?: string;
}
/**
 * A note in the carer's words
 */
export interface NoteWrittenV1 {
  kind: 'progress' | 'handover' | 'assessment' | 'procedure' | 'immunization' | 'report' | 'document' | 'other';
  code?: CodeableConcept7;
  /**
   * Of what it is about, at its source
   */
  status?: string;
  /**
   * Title
   */
  title?: string;
  /**
   * The note
   */
  text: string;
  happened?: Happened;
  /**
   * The stay in which it happened
   */
  stayId?: string;
}
/**
 * FHIR CodeableConcept: human text, codes, or both
 */
export interface CodeableConcept7 {
  /**
   * As a person reads it
   */
  text?: string;
  coding?: Coding[];
}
/**
 * Something was measured or seen
 */
export interface ObservationRecordedV1 {
  code: CodeableConcept;
  /**
   * FHIR observation category
   */
  category:
    'vital-signs' | 'laboratory' | 'survey' | 'social-history' | 'exam' | 'imaging' | 'procedure' | 'activity' | 'therapy' | 'other';
  /**
   * How far the result is final at its source; final when it is not said
   */
  status?: 'preliminary' | 'final' | 'amended' | 'corrected' | 'cancelled' | 'unknown';
  valueQuantity?: Quantity;
  /**
   * The value in words
   */
  valueString?: string;
  valueCodeableConcept?: CodeableConcept;
  valueBoolean?: boolean;
  valueInteger?: number;
  /**
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
   */
  valueDateTime?: string;
  valueRange?: Range;
  /**
   * A time of the day
   */
  valueTime?: string;
  valuePeriod?: Period3;
  valueRatio?: Ratio;
  dataAbsentReason?: CodeableConcept8;
  components?: Component[];
  /**
   * The entries that belong to this panel; they may be recorded after it
   */
  members?: Uuid[];
  interpretation?: CodeableConcept;
  bodySite?: CodeableConcept;
  method?: CodeableConcept;
  /**
   * A remark
   */
  note?: string;
  happened?: Happened;
  /**
   * The stay in which it happened
   */
  stayId?: string;
}
/**
 * FHIR Range
 */
export interface Range {
  low?: Quantity;
  high?: Quantity;
}
export interface Period3 {
  start?: PartialDateTime;
  end?: PartialDateTime;
}
/**
 * FHIR Ratio: a number to a number, or an amount in an amount
 */
export interface Ratio {
  numerator: RatioPart;
  denominator: RatioPart;
}
/**
 * FHIR Quantity; a part of a ratio may be a mere number (1 of 128)
 */
export interface RatioPart {
  value: number;
  /**
   * As a person reads it
   */
  unit?: string;
  /**
   * UCUM
   */
  code?: string;
  comparator?: '<' | '<=' | '>=' | '>';
}
/**
 * FHIR CodeableConcept: human text, codes, or both
 */
export interface CodeableConcept8 {
  /**
   * As a person reads it
   */
  text?: string;
  coding?: Coding[];
}
/**
 * FHIR Observation.component
 */
export interface Component {
  code: CodeableConcept;
  valueQuantity?: Quantity;
  /**
   * The value in words
   */
  valueString?: string;
  valueCodeableConcept?: CodeableConcept;
  valueBoolean?: boolean;
  valueInteger?: number;
  /**
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
   */
  valueDateTime?: string;
  valueRange?: Range;
  /**
   * A time of the day
   */
  valueTime?: string;
  valuePeriod?: Period4;
  valueRatio?: Ratio;
  dataAbsentReason?: CodeableConcept9;
}
export interface Period4 {
  start?: PartialDateTime;
  end?: PartialDateTime;
}
/**
 * FHIR CodeableConcept: human text, codes, or both
 */
export interface CodeableConcept9 {
  /**
   * As a person reads it
   */
  text?: string;
  coding?: Coding[];
}
/**
 * Something was measured or seen
 */
export interface ObservationRecordedV2 {
  code: CodeableConcept;
  /**
   * FHIR observation category, or a kind of bedside observation
   */
  category:
    | 'vital-signs'
    | 'laboratory'
    | 'survey'
    | 'social-history'
    | 'exam'
    | 'imaging'
    | 'procedure'
    | 'activity'
    | 'therapy'
    | 'other'
    | 'fluid-balance'
    | 'nutrition'
    | 'sleep'
    | 'mood'
    | 'pain'
    | 'skin'
    | 'behaviour'
    | 'weight';
  /**
   * How far the result is final at its source; final when it is not said
   */
  status?: 'preliminary' | 'final' | 'amended' | 'corrected' | 'cancelled' | 'unknown';
  valueQuantity?: Quantity;
  /**
   * The value in words
   */
  valueString?: string;
  valueCodeableConcept?: CodeableConcept;
  valueBoolean?: boolean;
  valueInteger?: number;
  /**
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
   */
  valueDateTime?: string;
  valueRange?: Range;
  /**
   * A time of the day
   */
  valueTime?: string;
  valuePeriod?: Period5;
  valueRatio?: Ratio;
  dataAbsentReason?: CodeableConcept10;
  components?: Component[];
  /**
   * The entries that belong to this panel; they may be recorded after it
   */
  members?: Uuid[];
  interpretation?: CodeableConcept;
  bodySite?: CodeableConcept;
  method?: CodeableConcept;
  /**
   * A remark
   */
  note?: string;
  happened?: Happened;
  /**
   * The stay in which it happened
   */
  stayId?: string;
  override?: Override;
}
export interface Period5 {
  start?: PartialDateTime;
  end?: PartialDateTime;
}
/**
 * FHIR CodeableConcept: human text, codes, or both
 */
export interface CodeableConcept10 {
  /**
   * As a person reads it
   */
  text?: string;
  coding?: Coding[];
}
/**
 * The person died
 */
export interface PatientDeceasedV1 {
  /**
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
   */
  deceasedAt?: string;
  cause?: CodeableConcept;
  /**
   * Who verified the death
   */
  verifiedBy?: string;
  /**
   * A remark
   */
  note?: string;
  override?: Override;
}
/**
 * Details of the person are corrected or change; a field that is present replaces the whole field
 */
export interface PatientDetailsAmendedV1 {
  identifiers?: Identifier[];
  name?: HumanName;
  /**
   * FHIR date: YYYY, YYYY-MM or YYYY-MM-DD
   */
  birthDate?: string;
  /**
   * FHIR administrative gender
   */
  gender?: 'male' | 'female' | 'other' | 'unknown';
  address?: Address;
  telecom?: ContactPoint[];
  /**
   * BCP 47
   */
  language?: string;
  maritalStatus?: CodeableConcept;
  /**
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
   */
  deceased?: string;
}
/**
 * FHIR Identifier
 */
export interface Identifier {
  /**
   * URI of who gives it out
   */
  system: string;
  /**
   * The identifier itself
   */
  value: string;
  type?: CodeableConcept;
  use?: 'usual' | 'official' | 'temp' | 'secondary';
}
/**
 * FHIR HumanName
 */
export interface HumanName {
  /**
   * FHIR name use
   */
  use?: 'usual' | 'official' | 'temp' | 'nickname' | 'anonymous' | 'old' | 'maiden';
  /**
   * Family name
   */
  family?: string;
  /**
   * Items: Given name
   */
  given?: string[];
  /**
   * Items: Such as Dr.
   */
  prefix?: string[];
  /**
   * Items: Such as Jr.
   */
  suffix?: string[];
  /**
   * The whole name, or what the person is known by when no part of it is known
   */
  text?: string;
  /**
   * What the person wants to be called
   */
  preferred?: string;
}
/**
 * FHIR Address
 */
export interface Address {
  use?: 'home' | 'work' | 'temp' | 'old' | 'billing';
  /**
   * The whole address, as it is written on an envelope
   */
  text?: string;
  /**
   * Items: Street, number, floor
   */
  lines?: string[];
  /**
   * City
   */
  city?: string;
  /**
   * District
   */
  district?: string;
  /**
   * State
   */
  state?: string;
  /**
   * Postal code
   */
  postalCode?: string;
  /**
   * Country
   */
  country?: string;
}
/**
 * FHIR ContactPoint
 */
export interface ContactPoint {
  system: 'phone' | 'fax' | 'email' | 'pager' | 'url' | 'sms' | 'other';
  /**
   * Number or address
   */
  value: string;
  use?: 'home' | 'work' | 'temp' | 'old' | 'mobile';
}
/**
 * Details of the person are corrected or change; a field that is present replaces the whole field
 */
export interface PatientDetailsAmendedV2 {
  identifiers?: Identifier[];
  name?: HumanName;
  /**
   * FHIR date: YYYY, YYYY-MM or YYYY-MM-DD
   */
  birthDate?: string;
  /**
   * FHIR administrative gender
   */
  gender?: 'male' | 'female' | 'other' | 'unknown';
  address?: Address;
  telecom?: ContactPoint[];
  /**
   * BCP 47
   */
  language?: string;
  maritalStatus?: CodeableConcept;
  /**
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
   */
  deceased?: string;
  changeLog?: ChangeLog;
  override?: Override;
}
/**
 * The record is one of two of the same person: it is replaced by the other, or replaces it. Who merges sends replaced-by on the record that ends; the replaces of the surviving record is written with it
 */
export interface PatientMergedV1 {
  /**
   * FHIR Patient.link.type
   */
  link: 'replaced-by' | 'replaces';
  /**
   * The other record
   */
  otherPatientId: string;
  /**
   * Why
   */
  reason?: string;
}
/**
 * The record is one of two of the same person: it is replaced by the other, or replaces it. Who merges sends replaced-by on the record that ends; the replaces of the surviving record is written with it, with the death that the record that ends knows
 */
export interface PatientMergedV2 {
  /**
   * FHIR Patient.link.type
   */
  link: 'replaced-by' | 'replaces';
  /**
   * The other record
   */
  otherPatientId: string;
  /**
   * Why
   */
  reason?: string;
  /**
   * With replaces: the death that the record that ended knew when it was merged. Written by the server
   */
  death?: {
    /**
     * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
     */
    deceasedAt?: string;
    /**
     * Time of the event that states the death, as recorded there
     */
    statedAt: string;
  };
}
/**
 * A person becomes a patient of the organisation: the first event of the record. The name is absent while nobody knows who the person is
 */
export interface PatientRegisteredV1 {
  identifiers: Identifier[];
  name?: HumanName;
  /**
   * FHIR date: YYYY, YYYY-MM or YYYY-MM-DD
   */
  birthDate?: string;
  /**
   * FHIR administrative gender
   */
  gender: 'male' | 'female' | 'other' | 'unknown';
  address?: Address;
  telecom?: ContactPoint[];
  /**
   * BCP 47
   */
  language?: string;
  maritalStatus?: CodeableConcept;
  /**
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
   */
  deceased?: string;
  /**
   * Items: Another record that may speak of the same person
   */
  links?: {
    patientId?: Uuid;
    /**
     * As the source refers to it, where the record is not known here
     */
    reference?: string;
    /**
     * FHIR link type
     */
    type: 'replaces' | 'refer' | 'seealso';
  }[];
}
/**
 * An instruction of the care plan ends
 */
export interface PlanInstructionEndedV1 {
  /**
   * Event id of the plan.instruction-given or plan.instruction-revised
   */
  instructionId: string;
  outcome?: 'achieved' | 'not-achieved' | 'no-longer-needed' | 'other';
  /**
   * Why
   */
  reason: string;
  /**
   * The stay in which it happened
   */
  stayId?: string;
}
/**
 * An instruction of the care plan
 */
export interface PlanInstructionGivenV1 {
  /**
   * What to do, in short
   */
  title: string;
  /**
   * In full
   */
  text?: string;
  status: 'active' | 'completed' | 'revoked' | 'on-hold';
  /**
   * FHIR request intent; plan when it is not said
   */
  intent?: 'plan' | 'order';
  categories?: CodeableConcept[];
  activities?: {
    code?: CodeableConcept;
    /**
     * What to do, in words
     */
    text?: string;
    status: 'not-started' | 'scheduled' | 'in-progress' | 'on-hold' | 'completed' | 'cancelled' | 'stopped' | 'unknown';
    /**
     * Where
     */
    location?: string;
    /**
     * True: this is not to be done
     */
    doNotPerform?: boolean;
  }[];
  period?: {
    start?: PartialDateTime;
    end?: PartialDateTime;
  };
  happened?: Happened;
  /**
   * The stay in which it happened
   */
  stayId?: string;
  override?: Override;
}
/**
 * An instruction of the care plan
 */
export interface PlanInstructionGivenV2 {
  /**
   * What to do, in short
   */
  title: string;
  /**
   * In full
   */
  text?: string;
  status: 'active' | 'completed' | 'revoked' | 'on-hold';
  /**
   * FHIR request intent; plan when it is not said
   */
  intent?: 'plan' | 'order';
  categories?: CodeableConcept[];
  activities?: {
    code?: CodeableConcept;
    /**
     * What to do, in words
     */
    text?: string;
    status: 'not-started' | 'scheduled' | 'in-progress' | 'on-hold' | 'completed' | 'cancelled' | 'stopped' | 'unknown';
    /**
     * Where
     */
    location?: string;
    /**
     * True: this is not to be done
     */
    doNotPerform?: boolean;
    schedule?: Recurrence;
  }[];
  period?: {
    start?: PartialDateTime;
    end?: PartialDateTime;
  };
  happened?: Happened;
  /**
   * The stay in which it happened
   */
  stayId?: string;
  override?: Override;
}
/**
 * How often it is due. Times of day stand in the local time of `timeZone`; without one, in that of the facility
 */
export interface Recurrence {
  /**
   * Times of day, HH:MM
   */
  times?: string[];
  /**
   * IANA name, such as Europe/Rome
   */
  timeZone?: string;
  frequency?: {
    /**
     * So many times
     */
    count: number;
    /**
     * in so many
     */
    period: number;
    /**
     * UCUM: hours, days, weeks, months
     */
    periodUnit: 'h' | 'd' | 'wk' | 'mo';
  };
  /**
   * As a person reads it
   */
  text?: string;
}
/**
 * An instruction of the care plan is put in other words: it replaces its predecessor, which ends
 */
export interface PlanInstructionRevisedV1 {
  /**
   * Event id of the plan.instruction-given or plan.instruction-revised that it replaces
   */
  instructionId: string;
  /**
   * What to do, in short
   */
  title: string;
  /**
   * In full
   */
  text?: string;
  status: 'active' | 'completed' | 'revoked' | 'on-hold';
  /**
   * FHIR request intent; plan when it is not said
   */
  intent?: 'plan' | 'order';
  categories?: CodeableConcept[];
  activities?: {
    code?: CodeableConcept;
    /**
     * What to do, in words
     */
    text?: string;
    status: 'not-started' | 'scheduled' | 'in-progress' | 'on-hold' | 'completed' | 'cancelled' | 'stopped' | 'unknown';
    /**
     * Where
     */
    location?: string;
    /**
     * True: this is not to be done
     */
    doNotPerform?: boolean;
  }[];
  period?: Period6;
  /**
   * The stay in which it happened
   */
  stayId?: string;
  changeLog: ChangeLog;
  override?: Override;
}
export interface Period6 {
  start?: PartialDateTime;
  end?: PartialDateTime;
}
/**
 * An instruction of the care plan is put in other words: it replaces its predecessor, which ends
 */
export interface PlanInstructionRevisedV2 {
  /**
   * Event id of the plan.instruction-given or plan.instruction-revised that it replaces
   */
  instructionId: string;
  /**
   * What to do, in short
   */
  title: string;
  /**
   * In full
   */
  text?: string;
  status: 'active' | 'completed' | 'revoked' | 'on-hold';
  /**
   * FHIR request intent; plan when it is not said
   */
  intent?: 'plan' | 'order';
  categories?: CodeableConcept[];
  activities?: {
    code?: CodeableConcept;
    /**
     * What to do, in words
     */
    text?: string;
    status: 'not-started' | 'scheduled' | 'in-progress' | 'on-hold' | 'completed' | 'cancelled' | 'stopped' | 'unknown';
    /**
     * Where
     */
    location?: string;
    /**
     * True: this is not to be done
     */
    doNotPerform?: boolean;
    schedule?: Recurrence;
  }[];
  period?: Period7;
  /**
   * The stay in which it happened
   */
  stayId?: string;
  changeLog: ChangeLog;
  override?: Override;
}
export interface Period7 {
  start?: PartialDateTime;
  end?: PartialDateTime;
}
/**
 * A task of care was done, or could not be
 */
export interface PlanTaskCompletedV1 {
  /**
   * Event id of the plan.instruction-given or plan.instruction-revised that asks for it
   */
  instructionId?: string;
  code: CodeableConcept11;
  /**
   * When it was due
   */
  scheduledAt?: string;
  /**
   * Without it: done
   */
  outcome?: 'done' | 'partly-done' | 'not-done' | 'refused';
  reason?: CodeableConcept12;
  /**
   * A remark
   */
  note?: string;
  /**
   * The stay in which it happened
   */
  stayId?: string;
  override?: Override;
}
/**
 * FHIR CodeableConcept: human text, codes, or both
 */
export interface CodeableConcept11 {
  /**
   * As a person reads it
   */
  text?: string;
  coding?: Coding[];
}
/**
 * FHIR CodeableConcept: human text, codes, or both
 */
export interface CodeableConcept12 {
  /**
   * As a person reads it
   */
  text?: string;
  coding?: Coding[];
}
/**
 * What the patient wants
 */
export interface PreferenceStatedV1 {
  /**
   * US Core preference categories
   */
  category: 'care-experience' | 'treatment-intervention';
  topic?: CodeableConcept;
  /**
   * In the patient's words
   */
  text: string;
  override?: Override;
}
/**
 * The patient no longer wants it
 */
export interface PreferenceWithdrawnV1 {
  /**
   * Event id of the preference.stated
   */
  preferenceId: string;
  /**
   * Why
   */
  reason?: string;
  override?: Override;
}
/**
 * A problem or diagnosis is known
 */
export interface ProblemRecordedV1 {
  code: CodeableConcept;
  clinicalStatus: 'active' | 'recurrence' | 'relapse' | 'inactive' | 'remission' | 'resolved' | 'unknown';
  verification: 'unconfirmed' | 'provisional' | 'differential' | 'confirmed' | 'refuted' | 'entered-in-error';
  /**
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
   */
  onset?: string;
  /**
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
   */
  abatement?: string;
  severity?: CodeableConcept;
  bodySite?: CodeableConcept;
  /**
   * A remark
   */
  note?: string;
  happened?: Happened;
  /**
   * The stay in which it happened
   */
  stayId?: string;
  override?: Override;
}
/**
 * A problem is over
 */
export interface ProblemResolvedV1 {
  /**
   * Event id of the problem.recorded
   */
  problemId: string;
  /**
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone (years 0001 to 9999, offset at most 14:00, no leap second)
   */
  resolvedAt?: string;
  /**
   * Why
   */
  reason?: string;
  outcome?: CodeableConcept;
  /**
   * The stay in which it happened
   */
  stayId?: string;
  override?: Override;
}
/**
 * A stay begins
 */
export interface StayAdmittedV1 {
  happened?: Happened;
  stayId: Uuid;
  class: 'residential' | 'inpatient' | 'ambulatory' | 'emergency' | 'home' | 'virtual';
  /**
   * At its source, when it was recorded here; in progress when it is not said
   */
  status?: 'arrived' | 'triaged' | 'in-progress' | 'onleave';
  location?: {
    /**
     * Home or hospital
     */
    facility?: string;
    /**
     * Unit or ward
     */
    unit?: string;
    /**
     * Room
     */
    room?: string;
    /**
     * Bed
     */
    bed?: string;
  };
  reason?: CodeableConcept[];
  attending?: {
    /**
     * Identifier of the practitioner
     */
    id?: string;
    /**
     * Name
     */
    name?: string;
  };
  override?: Override;
}
/**
 * A step of a stay did not take place: admission, the stay never was; transfer, the patient is at the former place; discharge, the stay is open again
 */
export interface StayCancelledV1 {
  stayId: Uuid;
  /**
   * The step that did not take place
   */
  cancels: 'admission' | 'transfer' | 'discharge';
  /**
   * Why
   */
  reason: string;
  override?: Override;
}
/**
 * A stay ends
 */
export interface StayDischargedV1 {
  happened?: Happened;
  stayId: Uuid;
  disposition?: CodeableConcept13;
  override?: Override;
}
/**
 * FHIR CodeableConcept: human text, codes, or both
 */
export interface CodeableConcept13 {
  /**
   * As a person reads it
   */
  text?: string;
  coding?: Coding[];
}
/**
 * The patient moves to another place within a stay
 */
export interface StayTransferredV1 {
  stayId: Uuid;
  location: Location;
  from?: Location1;
  reason?: CodeableConcept;
  attending?: Attending;
  override?: Override;
}
/**
 * The new place
 */
export interface Location {
  /**
   * Home or hospital
   */
  facility?: string;
  /**
   * Unit or ward
   */
  unit?: string;
  /**
   * Room
   */
  room?: string;
  /**
   * Bed
   */
  bed?: string;
}
/**
 * The former place
 */
export interface Location1 {
  /**
   * Home or hospital
   */
  facility?: string;
  /**
   * Unit or ward
   */
  unit?: string;
  /**
   * Room
   */
  room?: string;
  /**
   * Bed
   */
  bed?: string;
}
export interface Attending {
  /**
   * Identifier of the practitioner
   */
  id?: string;
  /**
   * Name
   */
  name?: string;
}

/** Data of the newest version of each type. */
export interface ClinicalEventData {
  'allergy.recorded': ClinicalEventDataByVersion['allergy.recorded:1'];
  'allergy.refuted': ClinicalEventDataByVersion['allergy.refuted:1'];
  'consent.granted': ClinicalEventDataByVersion['consent.granted:1'];
  'consent.withdrawn': ClinicalEventDataByVersion['consent.withdrawn:1'];
  'document.attached': ClinicalEventDataByVersion['document.attached:1'];
  'entry.amended': ClinicalEventDataByVersion['entry.amended:1'];
  'entry.struck': ClinicalEventDataByVersion['entry.struck:2'];
  'flag.acknowledged': ClinicalEventDataByVersion['flag.acknowledged:1'];
  'flag.changed': ClinicalEventDataByVersion['flag.changed:1'];
  'flag.cleared': ClinicalEventDataByVersion['flag.cleared:1'];
  'flag.raised': ClinicalEventDataByVersion['flag.raised:1'];
  'incident.reported': ClinicalEventDataByVersion['incident.reported:1'];
  'incident.reviewed': ClinicalEventDataByVersion['incident.reviewed:1'];
  'medication.administered': ClinicalEventDataByVersion['medication.administered:2'];
  'medication.changed': ClinicalEventDataByVersion['medication.changed:1'];
  'medication.countersigned': ClinicalEventDataByVersion['medication.countersigned:1'];
  'medication.effect-observed': ClinicalEventDataByVersion['medication.effect-observed:1'];
  'medication.not-given': ClinicalEventDataByVersion['medication.not-given:1'];
  'medication.prescribed': ClinicalEventDataByVersion['medication.prescribed:1'];
  'medication.stopped': ClinicalEventDataByVersion['medication.stopped:1'];
  'note.written': ClinicalEventDataByVersion['note.written:1'];
  'observation.recorded': ClinicalEventDataByVersion['observation.recorded:2'];
  'patient.deceased': ClinicalEventDataByVersion['patient.deceased:1'];
  'patient.details-amended': ClinicalEventDataByVersion['patient.details-amended:2'];
  'patient.merged': ClinicalEventDataByVersion['patient.merged:2'];
  'patient.registered': ClinicalEventDataByVersion['patient.registered:1'];
  'plan.instruction-ended': ClinicalEventDataByVersion['plan.instruction-ended:1'];
  'plan.instruction-given': ClinicalEventDataByVersion['plan.instruction-given:2'];
  'plan.instruction-revised': ClinicalEventDataByVersion['plan.instruction-revised:2'];
  'plan.task-completed': ClinicalEventDataByVersion['plan.task-completed:1'];
  'preference.stated': ClinicalEventDataByVersion['preference.stated:1'];
  'preference.withdrawn': ClinicalEventDataByVersion['preference.withdrawn:1'];
  'problem.recorded': ClinicalEventDataByVersion['problem.recorded:1'];
  'problem.resolved': ClinicalEventDataByVersion['problem.resolved:1'];
  'stay.admitted': ClinicalEventDataByVersion['stay.admitted:1'];
  'stay.cancelled': ClinicalEventDataByVersion['stay.cancelled:1'];
  'stay.discharged': ClinicalEventDataByVersion['stay.discharged:1'];
  'stay.transferred': ClinicalEventDataByVersion['stay.transferred:1'];
}

export type ClinicalEventType = keyof ClinicalEventData;
