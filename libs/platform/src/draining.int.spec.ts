import { Agent, get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { z } from 'zod';
import { createLogger, createRegistry, Described, json, Public, startHttp, type HttpService } from './index.js';

@Controller('v1')
class SampleController {
  @Described({ summary: 'One', tag: 'sample', answers: { 200: { description: 'It', content: json(z.object({ one: z.literal(1) })) } } })
  @Get('one')
  @Public()
  one(): { one: 1 } {
    return { one: 1 };
  }
}

@Module({ controllers: [SampleController] })
class SampleModule {}

describe('a process that ends', () => {
  let service: HttpService;
  /** As of a proxy: one connection, which is kept. */
  const proxy = new Agent({ keepAlive: true, maxSockets: 1 });

  beforeAll(async () => {
    service = await startHttp({
      name: 'sample',
      version: '1.0.0',
      description: 'A service for the test',
      module: SampleModule,
      config: { PORT: 0, HOST: '127.0.0.1', JWT_ISSUER: 'test', JWT_AUDIENCE: 'everchart', JWKS_URL: 'http://127.0.0.1:1/' },
      logger: createLogger({ service: 'sample', instance: 'i', level: 'silent' }),
      registry: createRegistry('sample'),
    });
  });

  afterAll(async () => {
    proxy.destroy();
    await service.close();
  });

  const ask = (path: string) =>
    new Promise<{ status: number; connection: string | undefined; port: number; body: string }>((resolve, reject) => {
      get(`${service.url}${path}`, { agent: proxy }, (response) => {
        const { localPort: port } = response.socket;
        let body = '';
        response.on('data', (part) => (body += String(part)));
        response.on('end', () => resolve({ status: response.statusCode!, connection: response.headers.connection, port: port!, body }));
      }).on('error', reject);
    });

  it('keeps connections until then', async () => {
    const first = await ask('/v1/one');
    expect(first).toMatchObject({ status: 200, connection: 'keep-alive' });
    expect((await ask('/health/ready')).status).toBe(200);
    expect((await ask('/v1/one')).port).toBe(first.port);
  });

  it('answers on a connection that was kept, and ends it then; others that come are answered, too', async () => {
    const { port } = await ask('/v1/one');
    void service.drain(3600);
    expect(await ask('/v1/one')).toMatchObject({ status: 200, connection: 'close', port });
    const next = await ask('/v1/one');
    expect(next).toMatchObject({ status: 200, connection: 'close' });
    expect(next.port).not.toBe(port);
    const readiness = await ask('/health/ready');
    expect([readiness.status, JSON.parse(readiness.body)]).toMatchObject([503, { failing: ['process-ends'] }]);
    expect((await ask('/health/live')).status).toBe(200);
  });
});
