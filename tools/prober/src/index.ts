export { Prober, type Connections, type ProbeName, type ProberOptions } from './prober.js';
export { ProbeMetrics } from './metrics.js';
export { outcomeOf, ProbeClient, type Outcome, type ProbeAnswer } from './probe.client.js';
