/** Made from ../../schemas by tools/generate-contract-types.mjs: change the schemas, not this file. */

/**
 * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone
 */
export type PartialDateTime = string;
/**
 * RFC 3339 with zone
 */
export type DateTime = string;
export type Uuid = string;
/**
 * FHIR date: YYYY, YYYY-MM or YYYY-MM-DD
 */
export type PartialDate = string;

/**
 * Data of each type and version, as `<type>:<version>`
 */
export interface ClinicalEventDataByVersion {
  'allergy.recorded:1': AllergyRecordedV1;
  'entry.struck:1': EntryStruckV1;
  'flag.changed:1': FlagChangedV1;
  'flag.raised:1': FlagRaisedV1;
  'medication.administered:1': MedicationAdministeredV1;
  'note.written:1': NoteWrittenV1;
  'observation.recorded:1': ObservationRecordedV1;
  'patient.details-amended:1': PatientDetailsAmendedV1;
  'patient.registered:1': PatientRegisteredV1;
  'plan.instruction-given:1': PlanInstructionGivenV1;
  'preference.stated:1': PreferenceStatedV1;
  'problem.recorded:1': ProblemRecordedV1;
  'stay.admitted:1': StayAdmittedV1;
  'stay.discharged:1': StayDischargedV1;
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
  onset?: PartialDateTime;
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
}
/**
 * A medicine was given
 */
export interface MedicationAdministeredV1 {
  medication: CodeableConcept;
  dose?: Quantity;
  route?: CodeableConcept;
  scheduledAt?: DateTime;
  prescriptionId?: Uuid;
  reason?: CodeableConcept[];
  /**
   * A remark
   */
  note?: string;
  /**
   * The stay in which it happened
   */
  stayId?: string;
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
 * A note in the carer's words
 */
export interface NoteWrittenV1 {
  kind: 'progress' | 'handover' | 'assessment' | 'other';
  /**
   * Title
   */
  title?: string;
  /**
   * The note
   */
  text: string;
  /**
   * The stay in which it happened
   */
  stayId?: string;
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
  valueQuantity?: Quantity;
  /**
   * The value in words
   */
  valueString?: string;
  valueCodeableConcept?: CodeableConcept;
  valueBoolean?: boolean;
  valueInteger?: number;
  valueDateTime?: PartialDateTime;
  valueRange?: Range;
  components?: Component[];
  interpretation?: CodeableConcept;
  bodySite?: CodeableConcept;
  method?: CodeableConcept;
  /**
   * A remark
   */
  note?: string;
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
  valueDateTime?: PartialDateTime;
  valueRange?: Range;
}
/**
 * Details of the person are corrected or change; a field that is present replaces the whole field
 */
export interface PatientDetailsAmendedV1 {
  identifiers?: Identifier[];
  name?: HumanName;
  birthDate?: PartialDate;
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
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone
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
}
/**
 * FHIR HumanName
 */
export interface HumanName {
  /**
   * Family name
   */
  family: string;
  /**
   * Items: Given name
   */
  given: string[];
  /**
   * Items: Such as Dr.
   */
  prefix?: string[];
  /**
   * What the person wants to be called
   */
  preferred?: string;
}
/**
 * FHIR Address
 */
export interface Address {
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
 * A person becomes a patient of the organisation: the first event of the record
 */
export interface PatientRegisteredV1 {
  identifiers: Identifier[];
  name: HumanName;
  birthDate?: PartialDate;
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
   * FHIR dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 with zone
   */
  deceased?: string;
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
  categories?: CodeableConcept[];
  activities?: {
    code: CodeableConcept;
    status: 'not-started' | 'scheduled' | 'in-progress' | 'on-hold' | 'completed' | 'cancelled' | 'stopped' | 'unknown';
    /**
     * Where
     */
    location?: string;
  }[];
  period?: {
    start?: PartialDateTime;
    end?: PartialDateTime;
  };
  /**
   * The stay in which it happened
   */
  stayId?: string;
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
}
/**
 * A problem or diagnosis is known
 */
export interface ProblemRecordedV1 {
  code: CodeableConcept;
  clinicalStatus: 'active' | 'recurrence' | 'relapse' | 'inactive' | 'remission' | 'resolved';
  verification: 'unconfirmed' | 'provisional' | 'differential' | 'confirmed' | 'refuted' | 'entered-in-error';
  onset?: PartialDateTime;
  abatement?: PartialDateTime;
  /**
   * The stay in which it happened
   */
  stayId?: string;
}
/**
 * A stay begins
 */
export interface StayAdmittedV1 {
  stayId: Uuid;
  class: 'residential' | 'inpatient' | 'ambulatory' | 'emergency' | 'home' | 'virtual';
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
}
/**
 * A stay ends
 */
export interface StayDischargedV1 {
  stayId: Uuid;
  disposition?: CodeableConcept1;
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

/** Data of the newest version of each type. */
export interface ClinicalEventData {
  'allergy.recorded': ClinicalEventDataByVersion['allergy.recorded:1'];
  'entry.struck': ClinicalEventDataByVersion['entry.struck:1'];
  'flag.changed': ClinicalEventDataByVersion['flag.changed:1'];
  'flag.raised': ClinicalEventDataByVersion['flag.raised:1'];
  'medication.administered': ClinicalEventDataByVersion['medication.administered:1'];
  'note.written': ClinicalEventDataByVersion['note.written:1'];
  'observation.recorded': ClinicalEventDataByVersion['observation.recorded:1'];
  'patient.details-amended': ClinicalEventDataByVersion['patient.details-amended:1'];
  'patient.registered': ClinicalEventDataByVersion['patient.registered:1'];
  'plan.instruction-given': ClinicalEventDataByVersion['plan.instruction-given:1'];
  'preference.stated': ClinicalEventDataByVersion['preference.stated:1'];
  'problem.recorded': ClinicalEventDataByVersion['problem.recorded:1'];
  'stay.admitted': ClinicalEventDataByVersion['stay.admitted:1'];
  'stay.discharged': ClinicalEventDataByVersion['stay.discharged:1'];
}

export type ClinicalEventType = keyof ClinicalEventData;
