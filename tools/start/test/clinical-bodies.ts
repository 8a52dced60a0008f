const openings = ['Slept well', 'Awake since four', 'Refused breakfast', 'Ate half of the soup', 'Walked to the window and back', 'Daughter visited', 'Complains of pain in the left hip', 'Skin dry; cream applied', 'Catheter flushed, clear', 'Confused in the evening']; // prettier-ignore

/** Pieces that look like commands, code, queries or marks, and are care. */
const oddPieces = [
  'select a vein from the left arm -- union rep was there',
  'order by telephone: 2 x paracetamol 500mg; drop of blood at the site',
  `O'Brien's daughter said "she's not herself"; 'as always'`,
  'BP 140/90 -> 120/80, HR <60 at rest & >100 when walking',
  'temp >38.5 => paracetamol 1g (max 4/24h)',
  '<5 min on the toilet; weight < 50 kg',
  'Rx: insulin 1-0-1, if BG < 4 then none',
  'cat on the ward; echo booked; find keys; kill pain first',
  'and 1=1 dose given, or none',
  'having pain where the wound is, group by colour as usual',
  'delete from the list: aspirin; insert drain tomorrow; update family',
  'like last week: alter dosage, create a plan, grant leave on Sunday',
  'script for antibiotics <see letter>; alert(s) on for fall',
  'C:\\ drive of the ECG is full; see ../letters folder',
  'e-mail to ward@example.org; phone 040/123-456; see https://intranet.example/letters?id=12&v=2',
  'Dressing changed: 10x10cm; smell ++; exudate +/-; pH 7.4',
  'PRN: lorazepam 0.5mg | oxygen 2l/min | none',
  '90% SpO2 on air, 95% with 2l (50% of the time)',
  '{left} arm only! #fall @ 3:15, room 12/b; cost 5$',
  'she sleeps (5) hours; wait for delay of the bus',
  'curl up on the side; head of bed up 30°; tail bone sore',
  'Mr. Exec asked: who am I? where is my wife? -- oriented to person only',
  'ping when awake; net weight 62 kg; type 2 diabetes; more fluids; sort pills',
  'nose bleed /10 min; nurse on call; sh. & co. informed',
  'Söhne & Töchter: „Mutter schläft“ – gut; Größe 1,70 m; ½ Tablette',
  'a=1, b=2; if a>b then c; wound score 3*4=12',
  "dad's wish: 'no CPR' or 'DNR' = same; sign -- please",
  'glucose 5.6, mmol/l; Na+ 140; K+ 4,1; CRP <5; INR 2-3',
  'ear drops L+R; eye drops OD/OS; cream b.d.; supp. x1 p.r.',
  'union of both ends of the fracture; select fluids all day; from Monday',
  'fluid in/out: 1500/1200 ml; drain 50ml/24h -> remove?',
  'MRSA? -> screen nose/throat/groin; isolate until result = neg.',
];

const closings = [
  '',
  '. Will watch.',
  '; doctor informed at 8:15',
  '\nNext: turn every 2 h',
  ' (see care plan, item 4)',
  ' -- night shift',
];

/** Two thousand notes: everyday sentences with what reads oddly to a machine. */
export function careNotes(): string[] {
  return openings.flatMap((opening) => oddPieces.flatMap((piece) => closings.map((closing) => `${opening}. ${piece}${closing}`)));
}

interface Resource {
  resourceType: string;
  [member: string]: unknown;
}

const narrative = (text: string) => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml"><p><b>Generated narrative</b></p><table class="grid"><tr><td style="color:red">${text}</td><td><a href="https://example.org/Patient/1">see</a></td></tr></table><br/><img src="#chart" alt="chart"/></div>`,
});
const patient = { reference: 'Patient/0d9f3c0e-6a3c-4a59-9a2a-0f6f5c1f0001', display: "Mrs. O'Brien <née Smith>" };
const coded = (system: string, code: string, display: string) => ({ coding: [{ system, code, display }], text: display });

/** Resources as hospital systems send them, with narratives, extensions and notes. */
export function fullResources(): Resource[] {
  return oddPieces.flatMap((piece): Resource[] => [
    {
      resourceType: 'Observation',
      meta: { profile: ['http://hl7.org/fhir/StructureDefinition/vitalsigns'] },
      text: narrative('Blood pressure 140/90 mm[Hg] &gt; limit'),
      status: 'final',
      category: [coded('http://terminology.hl7.org/CodeSystem/observation-category', 'vital-signs', 'Vital Signs')],
      code: coded('http://loinc.org', '85354-9', 'Blood pressure panel with all children optional'),
      subject: patient,
      effectiveDateTime: '2026-03-01T08:00:00+01:00',
      component: [
        {
          code: coded('http://loinc.org', '8480-6', 'Systolic blood pressure'),
          valueQuantity: { value: 140, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
        },
      ],
      note: [{ text: piece, authorString: "Nurse O'Neil" }],
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/observation-bodyPosition',
          valueCodeableConcept: coded('http://snomed.info/sct', '33586001', 'Sitting position (finding)'),
        },
      ],
    },
    {
      resourceType: 'MedicationRequest',
      text: narrative('Insulin glargine 100 units/mL (3 mL) pen'),
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: coded(
        'http://www.nlm.nih.gov/research/umls/rxnorm',
        '311034',
        'insulin glargine 100 UNT/ML Injectable Solution',
      ),
      subject: patient,
      dosageInstruction: [
        { text: '1-0-1; if BG < 4 mmol/l then none', patientInstruction: piece, asNeededCodeableConcept: { text: 'pain >= 4/10' } },
      ],
      note: [{ text: piece }],
    },
    {
      resourceType: 'Condition',
      text: narrative('Type 2 diabetes'),
      clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active', 'Active'),
      code: coded('http://snomed.info/sct', '44054006', 'Diabetes mellitus type 2 (disorder)'),
      subject: patient,
      note: [{ text: piece }],
    },
  ]);
}
