import type { RunFile, Suite } from '@everchart/start';

/** Where the services, their databases and their topics are: on this machine, or in a cluster. */
export interface Site extends Pick<Suite, 'tokensOf' | 'environmentOf'> {
  run: Pick<RunFile, 'databases' | 'stream' | 'streamKeysFile'> & { urls: Record<CheckedService, string> };
  /** Where hospitals listen for the services; default this machine. */
  hospitalHost?: string;
  /** Whether `/health/ready` of the services is reached at their URLs; an edge does not lead there. Default true. */
  showsHealth?: boolean;
}

export type CheckedService = 'ingest' | 'timeline' | 'integration' | 'retention';
