import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type CallHandler,
  Controller,
  type ExecutionContext,
  Get,
  Injectable,
  Module,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { finalize, map, of, tap, type Observable } from 'rxjs';
import { Around, runInterceptorsDirectly } from './direct-interceptors.js';
import { requestIn } from './request-context.js';

const order: string[] = [];

@Injectable()
class Outer extends Around {
  override intercept(): Promise<Observable<unknown>> {
    throw new Error('it is called as a function');
  }

  override async around(execution: ExecutionContext, next: () => Promise<unknown>): Promise<unknown> {
    order.push(`outer before ${requestIn(execution).url} ${execution.getHandler().name} ${execution.getClass().name}`);
    try {
      const answer = await next();
      order.push('outer after');
      return `<${String(answer)}>`;
    } catch (error) {
      order.push(`outer caught ${(error as Error).message}`);
      return 'caught';
    }
  }
}

/** As any library has it. */
@Injectable()
class Observing implements NestInterceptor {
  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (requestIn(execution).url === '/refused') throw new Error('refused');
    order.push('observing before');
    return next.handle().pipe(
      tap(() => order.push('observing saw an answer')),
      map((answer) => `[${String(answer)}]`),
      finalize(() => order.push('observing at the end')),
    );
  }
}

@Controller()
@UseInterceptors(Outer, Observing)
class Routes {
  @Get('value')
  async value(): Promise<string> {
    order.push('handler');
    return Promise.resolve('answer');
  }

  @Get('observable')
  observable(): Observable<string> {
    return of('first', 'last');
  }

  @Get('failed')
  failed(): string {
    throw new Error('failed');
  }

  @Get('refused')
  refused(): string {
    return 'never';
  }
}

@Module({ controllers: [Routes], providers: [Outer, Observing] })
class RoutesModule {}

describe('Interceptors that are called as functions', () => {
  let app: NestFastifyApplication;
  const answerOf = async (url: string): Promise<string> => (await app.inject({ url })).body;

  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(RoutesModule, new FastifyAdapter(), { logger: false });
    runInterceptorsDirectly(app);
    await app.init();
  });

  afterAll(() => app.close());

  beforeEach(() => void order.splice(0));

  it('run around each other in the order in which Nest names them', async () => {
    expect(await answerOf('/value')).toBe('<[answer]>');
    expect(order).toEqual([
      'outer before /value value Routes',
      'observing before',
      'handler',
      'observing saw an answer',
      'observing at the end',
      'outer after',
    ]);
  });

  it('answer the last value of an observable', async () => {
    expect(await answerOf('/observable')).toBe('<[last]>');
  });

  it('see what the handler throws', async () => {
    expect(await answerOf('/failed')).toBe('caught');
    expect(order.slice(1)).toEqual(['observing before', 'observing at the end', 'outer caught failed']);
  });

  it('see what an interceptor after them throws before the handler is called', async () => {
    expect(await answerOf('/refused')).toBe('caught');
    expect(order.slice(1)).toEqual(['outer caught refused']);
  });

  it('need a Nest that keeps what runs them where it is looked for', () => {
    expect(() => runInterceptorsDirectly({} as NestFastifyApplication)).toThrow('cannot be run directly');
  });
});
