import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(process.env.EVERCHART_SHARED_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url)), 'hl7v2');

export interface SharedMessage {
  file: string;
  bytes: Buffer;
}

/** Sample messages of other systems, when they are there. */
export function sharedMessages(): SharedMessage[] | undefined {
  if (!existsSync(folder)) {
    process.stderr.write(`\n!!! SKIPPED: the sample messages are not at ${folder} (set EVERCHART_SHARED_DATA)\n\n`);
    return undefined;
  }
  return readdirSync(folder)
    .filter((file) => file.endsWith('.hl7'))
    .sort()
    .map((file) => ({ file, bytes: readFileSync(join(folder, file)) }));
}
