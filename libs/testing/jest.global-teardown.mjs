import { rmSync } from 'node:fs';

/** Stops what the set-up of this run started. */
export default async function tearDown() {
  const run = globalThis.everchartTestRun;
  if (run === undefined) return;
  await Promise.all(run.started.map((server) => server.stop()));
  rmSync(run.directory, { recursive: true, force: true });
}
