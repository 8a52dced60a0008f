import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FoundProgram, MissingProgram } from './debian-programs.js';

const run = promisify(execFile);
const cache = join(homedir(), '.cache', 'everchart', 'go');
const buildTimeoutMs = 1_800_000;

/** A program of a Go module, built once by this machine's Go and kept. @param version such as `v1.2.3` */
export async function goProgram(module: string, version: string): Promise<FoundProgram | MissingProgram> {
  const name = module.split('/').at(-1)!;
  const folder = join(cache, `${name}-${version}`);
  return built(folder, name, (draft) => run('go', ['install', `${module}@${version}`], { env: { ...process.env, GOBIN: draft }, timeout: buildTimeoutMs })); // prettier-ignore
}

/**
 * An OpenTelemetry Collector of the parts that a file of the Collector Builder names, built once and kept. The builder
 * writes the sources; the modules are taken as they are named, without those that only their tests need.
 */
export async function collectorProgram(builderFile: string, builderVersion: string): Promise<FoundProgram | MissingProgram> {
  const text = readFileSync(builderFile, 'utf8');
  const folder = join(cache, `collector-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`);
  return built(folder, 'collector', async (draft) => {
    const sources = join(draft, 'sources');
    const options = { cwd: sources, env: { ...process.env, GOFLAGS: '-mod=mod' }, timeout: buildTimeoutMs };
    mkdirSync(sources, { recursive: true });
    const configuration = join(draft, 'builder.yaml');
    writeFileSync(configuration, text.replace('dist:\n', `dist:\n  output_path: ${sources}\n`));
    await run('go', ['run', `go.opentelemetry.io/collector/cmd/builder@${builderVersion}`, `--config=${configuration}`, '--skip-compilation', '--skip-get-modules'], { timeout: buildTimeoutMs }); // prettier-ignore
    const modules = [...text.matchAll(/gomod: (\S+) (\S+)/g)].map(([, module, version]) => `-require=${module}@${version}`);
    const core = /collector\/receiver\/\w+ (\S+)/.exec(text)![1]!;
    await run('go', ['mod', 'init', 'everchart-collector'], options);
    await run('go', ['mod', 'edit', ...modules, `-require=go.opentelemetry.io/collector/otelcol@${core}`], options);
    await run('go', ['build', '-o', join(draft, 'collector'), '.'], options);
    rmSync(sources, { recursive: true });
  });
}

async function built(folder: string, name: string, build: (draft: string) => Promise<unknown>): Promise<FoundProgram | MissingProgram> {
  const path = join(folder, name);
  if (existsSync(path)) return { path, reason: `${name}, built from its Go module` };
  const draft = `${folder}.draft-${process.pid}`;
  try {
    mkdirSync(draft, { recursive: true });
    await build(draft);
    if (!existsSync(folder)) renameSync(draft, folder);
    return { path, reason: `${name}, built from its Go module` };
  } catch (error) {
    const { code, stderr = '', message } = error as NodeJS.ErrnoException & { stderr?: string };
    const why = code === 'ENOENT' ? 'there is no Go' : (stderr || message).trim().split('\n').at(-1)!;
    return { reason: `${name} could not be built: ${why}` };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
