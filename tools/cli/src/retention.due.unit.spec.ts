import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import { addDueCommands } from './retention.due.js';

const patient = '3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f';
const factId = '01980c60-0000-7000-8000-0000000000d1';

describe('retention fact', () => {
  const calls: string[] = [];
  let server: Server;
  let token: string | undefined;

  beforeAll(async () => {
    server = createServer((request, response) => {
      calls.push(`${request.method} ${request.url}`);
      response.end(JSON.stringify({ facts: [], eventId: factId, recordedAt: '2026-03-01T07:30:01.000000Z' }));
    }).listen(0);
    await once(server, 'listening');
    token = process.env.EVERCHART_TOKEN;
    process.env.EVERCHART_TOKEN = 'token';
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
  });
  afterAll(() => {
    jest.restoreAllMocks();
    if (token === undefined) delete process.env.EVERCHART_TOKEN;
    else process.env.EVERCHART_TOKEN = token;
    server.close();
  });

  it.each([
    ['organisation', 'stated-facts'],
    [patient, `patients/${patient}/stated-facts`],
  ])('of %s goes to its facts', async (of, path) => {
    const run = async (...words: string[]) => {
      const program = new Command().option('--run-file <file>', '', '/nowhere/run.json').option('--org <name>', '', 'home');
      addDueCommands(program, program.command('retention'));
      const { port } = server.address() as AddressInfo;
      await program.parseAsync(['retention', 'fact', ...words, '--retention', `http://127.0.0.1:${port}`], { from: 'user' });
    };
    calls.length = 0;
    await run('list', of);
    await run('state', of, '--trigger', 'completion', '--on', '2026-01-01', '--reason', 'closed');
    await run('withdraw', of, factId, '--reason', 'it goes on');
    const base = `/v1/orgs/home/${path}`;
    expect(calls).toEqual([`GET ${base}`, `POST ${base}`, `POST ${base}/${factId}/withdraw`]);
  });
});
