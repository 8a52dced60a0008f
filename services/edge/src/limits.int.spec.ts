import { connect } from 'node:net';
import { EdgeProcess, Identities, LocalServer, nginxOrSkip, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = await nginxOrSkip();
const describeWithNginx = root === undefined ? describe.skip : describe;
const organisations = ['south', 'west', 'east', 'home', 'clinic'];
const address = (org: string): string => `/v1/orgs/${org}/patients/0d9f3c0e-6a3c-4a59-9a2a-0f6f5c1f0001/summary`;

/**
 * With rates of one request a second, so that what is too much does not depend on the machine: three are let pass at
 * once (twice the rate, and the one that is due).
 */
describeWithNginx('limits of the edge, under load', () => {
  const identities = new Identities();
  let servers: LocalServer[] = [];
  let keys: LocalServer;
  let echo: LocalServer;

  beforeAll(async () => {
    await identities.add('ES256');
    keys = await LocalServer.start(identities.listener);
    echo = await LocalServer.start((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
    servers = [keys, echo];
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
  });

  const withEdge = async (environment: Record<string, string>, work: (edge: EdgeProcess) => Promise<void>): Promise<void> => {
    const edge = await EdgeProcess.start(root!, { upstreams: { 'patient-timeline': { default: echo.url } }, jwksUrl: keys.url, environment: { EDGE_WAF: 'false', ...environment } }); // prettier-ignore
    try {
      await work(edge);
    } finally {
      await edge.stop();
    }
  };

  /** By organisation, status and why: what clients saw is in the log, and what is in the log is in the counters. */
  const expectTheSame = async (edge: EdgeProcess, client: readonly { org: string; status: number }[]): Promise<void> => {
    const count = (of: readonly string[]): Record<string, number> =>
      Object.fromEntries([...Map.groupBy([...of].sort(), (key) => key)].map(([key, all]) => [key, all.length]));
    const seen = count(client.map(({ org, status }) => `${org} ${status}`));
    const logged = () => count(edge.log().map(({ org, status }) => `${String(org)} ${String(status)}`));
    await until(() => edge.log().length === client.length, { what: 'a line of each request' }).catch(() => undefined);
    expect(logged()).toEqual(seen);
    const lines = count(edge.log().map(({ org, status, why }) => `${String(org)} ${String(status)} ${String(why)}`));
    const counted = async () =>
      Object.fromEntries((await edge.counted()).map(({ labels, requests }) => [`${labels.org} ${labels.code} ${labels.why}`, requests]));
    await until(async () => Object.keys(await counted()).length === Object.keys(lines).length, { what: 'the counters' }).catch(() => undefined); // prettier-ignore
    expect(await counted()).toEqual(lines);
  };

  it('refuse what an organisation sends too fast, from whatever clients and addresses, and nothing of others', async () => {
    await withEdge({ EDGE_ORG_REQUESTS_PER_SECOND: '1', EDGE_CLIENT_REQUESTS_PER_SECOND: '100000', EDGE_ADDRESS_REQUESTS_PER_SECOND: '100000' }, async (edge) => {
      const send = async (org: string, sub: string, from: string) => {
        const { status, headers, body } = await edge.ask(address(org), { token: await identities.token({ org, sub }), from });
        return { org, status, headers, body };
      };
      const began = performance.now();
      const loud = Promise.all(Array.from({ length: 200 }, (_, at) => send('north', `carer-${at % 20}`, `127.0.1.${1 + (at % 50)}`)));
      const quiet = Promise.all(organisations.flatMap((org) => [1, 2, 3].map((at) => send(org, `carer-${at}`, '127.0.1.1'))));
      const answers = [...(await loud), ...(await quiet)];
      const passed = answers.filter(({ org, status }) => org === 'north' && status === 200).length;
      expect(passed).toBeGreaterThanOrEqual(3);
      expect(passed).toBeLessThanOrEqual(3 + Math.ceil((performance.now() - began) / 1000));
      const refused = answers.filter(({ status }) => status === 429);
      expect(new Set(refused.map(({ org }) => org))).toEqual(new Set(['north']));
      expect(passed + refused.length).toBe(200);
      expect(refused[0]!.headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8', 'retry-after': '1' });
      expect(JSON.parse(refused[0]!.body)).toMatchObject({ type: 'urn:everchart:problem:too-many-requests' });
      await expectTheSame(edge, answers);
      expect(edge.log().filter(({ why }) => why === 'limit-rate')).toHaveLength(refused.length);
    });
  }); // prettier-ignore

  it('refuse what an address sends too fast, in whatever name, and nothing of other addresses', async () => {
    await withEdge({ EDGE_ADDRESS_REQUESTS_PER_SECOND: '1', EDGE_ORG_REQUESTS_PER_SECOND: '100000', EDGE_CLIENT_REQUESTS_PER_SECOND: '100000' }, async (edge) => {
      const send = async (org: string, from: string) => ({ org, from, status: (await edge.ask(address(org), { token: await identities.token({ org }), from })).status });
      const began = performance.now();
      const loud = Promise.all(Array.from({ length: 200 }, (_, at) => send(organisations[at % organisations.length]!, '127.0.2.1')));
      const quiet = Promise.all(organisations.flatMap((org, at) => [1, 2, 3].map(() => send(org, `127.0.2.${at + 2}`))));
      const answers = [...(await loud), ...(await quiet)];
      const passed = answers.filter(({ from, status }) => from === '127.0.2.1' && status === 200).length;
      expect(passed).toBeGreaterThanOrEqual(3);
      expect(passed).toBeLessThanOrEqual(3 + Math.ceil((performance.now() - began) / 1000));
      const refused = answers.filter(({ status }) => status === 429);
      expect(new Set(refused.map(({ from }) => from))).toEqual(new Set(['127.0.2.1']));
      expect(passed + refused.length).toBe(200);
      await expectTheSame(edge, answers);
      expect(edge.log().filter(({ why }) => why === 'limit-rate')).toHaveLength(refused.length);
    });
  }); // prettier-ignore

  it('end connections whose header fields do not come, without an answer and in order, and count each', async () => {
    await withEdge({ EDGE_HEADERS_SECONDS: '1' }, async (edge) => {
      const beginnings = ['G', 'GET / HTTP/1.1\r\n', 'GET / HTTP/1.1\r\nHost: x\r\nX-Note: ', `POST ${address('north')} HTTP/1.1\r\nHost: x\r\n`];
      const ends = await Promise.all(
        beginnings.map(async (text) => {
          const socket = connect(edge.port, '127.0.0.1');
          socket.write(text);
          let answered = '';
          // A connection that is reset throws here.
          for await (const chunk of socket) answered += String(chunk);
          return answered;
        }),
      );
      expect(ends).toEqual(['', '', '', '']);
      await expectTheSame(edge, ends.map(() => ({ org: '', status: 408 })));
      expect(new Set(edge.log().map(({ why }) => why))).toEqual(new Set(['slow-client']));
    });
  }); // prettier-ignore
});
