import type { CallHandler, ExecutionContext, INestApplication, NestInterceptor } from '@nestjs/common';
import { InterceptorsConsumer } from '@nestjs/core/interceptors/interceptors-consumer.js';
import { defer, isObservable, lastValueFrom, of, type Observable } from 'rxjs';

/**
 * An interceptor of handlers that answer one value. Nest runs each interceptor in three observables and an asynchronous
 * scope of its own: 13 µs of a request. This one is called as a function around what follows.
 */
export abstract class Around implements NestInterceptor {
  /** @param next what follows: other interceptors, and in the end the handler */
  abstract around(execution: ExecutionContext, next: () => Promise<unknown>): Promise<unknown>;

  /** Where Nest runs it itself. */
  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    return of(await this.around(execution, () => valueOf(next.handle())));
  }
}

type Handler = () => Promise<unknown>;

/** Runs interceptors as functions around each other. Others than {@link Around} get and give an observable, as ever. */
class DirectInterceptors extends InterceptorsConsumer {
  override intercept(
    ...[interceptors, args, instance, callback, next, type]: Parameters<InterceptorsConsumer['intercept']>
  ): Promise<unknown> {
    if (interceptors.length === 0) return next();
    const context = this.createContext(args, instance, callback);
    if (type !== undefined) context.setType(type);
    const from = (at: number): Promise<unknown> => {
      const interceptor = interceptors[at];
      if (!interceptor) return valueOf(next());
      const rest = (): Promise<unknown> => from(at + 1);
      return interceptor instanceof Around ? interceptor.around(context, rest) : observed(interceptor, context, rest);
    };
    return from(0);
  }
}

/** Before the routes are made. @throws Error this Nest keeps what runs its interceptors elsewhere */
export function runInterceptorsDirectly(app: INestApplication): void {
  const { executionContextCreator: router } =
    (app as unknown as { routesResolver?: { routerExplorer?: { executionContextCreator?: { interceptorsConsumer?: unknown } } } })
      .routesResolver?.routerExplorer ?? {};
  if (!(router?.interceptorsConsumer instanceof InterceptorsConsumer)) throw new Error('interceptors cannot be run directly by this Nest');
  router.interceptorsConsumer = new DirectInterceptors();
}

async function observed(interceptor: NestInterceptor, context: ExecutionContext, rest: Handler): Promise<unknown> {
  return valueOf(interceptor.intercept(context, { handle: () => defer(rest) }));
}

async function valueOf(answer: unknown): Promise<unknown> {
  const value = await answer;
  return isObservable(value) ? lastValueFrom(value, { defaultValue: undefined }) : value;
}
