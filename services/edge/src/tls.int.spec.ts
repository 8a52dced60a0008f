import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'node:https';
import { connect, type SecureVersion } from 'node:tls';
import { freePort } from '@everchart/dev-servers';
import { EdgeProcess, Identities, LocalServer, nginxOrSkip, testCertificates } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = await nginxOrSkip();
const describeWithNginx = root === undefined ? describe.skip : describe;
const { authority, receiver, sender: client } = testCertificates;

describeWithNginx('the edge over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'everchart-edge-tls-'));
  const identities = new Identities();
  let servers: LocalServer[] = [];
  let edge: EdgeProcess;
  let ports: { tls: number; machine: number };

  beforeAll(async () => {
    await identities.add('ES256');
    servers = [await LocalServer.start(identities.listener), await LocalServer.start((_request, response) => response.end('{}'))];
    ports = { tls: await freePort(), machine: await freePort() };
    const files = { 'tls.crt': receiver.certificate, 'tls.key': receiver.key, 'ca.crt': authority };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    edge = await EdgeProcess.start(root!, {
      upstreams: { ingest: { default: servers[1]!.url } },
      jwksUrl: servers[0]!.url,
      environment: {
        EDGE_TLS_PORT: String(ports.tls),
        EDGE_TLS_CERTIFICATE_FILE: join(folder, 'tls.crt'),
        EDGE_TLS_KEY_FILE: join(folder, 'tls.key'),
        EDGE_MACHINE_PORT: String(ports.machine),
        EDGE_CLIENT_CA_FILE: join(folder, 'ca.crt'),
        EDGE_WAF: 'false',
      },
    });
  });

  afterAll(async () => {
    await edge?.stop();
    for (const server of servers) await server.stop();
    rmSync(folder, { recursive: true });
  });

  const get = (port: number, certificate?: { cert: string; key: string }) =>
    new Promise<{ status: number; body: string; headers: object }>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: '/v1/event-types', ca: authority, agent: false, ...certificate }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode!, body, headers: response.headers }));
      })
        .on('error', reject)
        .end();
    });

  it('takes TLS 1.2 and 1.3, with ciphers that are sane, and nothing older', async () => {
    const negotiated = (version: SecureVersion, ciphers?: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(
          {
            host: '127.0.0.1',
            port: ports.tls,
            ca: authority,
            minVersion: version,
            maxVersion: version,
            ...(ciphers !== undefined && { ciphers }),
          },
          () => {
            resolve(socket.getProtocol() ?? 'none');
            socket.end();
          },
        );
        socket.on('error', () => resolve('refused'));
      });
    expect(await negotiated('TLSv1.3')).toBe('TLSv1.3');
    expect(await negotiated('TLSv1.2')).toBe('TLSv1.2');
    expect(await negotiated('TLSv1.1', 'DEFAULT@SECLEVEL=0')).toBe('refused');
    expect(await negotiated('TLSv1.2', 'AES128-SHA')).toBe('refused');
    expect(await get(ports.tls)).toMatchObject({ status: 200, headers: { 'strict-transport-security': 'max-age=31536000' } });
  });

  it('lets machines in by a certificate of their authority alone, and tells others so', async () => {
    expect((await get(ports.machine, { cert: client.certificate, key: client.key })).status).toBe(200);
    const without = await get(ports.machine);
    expect(without.status).toBe(400);
    expect(JSON.parse(without.body)).toMatchObject({ type: 'urn:everchart:problem:certificate-needed' });
  });

  it('says that a port speaks TLS', async () => {
    const answer = await fetch(`http://127.0.0.1:${ports.tls}/v1/event-types`);
    expect([answer.status, await answer.json()]).toMatchObject([400, { type: 'urn:everchart:problem:tls-needed' }]);
  });
});
