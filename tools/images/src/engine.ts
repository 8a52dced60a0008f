import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The container engine cannot do what was requested: the message says why, for a person. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

export interface BuildRequest {
  dockerfile: string;
  context: string;
  tags: readonly string[];
  arguments: Readonly<Record<string, string>>;
}

/** Docker, through its own command line: it knows contexts, remote engines and logins. */
export class Engine {
  /** @throws EngineError when no engine answers */
  async version(): Promise<string> {
    try {
      return await this.#docker(['version', '--format', '{{.Server.Version}}']);
    } catch (error) {
      throw new EngineError(
        `no Docker engine answers (${(error as Error).message}). Images are built and run by one: install and start Docker, or name another ` +
          'engine with DOCKER_HOST or `docker context use`. Without an engine, `--stage` writes what would go into them.',
      );
    }
  }

  /** @returns undefined when this engine does not have the image */
  async labels(image: string): Promise<Record<string, string> | undefined> {
    const text = await this.#docker(['image', 'inspect', '--format', '{{json .Config.Labels}}', image]).catch(() => undefined);
    return text === undefined ? undefined : ((JSON.parse(text) as Record<string, string> | null) ?? {});
  }

  /** Bytes of all layers, unpacked. */
  async size(image: string): Promise<number> {
    return Number(await this.#docker(['image', 'inspect', '--format', '{{.Size}}', image]));
  }

  /** @throws EngineError when the image is neither here nor in its registry */
  async pull(image: string): Promise<void> {
    await this.#docker(['pull', '--quiet', image]);
  }

  tag(image: string, tag: string): Promise<string> {
    return this.#docker(['tag', image, tag]);
  }

  async build({ dockerfile, context, tags, arguments: values }: BuildRequest): Promise<void> {
    await this.#docker([
      'build',
      ...tags.flatMap((tag) => ['--tag', tag]),
      ...Object.entries(values).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
      '--file',
      dockerfile,
      context,
    ]);
  }

  async #docker(args: readonly string[]): Promise<string> {
    try {
      const { stdout } = await run('docker', args, { maxBuffer: 64 * 1024 * 1024 });
      return stdout.trim();
    } catch (error) {
      const { code, stderr = '' } = error as { code?: unknown; stderr?: string };
      if (code === 'ENOENT') throw new EngineError('there is no program `docker`');
      const lines = stderr.trim().split('\n').filter((line) => !/^(DEPRECATED|\s+Install the buildx|\s+https:)/.test(line)); // prettier-ignore
      throw new EngineError(lines.slice(-20).join('\n') || `docker ${args[0]} ended with exit code ${String(code)}`);
    }
  }
}
