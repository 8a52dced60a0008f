import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { withServiceKit } from '@everchart/service-kit';
import type { TimelineConfig } from './configuration.js';
import { addProjector } from './create-app.js';
import { paceOfRebuild } from './pacer.js';
import { projectionVersion } from './projections.js';

/** What a thread of a rebuild is given. */
export interface MemberData {
  config: TimelineConfig;
  version: number;
  /** Consumer of the version that is read. */
  served: string;
  eventsPerSecond: number | undefined;
}

const { config, version, served, eventsPerSecond } = workerData as MemberData;
const told = once(parentPort!, 'message');

await withServiceKit('patient-timeline-rebuild', config, async (kit) => {
  const { keyring } = await kit.openKeyring(config);
  addProjector(kit, keyring, { ...projectionVersion(version), filling: true }, paceOfRebuild(kit, served, eventsPerSecond));
  await kit.lifecycle.start();
  await Promise.race([told, kit.lifecycle.crashed.then((error) => Promise.reject(error))]);
});
parentPort!.close();
