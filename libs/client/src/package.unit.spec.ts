import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const packageFolder = fileURLToPath(new URL('../', import.meta.url));
const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** The package as an app gets it: from its archive, with its one dependency, and nothing else of this repository. */
describe('the published package', () => {
  let app: string;
  let installed: string;

  beforeAll(() => {
    app = mkdtempSync(join(tmpdir(), 'everchart-app-'));
    const scope = join(app, 'node_modules', '@everchart');
    mkdirSync(scope, { recursive: true });
    execFileSync('npm', ['pack', '--silent', '--pack-destination', app], { cwd: packageFolder, stdio: ['ignore', 'ignore', 'inherit'] });
    const archive = readdirSync(app).find((file) => file.endsWith('.tgz'))!;
    execFileSync('tar', ['-xzf', join(app, archive), '-C', scope]);
    installed = join(scope, 'client');
    execFileSync('mv', [join(scope, 'package'), installed]);
    symlinkSync(join(repository, 'node_modules', 'uuid'), join(app, 'node_modules', 'uuid'));
    writeFileSync(join(app, 'package.json'), JSON.stringify({ type: 'module' }));
  }, 60_000);
  afterAll(() => rmSync(app, { recursive: true, force: true }));

  const files = (): string[] => readdirSync(installed, { recursive: true, encoding: 'utf8' });

  it('has code, declarations and the README, and nothing else', () => {
    const others = files().filter((file) => !/^(?:dist|dist\/generated|dist\/[\w./-]+\.(?:js|d\.ts)|package\.json|README\.md)$/.test(file));
    expect(others).toEqual([]);
    expect(files().filter((file) => file.includes('.spec.'))).toEqual([]);
  });

  it('stands by itself: it refers to nothing but its own files and dependency, and in the core to nothing of Node', () => {
    for (const file of files().filter((name) => /\.(?:js|d\.ts)$/.test(name))) {
      const text = readFileSync(join(installed, file), 'utf8');
      const referred = [...text.matchAll(/(?:from|import) '([^']+)'/g)].map(([, name]) => name!).filter((name) => !name.startsWith('./'));
      const allowed = file.startsWith('dist/node-file-queue.') ? /^(?:node:.+|\.\.?\/.+)$/ : /^(?:uuid|\.\.?\/.+)$/;
      expect([file, referred.filter((name) => !allowed.test(name))]).toEqual([file, []]);
    }
  });

  it('lets the examples of the README compile as a browser app', () => {
    const examples = [...readFileSync(join(installed, 'README.md'), 'utf8').matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code!);
    expect(examples).toHaveLength(2);
    examples.forEach((code, index) => writeFileSync(join(app, `example-${index}.ts`), code));
    // A type that fits nothing must be refused: the types are there, and not `any`.
    writeFileSync(
      join(app, 'wrong.ts'),
      `import type { EventDraft } from '@everchart/client';
       export const draft: EventDraft = {
         type: 'flag.raised',
         occurredAt: '2026-03-01T08:30:00+01:00',
         // @ts-expect-error there is no such colour
         data: { colour: 'pink', reason: '' },
       };`,
    );
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      module: 'esnext',
      moduleResolution: 'bundler',
      lib: ['es2023', 'dom'],
      types: [],
      skipLibCheck: false,
    };
    writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    const compiler = join(repository, 'node_modules', 'typescript', 'bin', 'tsc');
    execFileSync(process.execPath, [compiler, '-p', app], { stdio: 'inherit' });
  }, 60_000);

  it('runs', () => {
    const script = `
      import { EverchartClient, OfflineQueue, newEventId } from '@everchart/client';
      import { openFileQueue } from '@everchart/client/node-file-queue';
      import '@everchart/client/indexed-db-queue';
      const client = new EverchartClient({ ingestUrl: 'http://127.0.0.1:1', timelineUrl: 'http://127.0.0.1:1', org: 'home', token: async () => '' });
      const queue = new OfflineQueue({ client, storage: await openFileQueue('queue') });
      await queue.record(newEventId(), { type: 'note.written', occurredAt: '2026-03-01T08:30:00+01:00', data: { kind: 'progress', text: 'a' } });
      console.log(JSON.stringify(await queue.counts()));
      await queue.close();`;
    writeFileSync(join(app, 'run.js'), script);
    const output = execFileSync(process.execPath, ['run.js'], { cwd: app, encoding: 'utf8' });
    expect(JSON.parse(output)).toEqual({ waiting: 1, attention: 0 });
  });
});
