import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '4.32.5';
const repository = fileURLToPath(new URL('../../../', import.meta.url));
const home = join(repository, '.everchart', `schemathesis-${version}`);
const program = join(home, 'bin', 'st');

/** Why it cannot be had on this machine; undefined when it can. */
export function whyNoSchemathesis(): string | undefined {
  const { status } = spawnSync('python3', ['-c', 'import venv, ensurepip'], { stdio: 'ignore' });
  return status === 0 ? undefined : 'python3 with venv and pip is not here';
}

/** Installs it, once per clone, into an environment of its own. */
export async function installSchemathesis(): Promise<void> {
  if (existsSync(program)) return;
  await run('python3', ['-m', 'venv', home]);
  await run(join(home, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', `schemathesis==${version}`]);
}

export interface SchemathesisRun {
  url: string;
  org: string;
  token: string;
  seed: number;
  examples: number;
  /** For its settings and what it keeps. */
  directory: string;
}

export interface SchemathesisOutcome {
  /** Nothing that was looked for was found, and everything was tried. */
  ok: boolean;
  output: string;
}

/** Tries every operation of a service: no server error, and no status that its document does not name. */
export async function runSchemathesis({ url, org, token, seed, examples, directory }: SchemathesisRun): Promise<SchemathesisOutcome> {
  mkdirSync(directory, { recursive: true });
  const settings = join(directory, 'schemathesis.toml');
  writeFileSync(join(directory, 'media_types.py'), ndjson);
  writeFileSync(settings, `hooks = "media_types"\n[parameters]\norg = "${org}"\n`);
  const given = [
    ['--config-file', settings],
    ['run', `${url}/openapi.json`],
    ['--header', `Authorization: Bearer ${token}`],
    ['--checks', 'not_a_server_error,status_code_conformance'],
    ['--phases', 'examples,coverage,fuzzing'],
    ['--max-examples', String(examples)],
    ['--seed', String(seed)],
    // Several would end in an error of Python 3.11 (its parser is not safe for threads).
    ['--workers', '1'],
    ['--warnings', 'off'],
    // How fast it makes its data is of no interest here.
    ['--suppress-health-check', 'all'],
    ['--no-color'],
  ];
  return run(program, given.flat(), directory).then(
    (output) => ({ ok: true, output }),
    (error: Error & { output?: string }) => ({ ok: false, output: error.output ?? error.message }),
  );
}

/** A media type that it does not write by itself. */
const ndjson = `import json
import schemathesis


@schemathesis.serializer("application/x-ndjson")
def ndjson(context, value):
    if isinstance(value, (str, bytes)):
        return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    lines = value if isinstance(value, list) else [value]
    return "\\n".join(json.dumps(line) for line in lines).encode()
`;

function run(command: string, given: readonly string[], cwd?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...(cwd === undefined ? {} : { PYTHONPATH: cwd }) };
    execFile(command, given, { cwd, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error) reject(Object.assign(new Error(`${command} failed`, { cause: error }), { output: `${stdout}\n${stderr}` }));
      else resolve(stdout);
    });
  });
}
