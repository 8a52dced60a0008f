import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Logger } from '@everchart/platform';
import { v5 as namedId } from 'uuid';
import { ProbeClient, type ProbeAnswer } from './probe.client.js';
import type { ProbeMetrics } from './metrics.js';

export type ProbeName = 'record' | 'read' | 'visible';
/** How the request reached the suite: on a connection that is kept, or on one of its own. */
export type Connections = 'kept' | 'new';

export interface ProberOptions {
  /** Addresses of ingest and patient-timeline: those of the edge, or of the services. */
  ingestUrl: string;
  timelineUrl: string;
  /** An organisation of its own: no one's care depends on it. */
  org: string;
  /** Of a role that records and reads; read for each request, as tokens end. */
  tokenFile: string;
  timeoutMs: number;
  ca?: string | undefined;
  metrics: ProbeMetrics;
  logger: Pick<Logger, 'warn'>;
  now?: () => number;
}

/** A patient of its own for each hour and prober: a record does not grow without end. */
const hourMs = 60 * 60 * 1000;
const namespace = '6a1f4f0e-3a52-4c86-9d0c-0f4f6f1f3c55';
/** A read waits for the entry at most so long before it says that it is not there. */
const visibleWithinMs = 5000;

/**
 * Does what a carer's app does, through the same address: records an entry, and reads the record until the entry is in
 * it. What no process of the suite can count, it does: connections that are refused, and that break off.
 */
export class Prober {
  readonly #options: ProberOptions;
  readonly #clients: Readonly<Record<Connections, ProbeClient>>;
  /** Distinguishes this prober's patients from those of others. */
  readonly #own = randomUUID();
  #registered: string | undefined;

  constructor(options: ProberOptions) {
    this.#options = options;
    const { timeoutMs, ca } = options;
    this.#clients = {
      kept: new ProbeClient({ keepAlive: true, timeoutMs, ca }),
      new: new ProbeClient({ keepAlive: false, timeoutMs, ca }),
    };
  }

  /** Once each way. What fails is counted, and named in the log; nothing is thrown. */
  async round(): Promise<void> {
    for (const connection of ['kept', 'new'] as const) {
      try {
        await this.#probe(connection);
      } catch (error) {
        // The token's file, above all.
        this.#options.logger.warn({ event: 'probe.not-sent', errorName: (error as Error).name, errorCode: (error as { code?: string }).code });
        for (const probe of ['record', 'read', 'visible'] as const) this.#options.metrics.done(probe, connection, false, 0);
      }
    }
  } // prettier-ignore

  close(): void {
    for (const client of Object.values(this.#clients)) client.close();
  }

  async #probe(connection: Connections): Promise<void> {
    const { now = Date.now, metrics, org, ingestUrl, timelineUrl } = this.#options;
    const patient = namedId(`${this.#own}/${Math.floor(now() / hourMs)}`, namespace);
    const events = `${ingestUrl}/v1/orgs/${org}/patients/${patient}/events`;
    if (this.#registered !== patient) {
      const { status } = await this.#send('record', connection, {
        method: 'POST',
        url: events,
        body: this.#event('patient.registered', registration),
      });
      if (status === 200 || status === 201) this.#registered = patient;
    }
    const recorded = await this.#send('record', connection, { method: 'POST', url: events, body: this.#event('note.written', note) });
    const isRecorded = recorded.status === 201;
    metrics.done('record', connection, isRecorded, recorded.seconds);
    const summary = { method: 'GET', url: `${timelineUrl}/v1/orgs/${org}/patients/${patient}/summary` } as const;
    const position = recorded.headers['everchart-position'];
    if (isRecorded && typeof position === 'string') {
      const more = { 'everchart-at-least': position, 'everchart-at-least-wait-ms': String(visibleWithinMs) };
      const shown = await this.#send('visible', connection, { ...summary, more });
      metrics.done('visible', connection, shown.status === 200, shown.seconds);
    } else metrics.done('visible', connection, false, 0);
    // After the entry was waited for: a record that has just begun is there.
    const read = await this.#send('read', connection, summary);
    metrics.done('read', connection, read.status === 200, read.seconds);
  }

  #event(type: string, data: object): string {
    const { now = Date.now } = this.#options;
    return JSON.stringify({ id: randomUUID(), type, occurredAt: new Date(now()).toISOString(), data });
  }

  async #send(probe: ProbeName, connection: Connections, { method, url, body, more }: Sending): Promise<ProbeAnswer> {
    const token = (await readFile(this.#options.tokenFile, 'utf8')).trim();
    const headers = { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }), ...more };
    const answer = await this.#clients[connection].send(method, url, headers, body);
    this.#options.metrics.sent(probe, connection, answer);
    if (answer.outcome !== 'answered' || answer.status >= 400)
      this.#options.logger.warn({ event: 'probe.failed', name: probe, kind: connection, reason: answer.outcome, status: answer.status });
    return answer;
  }
}

interface Sending {
  method: 'GET' | 'POST';
  url: string;
  body?: string;
  more?: Readonly<Record<string, string>>;
}

/** Of no person. */
const registration = { identifiers: [], name: { family: 'Probe', given: ['Probe'] }, birthDate: '1900-01-01', gender: 'unknown' };
const note = { kind: 'progress', text: 'A probe: no person is meant.' };
