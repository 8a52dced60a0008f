import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ProcessGroup } from './processes.js';
import type { Suite } from './suite.js';

const entry = fileURLToPath(new URL('../../prober/dist/main.js', import.meta.url));

/** Has the prober's records: no person of it is one. */
export const proberOrg = 'everchart-probe';

/** Well before the token of before ends; a failure is tried again as often. */
const renewMs = 3_600_000;

export interface RunningProber {
  url: string;
  stop(): Promise<void>;
}

/**
 * Probes a suite that has {@link proberOrg} as one of its organisations, as its users reach it.
 * @throws StartError
 */
export async function startProber(
  suite: Suite,
  { directory, port, everySeconds = 15, say = () => undefined }: { directory: string; port: number; everySeconds?: number; say?: (line: string) => void }, // prettier-ignore
): Promise<RunningProber> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const tokenFile = join(directory, 'token');
  writeFileSync(tokenFile, suite.tokensOf(proberOrg).nurse!, { mode: 0o600 });
  const renewing = setInterval(() => {
    suite.newToken(proberOrg, 'nurse').then(
      (token) => writeFileSync(tokenFile, token),
      (error: Error) => say(`the prober's token could not be renewed: ${error.message}`),
    );
  }, renewMs);
  const url = `http://127.0.0.1:${port}`;
  const group = new ProcessGroup(say);
  const stop = async (): Promise<void> => {
    clearInterval(renewing);
    await group.stop();
  };
  const environment = {
    PROBE_INGEST_URL: suite.run.urls.ingest,
    PROBE_TIMELINE_URL: suite.run.urls.timeline,
    PROBE_ORG: proberOrg,
    PROBE_TOKEN_FILE: tokenFile,
    PROBE_EVERY_SECONDS: String(everySeconds),
    PORT: String(port),
  };
  try {
    await group.start({ name: 'prober', entry, environment, logFile: join(directory, 'prober.log'), readyUrl: `${url}/health/ready` });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}
