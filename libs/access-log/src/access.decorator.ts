import { requestIn, routeConfig } from '@everchart/platform';
import { applyDecorators, createParamDecorator, UseInterceptors, type ExecutionContext } from '@nestjs/common';
import { AccessInterceptor } from './access.interceptor.js';
import type { AccessDeclaration } from './request-accesses.js';
import { shownOf, type Shown } from './shown.js';

/**
 * What a route does, as it is put on record before its answer leaves: `<what>.<read|written|…>`.
 * @param options `onlyWhenShown`: for routes that record what the caller sent, answers count only when the handler
 * notes what they show of others' entries
 */
export const Accesses = (operation: string, options: Partial<Pick<AccessDeclaration, 'onlyWhenShown'>> = {}): MethodDecorator =>
  applyDecorators(routeConfig({ access: { operation, onlyWhenShown: false, ...options } }), UseInterceptors(AccessInterceptor));

/**
 * For routes whose granted requests are on record as what they recorded: refusals (401, 403) go on record by the
 * problem filter, and what an answer shows of others' entries by a call of `RequestAccesses.answered`. Without an
 * interceptor: all other answers cost nothing.
 */
export const AccessesWhenRefused = (operation: string): MethodDecorator => routeConfig({ access: { operation, onlyWhenShown: true } });

/** Parameter decorator: where a handler says what its answer shows. */
export const WhatIsShown = createParamDecorator((_data: unknown, execution: ExecutionContext): Shown => shownOf(requestIn(execution)));
