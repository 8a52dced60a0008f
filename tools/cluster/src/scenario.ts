import type { Service, Site } from './site.js';
import type { Trial } from './trial.js';

export interface Scene {
  site: Site;
  /** Opened by the first scenario that needs load. */
  trial: () => Promise<Trial>;
  say: (line: string) => void;
  interrupted: AbortSignal;
  options: ScenarioOptions;
}

export interface ScenarioOptions {
  /** Tag of the version that services are upgraded to. */
  next?: string | undefined;
  /** Tag of the version before: it runs beside the present ones. */
  previous?: string | undefined;
  killMinutes: number;
  /** On which the Gateway of the Gateway API listens. */
  gatewayPort: number;
  /** Only this service is upgraded, rolled back and mixed; default all four. */
  service?: Service | undefined;
}

/** A line of the report: what was seen. */
export type Outcome = { lines: string[]; failed: number; skipped?: string };

export interface Scenario {
  name: string;
  what: string;
  run: (scene: Scene) => Promise<Outcome>;
}

export const skipped = (why: string): Outcome => ({ lines: [], failed: 0, skipped: why });
