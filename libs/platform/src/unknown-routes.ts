import { sharedProblems } from '@everchart/problems';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError, problemOfStatus } from './problem.js';

/** Addresses of things that are there, of which no method is supported here. */
export interface AddressWithoutMethods {
  pattern: RegExp;
  /** What to do instead. */
  detail: string;
}

/**
 * What no route takes is refused before a body is read: 405 with `Allow` where the address is one that other methods
 * have, or one that is known to be there; else 404.
 */
export function answerUnknownRoutes(fastify: FastifyInstance, addresses: readonly AddressWithoutMethods[]): void {
  const methodsByPattern = new Map<string, Set<string>>();
  fastify.addHook('onRoute', ({ url, method }) => {
    const methods = methodsByPattern.get(url) ?? new Set();
    methodsByPattern.set(url, methods);
    for (const each of Array.isArray(method) ? method : [method]) methods.add(each);
  });
  let routes: { pattern: RegExp; methods: ReadonlySet<string> }[] | undefined;

  fastify.addHook('onRequest', (request: FastifyRequest, _reply, done) => {
    if (!hasOneHost(request)) done(problemOfStatus(400));
    else if (request.is404) done(refusalOf(request));
    else done();
  });
  function refusalOf(request: FastifyRequest): ProblemError {
    routes ??= [...methodsByPattern].map(([url, methods]) => ({ pattern: patternOf(url), methods }));
    const path = request.url.split('?', 1)[0]!;
    const allowed = new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => [...methods]));
    if (allowed.size === 0) {
      const known = addresses.find(({ pattern }) => pattern.test(path));
      // RFC 9110, 10.2.1: an empty field says that no method is allowed.
      return known
        ? new ProblemError({ ...sharedProblems['method-not-allowed'], detail: known.detail, headers: { allow: '' } })
        : problemOfStatus(404);
    }
    return new ProblemError({ ...sharedProblems['method-not-allowed'], headers: { allow: [...allowed].sort().join(', ') } });
  }
}

/** RFC 9112, 3.2: none, or two, may be read differently by what stands in front of this process. */
function hasOneHost({ raw: { rawHeaders, httpVersion } }: FastifyRequest): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]!.length === 4 && rawHeaders[at]!.toLowerCase() === 'host') hosts += 1;
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0');
}

/** Of the routes that there are: names of segments, and a wildcard at the end. */
function patternOf(url: string): RegExp {
  const segments = url.split('/').map((segment) => {
    if (segment.startsWith(':')) return '[^/]+';
    return segment === '*' ? '.+' : segment.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  });
  return new RegExp(`^${segments.join('/')}/?$`);
}
