import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import ts from 'typescript';
import { allowedLogFields, createLogger, startTelemetry, withSpan } from './index.js';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const levels = new Set(['trace', 'debug', 'info', 'warn', 'error', 'fatal']);

/** What `errorFields` and `describeError` answer. */
const ofErrors = ['errorName', 'errorCode', 'errorAt', 'stack'];

function* sources(): Generator<string> {
  for (const area of ['libs', 'services']) {
    for (const project of readdirSync(join(repository, area))) {
      if (project === 'testing' || project === 'dev-servers') continue;
      const directory = join(repository, area, project, 'src');
      for (const file of readdirSync(directory, { recursive: true, encoding: 'utf8' }))
        if (/(?<!\.spec|\.contract|\.d)\.ts$/.test(file) && !file.includes('generated')) yield join(directory, file);
    }
  }
}

/**
 * Names of the fields of an object literal, also of those that it spreads; a spread that cannot be followed is named by
 * its text.
 */
function fieldsOf(literal: ts.Expression, source: ts.SourceFile): string[] {
  if (ts.isParenthesizedExpression(literal)) return fieldsOf(literal.expression, source);
  if (ts.isConditionalExpression(literal)) return [...fieldsOf(literal.whenTrue, source), ...fieldsOf(literal.whenFalse, source)];
  if (ts.isBinaryExpression(literal)) return fieldsOf(literal.right, source);
  if (ts.isObjectLiteralExpression(literal))
    return literal.properties.flatMap((property) =>
      ts.isSpreadAssignment(property) ? fieldsOf(property.expression, source) : [property.name.getText(source)],
    );
  if (ts.isCallExpression(literal)) {
    const name = literal.expression.getText(source).replace(/^this\./, '');
    if (name === 'errorFields' || name === 'describeError') return ofErrors;
    return fieldsOf(returnedBy(name, source) ?? unknown(literal, source), source);
  }
  if (ts.isIdentifier(literal)) {
    const values = valuesOf(literal, source);
    if (values.length === 0) unknown(literal, source);
    return values.flatMap((value) => fieldsOf(value, source));
  }
  return unknown(literal, source);
}

function unknown(node: ts.Node, source: ts.SourceFile): never {
  throw new Error(`the fields of "${node.getText(source)}" in ${source.fileName} are not seen by this test: write them out`);
}

function find<T>(source: ts.SourceFile, look: (node: ts.Node) => T | undefined): T[] {
  const found: T[] = [];
  const visit = (node: ts.Node): void => {
    const answer = look(node);
    if (answer !== undefined) found.push(answer);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What a function or method of the same file returns. */
function returnedBy(name: string, source: ts.SourceFile): ts.Expression | undefined {
  const [method] = find(source, (node) =>
    (ts.isMethodDeclaration(node) || ts.isFunctionDeclaration(node)) && node.name?.getText(source) === name ? node : undefined,
  );
  const statement = method?.body?.statements.find(ts.isReturnStatement);
  return statement?.expression;
}

/** What a constant of the same file is, or what a parameter is given by the calls in the same file. */
function valuesOf(identifier: ts.Identifier, source: ts.SourceFile): ts.Expression[] {
  const name = identifier.text;
  const constants = find(source, (node) =>
    ts.isVariableDeclaration(node) && node.name.getText(source) === name ? node.initializer : undefined,
  );
  if (constants.length > 0) return constants;
  let scope: ts.Node = identifier.parent;
  while (!(ts.isFunctionLike(scope) && scope.parameters.some((parameter) => parameter.name.getText(source) === name))) {
    if (ts.isSourceFile(scope)) return [];
    scope = scope.parent;
  }
  const place = scope.parameters.findIndex((parameter) => parameter.name.getText(source) === name);
  const called = scope.name?.getText(source);
  return find(source, (node) =>
    ts.isCallExpression(node) && node.expression.getText(source).replace(/^this\./, '') === called ? node.arguments[place] : undefined,
  );
}

interface LogCall {
  place: string;
  fields: string[];
}

function logCallsOf(file: string): LogCall[] {
  const text = readFileSync(file, 'utf8');
  if (!/logger/i.test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return find(source, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
    const { expression: target, name } = node.expression;
    const fields = node.arguments[0];
    if (!levels.has(name.text) || !/logger$/i.test(target.getText(source)) || !fields) return undefined;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    return { place: `${file.slice(repository.length)}:${line + 1}`, fields: fieldsOf(fields, source) };
  });
}

describe('a log line', () => {
  const calls = [...sources()].flatMap(logCallsOf);

  it('writes every field that the sources give it', () => {
    expect(calls.length).toBeGreaterThan(40);
    const dropped = calls.flatMap(({ place, fields }) =>
      fields.filter((field) => !allowedLogFields.has(field)).map((field) => `${field} (${place})`),
    );
    expect(dropped).toEqual([]);
  });

  it('has one event name', () => {
    expect(calls.filter(({ fields }) => !fields.includes('event')).map(({ place }) => place)).toEqual([]);
  });

  describe('in a span', () => {
    const lines: Record<string, unknown>[] = [];
    const logger = createLogger({
      service: 'sample',
      instance: 'i',
      level: 'info',
      destination: { write: (line) => void lines.push(JSON.parse(line)) },
    });
    let stop: () => Promise<void> = () => Promise.resolve();
    afterAll(() => stop());

    it('names trace and span, and neither without one', async () => {
      logger.info({ event: 'sample.before', payload: 'Edith Abel' });
      stop = await startTelemetry({
        service: 'sample',
        spanProcessors: [new SimpleSpanProcessor({ exporter: new InMemorySpanExporter() })],
      });
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      const spanId = await withSpan('sample', { traceparent }, async (span) => {
        await Promise.resolve();
        logger.info({ event: 'sample.within' });
        return span.spanContext().spanId;
      });
      logger.info({ event: 'sample.after' });
      expect(lines[0]).toEqual({ level: 'info', time: expect.any(String), service: 'sample', instance: 'i', event: 'sample.before' });
      expect(lines[1]).toMatchObject({ trace_id: '0af7651916cd43dd8448eb211c80319c', span_id: spanId });
      expect(lines[2]).not.toHaveProperty('trace_id');
    });

    it('records its spans though the caller does not sample', async () => {
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';
      const isRecorded = await withSpan('sample', { traceparent }, (span) => Promise.resolve(span.isRecording()));
      expect(isRecorded).toBe(true);
    });
  });
});
