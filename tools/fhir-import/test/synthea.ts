import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Synthetic patients (samply/blaze), placed beside the project by the person who runs the tests. */
const folder = join(process.env.EVERCHART_SHARED_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url)), 'synthea');

/** @returns the folder of bundles, when it is there */
export function syntheaFolder(): string | undefined {
  if (existsSync(folder)) return folder;
  process.stderr.write(`\n!!! SKIPPED: the synthetic patients are not at ${folder} (set EVERCHART_SHARED_DATA): nothing was imported\n\n`);
  return undefined;
}

interface RawResource {
  resourceType: string;
  status?: string;
  medicationCodeableConcept?: { text: string };
  subject?: { reference: string };
  patient?: { reference: string };
  id: string;
}

function* rawResources(): Generator<RawResource> {
  for (const file of readdirSync(folder)) {
    const { entry } = JSON.parse(gunzipSync(readFileSync(join(folder, file))).toString()) as { entry: { resource: RawResource }[] };
    for (const { resource } of entry) yield resource;
  }
}

/** What each patient is to take now, as it stands in the files; empty where the medicine is another resource. */
export function activePrescriptions(): Map<string, string[]> {
  const active = [...rawResources()].filter(({ resourceType, status }) => resourceType === 'MedicationRequest' && status === 'active');
  const byPatient = Map.groupBy(active, ({ subject }) => subject!.reference.replace('urn:uuid:', ''));
  return new Map([...byPatient].map(([patient, all]) => [patient, all.map((each) => each.medicationCodeableConcept?.text ?? '').sort()]));
}

/**
 * How often each resource type names each patient: counted in the files as they are, without any code of the importer.
 */
export function countResources(): Map<string, Record<string, number>> {
  const counts = new Map<string, Record<string, number>>();
  for (const { resourceType, subject, patient, id } of rawResources()) {
    const patientId = resourceType === 'Patient' ? id : (subject ?? patient)?.reference.replace('urn:uuid:', '');
    if (patientId === undefined) continue;
    const ofPatient = counts.get(patientId) ?? {};
    counts.set(patientId, ofPatient);
    ofPatient[resourceType] = (ofPatient[resourceType] ?? 0) + 1;
  }
  return counts;
}
