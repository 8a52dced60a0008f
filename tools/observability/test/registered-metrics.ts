import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectDefaultMetrics, Registry } from 'prom-client';
import ts from 'typescript';

/** Labels by the name of each metric that a service can show. */
export type Metrics = Map<string, ReadonlySet<string>>;

/** Every series has these: of the process itself, and of what scrapes it. */
const everywhere = ['service', 'job', 'instance'];
/** `LabelledMetrics` of libs/event-store: of a second store, and of one of several clusters. */
const ofParts = ['store', 'cluster'];

/** The sources of services and libraries, and of what runs beside them, without their tests. */
export function sources(repository: string): { file: string; text: string }[] {
  const projects = ['libs', 'services'].flatMap((group) => readdirSync(join(repository, group)).map((project) => join(group, project)));
  return [...projects, 'tools/prober'].flatMap((project) => {
    const folder = join(repository, project, 'src');
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.includes('generated'))
      .map((name) => ({ file: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
  });
}

/** Of the edge, which is no TypeScript. */
export function edgeSource(repository: string): string {
  const folder = join(repository, 'services/edge/lua/everchart');
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n'); // prettier-ignore
}

/** Of the edge: the names in its source, with the labels that its page for operators has. */
function edgeMetrics(repository: string, add: Add): void {
  const lua = readFileSync(join(repository, 'services/edge/lua/everchart/metrics.lua'), 'utf8');
  const page = readFileSync(join(repository, 'docs/operations-edge.md'), 'utf8');
  for (const [, name, labels = ''] of page.matchAll(/^\| `(everchart_\w+)(?:\{([\w,]+)\})?`/gm)) {
    const type = new RegExp(`# TYPE ${name} (\\w+)`).exec(lua)?.[1] ?? (lua.includes(`gauge('${name}'`) ? 'gauge' : undefined);
    if (type !== undefined) add(type, name!, labels.split(',').filter(Boolean));
  }
}

/** Reads them from the places where they are made: `new Counter({ name, labelNames })`, `metrics.counter(name, …)`. */
export function registeredMetrics(repository: string): Metrics {
  const found: Metrics = new Map();
  const add = (kind: string, name: string, labels: readonly string[]): void => {
    const all = new Set([...everywhere, ...labels, ...(kind === 'histogram' ? ['le'] : [])]);
    for (const end of kind === 'histogram' ? ['_bucket', '_count', '_sum'] : [''])
      found.set(name + end, new Set([...(found.get(name + end) ?? []), ...all]));
  };
  for (const { file, text } of sources(repository).filter((source) => source.text.includes('everchart_'))) {
    const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isObjectLiteralExpression(node)) readObject(node, parsed, add);
      if (ts.isCallExpression(node)) readLabelled(node, add);
      node.forEachChild(visit);
    };
    visit(parsed);
  }
  edgeMetrics(repository, add);
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const { name, labelNames } of registry.getMetricsAsArray() as unknown as { name: string; labelNames: string[] }[])
    add('', name, labelNames);
  registry.clear();
  found.set('up', new Set(everywhere));
  return found;
}

type Add = (kind: string, name: string, labels: readonly string[]) => void;

/** The properties of an object, those of objects that it spreads from the same file included. */
function propertiesOf(node: ts.Expression | undefined, file: ts.SourceFile): Map<string, ts.Expression> {
  const found = new Map<string, ts.Expression>();
  if (node === undefined || !ts.isObjectLiteralExpression(node)) return found;
  for (const property of node.properties) {
    if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.name)) found.set(property.name.text, property.initializer);
    if (!ts.isSpreadAssignment(property) || !ts.isIdentifier(property.expression)) continue;
    const { text: spread } = property.expression;
    const declarations = file.statements.filter(ts.isVariableStatement).flatMap((statement) => [...statement.declarationList.declarations]);
    const declared = declarations.find(({ name }) => ts.isIdentifier(name) && name.text === spread);
    for (const [name, value] of propertiesOf(declared?.initializer, file)) found.set(name, value);
  }
  return found;
}

/** `new Counter({ name, labelNames })`, or an object with a name, a `type` and `labelNames` that is registered. */
function readObject(node: ts.ObjectLiteralExpression, file: ts.SourceFile, add: Add): void {
  const properties = propertiesOf(node, file);
  const name = properties.get('name');
  if (name === undefined || !ts.isStringLiteral(name) || !name.text.startsWith('everchart_')) return;
  const made = ts.isNewExpression(node.parent) && ts.isIdentifier(node.parent.expression) ? node.parent.expression.text : undefined;
  const type = properties.get('type');
  const kind = made ?? (properties.has('labelNames') && type && ts.isStringLiteral(type) ? type.text : undefined);
  const labels = properties.get('labelNames');
  const texts = labels && ts.isArrayLiteralExpression(labels) ? labels.elements.filter(ts.isStringLiteral).map(({ text }) => text) : [];
  if (kind !== undefined) add(kind.toLowerCase(), name.text, texts);
}

function readLabelled({ expression, arguments: given }: ts.CallExpression, add: Add): void {
  if (!ts.isPropertyAccessExpression(expression)) return;
  const kind = expression.name.text;
  if (!['counter', 'counterBy', 'gauge', 'histogram'].includes(kind)) return;
  const [first, second] = given.map((argument) => (ts.isStringLiteral(argument) ? argument.text : undefined));
  const [name, labels] = kind === 'counterBy' ? [second, [first!]] : [first, []];
  if (name?.startsWith('everchart_')) add(kind, name, [...labels, ...ofParts]);
}
