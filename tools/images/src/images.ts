/** An image of the suite: one project of the workspace that is run, and what else it holds. */
export interface ImageDefinition {
  name: string;
  /** Folder of the project whose `dist/main.js` the image runs, and whose version it has. */
  project: string;
  /** Further projects whose programs it holds. */
  also: readonly string[];
  /** Where it listens, unless `PORT` says something else. */
  port?: number;
  title: string;
  /** Holds NGINX with its modules and the rules of the firewall, in `/app/nginx`. */
  nginx?: boolean;
  /** Ends it in order; default SIGTERM. */
  stopSignal?: string;
}

export const images: readonly ImageDefinition[] = [
  { name: 'ingest', project: 'services/ingest', also: [], port: 8081, title: 'Everchart ingest' },
  { name: 'patient-timeline', project: 'services/patient-timeline', also: [], port: 8082, title: 'Everchart patient-timeline' },
  { name: 'integration', project: 'services/integration', also: [], port: 8083, title: 'Everchart integration' },
  { name: 'retention', project: 'services/retention', also: [], port: 8084, title: 'Everchart retention' },
  { name: 'edge', project: 'services/edge', also: [], port: 8080, title: 'Everchart edge', nginx: true, stopSignal: 'SIGQUIT' },
  { name: 'tools', project: 'tools/cli', also: ['tools/databases'], title: 'Everchart tools: databases, command line' },
  { name: 'development', project: 'tools/identity-provider', also: [], port: 8085, title: 'Everchart identity provider for development' },
];

/** Who every image runs as: the user `nonroot` of distroless images. */
export const imageUser = '65532:65532';

/** Every image has it; a base without a shell is enough. */
export const defaultBase = 'gcr.io/distroless/cc-debian13:nonroot';
