import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Resource } from '../src/index.js';

const shared = process.env.EVERCHART_SHARED_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));

/** Bundles of synthetic patients, and official R4 examples (package hl7.fhir.r4.examples, unpacked). */
const folders = { synthea: join(shared, 'synthea'), examples: join(shared, 'fhir-r4-examples') };

export const isThere = (name: keyof typeof folders): boolean => existsSync(folders[name]);

/** Each file of a folder that lies beside the project; empty, and said aloud, when it does not. */
export function* sharedResources(name: keyof typeof folders): Generator<Resource[]> {
  const folder = folders[name];
  if (!isThere(name)) {
    process.stderr.write(`\n!!! SKIPPED: there are no resources at ${folder} (set EVERCHART_SHARED_DATA): none of them was mapped\n\n`);
    return;
  }
  for (const file of readdirSync(folder).filter((each) => /\.json(?:\.gz)?$/.test(each) && !each.startsWith('.'))) {
    const bytes = readFileSync(join(folder, file));
    const parsed = JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()) as Resource;
    const { entry } = parsed as { entry?: { resource?: Resource }[] };
    yield parsed.resourceType === 'Bundle' ? (entry ?? []).flatMap(({ resource }) => resource ?? []) : [parsed];
  }
}
