import { sharedProblems, type ProblemKind } from '@everchart/problems';
import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from './problem.js';
import { requestIn } from './request-context.js';
import type { Fault } from './problem.types.js';
import { readShape } from './shape.js';

export interface Example {
  summary?: string;
  value: unknown;
}

/** A body of one media type. */
export interface Media {
  schema: z.ZodType;
  example?: unknown;
  examples?: Readonly<Record<string, Example>>;
}

export interface HeaderShape {
  description: string;
  schema?: z.ZodType;
  example?: unknown;
}

export interface AnswerShape {
  description: string;
  headers?: Readonly<Record<string, HeaderShape>>;
  /** By media type; none where the answer has no body. */
  content?: Readonly<Record<string, Media>>;
}

/** How the problems of an operation are answered, where it is not `application/problem+json`. */
export interface ProblemForm {
  mediaType: string;
  /** JSON Schema of an answer that has one of these codes. */
  schemaOf(codes: readonly string[]): Record<string, unknown>;
  exampleOf(kind: ProblemKind): unknown;
}

/**
 * What an operation takes and answers: the one place that its requests are validated by, that its handler has its types
 * from, and that the OpenAPI document is made of. Refusals that come with the route (token, roles, organisation, body)
 * are in the document without being named here.
 */
export interface OperationShape {
  summary: string;
  description?: string;
  tag: string;
  /** Of the path; `path` stands for a wildcard. */
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Header fields, in lower case. */
  headers?: z.ZodObject;
  /** The body that {@link Input} parses, as JSON. */
  body?: Media;
  /** Bodies by media type that the handler reads itself. */
  bodies?: Readonly<Record<string, Media>>;
  answers: Readonly<Record<number, AnswerShape>>;
  problems?: readonly ProblemKind[];
  /** Of problems, in addition to `Everchart-…` headers of the answers. */
  problemHeaders?: AnswerShape['headers'];
  problemForm?: ProblemForm;
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What {@link Input} gives to the handler. */
export interface InputOf<S extends OperationShape> {
  params: Parsed<S['params']>;
  query: Parsed<S['query']>;
  headers: Parsed<S['headers']>;
  body: S['body'] extends Media ? z.output<S['body']['schema']> : undefined;
}

export const shapeKey = 'everchart:operation-shape';

/** Names the shape of an operation: see {@link OperationShape}. */
export const Described = (shape: OperationShape): MethodDecorator => applyDecorators(SetMetadata(shapeKey, shape));

/**
 * Parameter decorator: the request as the operation's shape says ({@link InputOf}), or a problem that names every
 * fault.
 */
export const Input = createParamDecorator((_data: unknown, execution: ExecutionContext): unknown => {
  const shape = Reflect.getMetadata(shapeKey, execution.getHandler()) as OperationShape | undefined;
  if (!shape) throw new Error('the route is not described');
  return readInput(shape, requestIn(execution));
});

/**
 * @param found faults of the parameters that were found elsewhere: they are named in the same answer
 * @throws ProblemError `parameter-invalid` or `body-invalid`, naming every fault
 */
export function readInput<S extends OperationShape>(shape: S, request: FastifyRequest, found: readonly Fault[] = []): InputOf<S> {
  const faults: Fault[] = [];
  const read = (schema: z.ZodType | undefined, value: unknown, at: string): unknown => {
    if (schema === undefined) return undefined;
    const result = readShape(schema, value, at);
    if ('data' in result) return result.data;
    faults.push(...result.faults);
    return undefined;
  };
  const { '*': path, ...params } = request.params as Record<string, string>;
  const input = {
    params: read(shape.params, path === undefined ? params : { ...params, path }, '/path'),
    query: read(shape.query, request.query, '/query'),
    headers: read(shape.headers, request.headers, '/headers'),
  };
  faults.push(...found);
  if (faults.length > 0) throw new ProblemError({ ...sharedProblems['parameter-invalid'], faults });
  const body = read(shape.body?.schema, request.body, '');
  if (faults.length > 0) throw new ProblemError({ ...sharedProblems['body-invalid'], faults });
  return { ...input, body } as InputOf<S>;
}

/** Media types of a JSON body. */
export const json = (schema: z.ZodType, example?: unknown): Record<string, Media> => ({
  'application/json': { schema, ...(example === undefined ? {} : { example }) },
});
export const text = (example?: string): Record<string, Media> => ({
  'text/plain': { schema: z.string(), ...(example === undefined ? {} : { example }) },
});
export const bytes = (): Record<string, Media> => ({ 'application/octet-stream': { schema: z.unknown() } });
