import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { defaultBase, images, planOf } from './index.js';
import { digestOf, stage } from './stage.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'images-'));
const node = join(root, 'node_modules/node/bin/node');
const filesIn = (at: string): string[] => readdirSync(at, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(at, file)).isFile()); // prettier-ignore

const onLinux = process.platform === 'linux' ? describe : describe.skip;
if (process.platform !== 'linux') console.warn('!!! IMAGES ARE BUILT ON LINUX: what goes into them is not tested here');

onLinux('what goes into an image', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe.each(images.map(({ name }) => name))('%s', (name) => {
    const definition = images.find((image) => image.name === name)!;
    const plan = planOf(definition, { root, base: defaultBase });
    const app = join(folder, name);
    // As the layers of the image lie over each other; Node itself is tried where it is.
    const laidOver = plan.content.filter(({ path }) => !path.startsWith('node/')).map((entry) => ({ ...entry, path: entry.path.slice(entry.path.indexOf('/') + 1) })); // prettier-ignore
    const programs = [definition.project, ...definition.also].map((project) => join(project, 'dist/main.js'));

    it('is laid out as the repository is', () => {
      stage(laidOver, app);
      expect(programs.filter((program) => !existsSync(join(app, program)))).toEqual([]);
      expect(digestOf(plan.content)).toMatch(/^[0-9a-f]{64}$/);
    });

    it('has the service itself and no other one, no sources, no tests and nothing of development', () => {
      const others = images.filter((image) => image.name !== name).map(({ project }) => project);
      expect(plan.closure.projects.filter((project) => others.includes(project) && !definition.also.includes(project))).toEqual([]);
      const locked = (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { dev?: boolean }> })
        .packages;
      expect(plan.closure.packages.filter((path) => locked[path]!.dev)).toEqual([]);
      const projects = plan.closure.projects.flatMap((project) => filesIn(join(app, project)).filter((file) => !file.startsWith('node_modules/')).map((file) => `${project}/${file}`)); // prettier-ignore
      expect(projects.filter((file) => /\.ts$|\.spec\.|\/(src|test|corpus)\//.test(file))).toEqual([]);
    });

    it('is all that its programs import: every module is loaded with nothing else around', () => {
      const projects = plan.closure.projects.map((project) => join(app, project, 'dist'));
      // A program that is imported runs.
      const modules = projects.flatMap((dist) => filesIn(dist).filter((file) => file.endsWith('.js')).map((file) => join(dist, file))).filter((file) => !/main\.js$|rebuild-member\.js$/.test(file)); // prettier-ignore
      const program = `for (const module of ${JSON.stringify(modules.map((file) => pathToFileURL(file).href))}) await import(module); process.exit(0);`;
      const { status, stderr } = spawnSync(node, ['--input-type=module', '-e', program], { cwd: app, env: {}, encoding: 'utf8' }); // prettier-ignore
      expect({ status, stderr: stderr.slice(0, 2000) }).toEqual({ status: 0, stderr: expect.not.stringContaining('ERR_MODULE_NOT_FOUND') });
      expect(modules.length).toBeGreaterThan(5);
    });

    it.each(programs)('%s starts as far as its configuration', (program) => {
      const { status, stdout, stderr } = spawnSync(node, [join(app, program), ...(name === 'tools' ? ['--help'] : [])], { cwd: dirname(join(app, program)), env: {}, encoding: 'utf8' }); // prettier-ignore
      expect(`${stdout}${stderr}`).toMatch(/the configuration has \d+ fault|^Usage: |ADMIN_DATABASE_URL|set IDP_PORT/);
      expect([0, 1, 2]).toContain(status);
    });
  });

  it('has the same digest when nothing changed', () => {
    const plan = planOf(images[0]!, { root, base: defaultBase });
    expect(planOf(images[0]!, { root, base: defaultBase }).inputs).toBe(plan.inputs);
    expect(planOf(images[0]!, { root, base: 'debian:bookworm-slim' }).inputs).not.toBe(plan.inputs);
  });

  it('has one time and the modes that its content has, whatever they are here', () => {
    const staged = join(folder, 'ingest');
    const program = join(staged, 'services/ingest/dist/main.js');
    expect(new Set([staged, program, join(staged, 'node_modules/fastify')].map((path) => statSync(path).mtimeMs)).size).toBe(1);
    expect([staged, program].map((path) => statSync(path).mode & 0o777)).toEqual([0o755, 0o644]);
  });

  it('has the Node that the repository pins', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: { node: string } };
    expect(planOf(images[0]!, { root, base: defaultBase }).content).toContainEqual({ path: 'node/bin/node', from: node, executable: true });
    expect(execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()).toBe(`v${devDependencies.node}`);
  });
});
