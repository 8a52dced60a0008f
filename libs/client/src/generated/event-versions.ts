/** Made from libs/contracts-clinical/schemas by tools/generate-client-types.mjs: the newest version of each event type, which the types of its data describe. */
export const eventVersions = {
  'allergy.recorded': 1,
  'entry.struck': 1,
  'flag.changed': 1,
  'flag.raised': 1,
  'medication.administered': 1,
  'note.written': 1,
  'observation.recorded': 1,
  'patient.details-amended': 1,
  'patient.registered': 1,
  'plan.instruction-given': 1,
  'preference.stated': 1,
  'problem.recorded': 1,
  'stay.admitted': 1,
  'stay.discharged': 1,
} as const;
