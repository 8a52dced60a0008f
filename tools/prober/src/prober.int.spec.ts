import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLogger, createRegistry } from '@everchart/platform';
import { until } from '@everchart/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ProbeMetrics, Prober } from './index.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

describe('the prober', () => {
  let directory: string;
  let tokenFile: string;
  let server: Server;
  let url: string;
  let connections = 0;
  let answer: Answer;
  /** As ingest and the timeline answer. */
  const well: Answer = (request, response) => {
    request.resume();
    if (request.method === 'POST') response.writeHead(201, { 'everchart-position': 'p1' }).end('{}');
    else response.writeHead(200).end('{}');
  };

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'prober-'));
    tokenFile = join(directory, 'token');
    writeFileSync(tokenFile, 'a-token\n');
    answer = well;
    connections = 0;
    server = createServer((request, response) => answer(request, response)).on('connection', () => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
    rmSync(directory, { recursive: true });
  });

  function prober() {
    const registry = createRegistry('prober');
    const logger = createLogger({ service: 'prober', instance: 'i', level: 'silent' });
    const made = new Prober({ ingestUrl: url, timelineUrl: url, org: 'probe', tokenFile, timeoutMs: 300, metrics: new ProbeMetrics(registry), logger }); // prettier-ignore
    const value = async (series: string): Promise<number> => {
      const line = (await registry.metrics()).split('\n').find((each) => each.startsWith(series));
      return Number(line?.split(' ').at(-1));
    };
    return { made, value };
  }
  const result = (probe: string, connection: string, of: string): string =>
    `everchart_probe_results_total{probe="${probe}",connection="${connection}",result="${of}"`;

  it('records, reads, and reads what it recorded, on a connection that it keeps and on new ones', async () => {
    const { made, value } = prober();
    const seen: string[] = [];
    answer = (request, response) => {
      seen.push([request.method, request.headers.authorization, request.headers['everchart-at-least'] ?? []].flat().join(' '));
      well(request, response);
    };
    await made.round();
    await made.round();
    for (const probe of ['record', 'read', 'visible'])
      for (const connection of ['kept', 'new']) {
        expect(await value(result(probe, connection, 'ok'))).toBe(2);
        expect(await value(result(probe, connection, 'failed'))).toBe(0);
      }
    expect(seen).toContain('GET Bearer a-token p1');
    // One kept for all of its 7 requests; of the others each has its own.
    expect(connections).toBe(1 + 6);
    made.close();
  });

  it('takes no record that has just begun, and is not visible yet, for a failure', async () => {
    const { made, value } = prober();
    const visible = new Set<string>();
    answer = (request, response) => {
      const patient = /patients\/([^/]+)/.exec(request.url!)![1]!;
      if (request.headers['everchart-at-least'] !== undefined) visible.add(patient);
      if (request.method === 'GET' && !visible.has(patient)) response.writeHead(404).end();
      else well(request, response);
    };
    await made.round();
    expect(await value(result('read', 'kept', 'ok'))).toBe(1);
    expect(await value(result('read', 'kept', 'failed'))).toBe(0);
    made.close();
  });

  it('counts connections that break off, that are refused, answers that do not come, and those that are none', async () => {
    const { made, value } = prober();
    answer = ({ socket }) => void socket.destroy();
    await made.round();
    expect([await value('everchart_probe_resets_total{connection="kept"'), await value('everchart_probe_resets_total{connection="new"')]).toEqual([3, 3]); // prettier-ignore
    answer = (request) => void request.resume();
    await made.round();
    expect(await value('everchart_probe_requests_total{probe="read",connection="new",outcome="timeout",code="0"')).toBe(1);
    answer = (_request, response) => void response.writeHead(503).end();
    await made.round();
    expect(await value('everchart_probe_requests_total{probe="read",connection="kept",outcome="answered",code="503"')).toBe(1);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await made.round();
    expect(await value('everchart_probe_refused_connections_total{connection="new"')).toBe(3);
    expect(await value(result('read', 'kept', 'failed'))).toBe(4);
    expect(await value(result('read', 'kept', 'ok'))).toBe(0);
    made.close();
  });

  it('is a process that says by metrics what it saw, and ends when it is asked to', async () => {
    const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
    const child = spawn(process.execPath, [main], { env: { PROBE_URL: `${url}/`, PROBE_TOKEN_FILE: tokenFile, PROBE_EVERY_SECONDS: '1', PORT: '0' } }); // prettier-ignore
    let output = '';
    child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
    await until(() => output.includes('prober.started'), { what: 'a prober' });
    const { port } = JSON.parse(output.split('\n').find((line) => line.includes('prober.started'))!) as { port: number };
    const metrics = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    await until(async () => (await metrics()).includes(`${result('visible', 'new', 'ok')},service="prober"} 1`), { what: 'a round' });
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(output).not.toContain('a-token');
  });

  it('names what is wrong with its configuration', async () => {
    const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
    const child = spawn(process.execPath, [main], { env: { PROBE_TOKEN_FILE: tokenFile } });
    let errors = '';
    child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(2);
    expect(errors).toContain('PROBE_URL: is required');
  });
});
