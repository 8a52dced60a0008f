/** Names a record: the same patient id in two organisations is two records. */
export interface PatientKey {
  org: string;
  patient: string;
}
