import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** A command failed; the message has what it said. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

export interface Pod {
  name: string;
  service: string;
  component: string;
  slot: string;
  node: string;
  image: string;
  ready: boolean;
  restarts: number;
}

interface PodObject {
  metadata: { name: string; labels: Record<string, string>; deletionTimestamp?: string };
  spec: { nodeName?: string; containers: { image: string }[] };
  status: { phase: string; conditions?: { type: string; status: string }[]; containerStatuses?: { restartCount: number }[] };
}

/** `kubectl` and `helm` with the KUBECONFIG that is set, in one namespace. */
export class Kubernetes {
  constructor(readonly namespace: string) {}

  /** @throws CommandError */
  kubectl(args: readonly string[], input?: string): Promise<string> {
    return runCommand('kubectl', ['--namespace', this.namespace, ...args], input);
  }

  /** @throws CommandError */
  helm(args: readonly string[], input?: string): Promise<string> {
    return runCommand('helm', ['--namespace', this.namespace, ...args], input);
  }

  async json<T>(args: readonly string[]): Promise<T> {
    return JSON.parse(await this.kubectl([...args, '--output', 'json'])) as T;
  }

  async apply(objects: readonly object[]): Promise<void> {
    await this.kubectl(['apply', '--filename', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  }

  /** Pods of the suite that are not being ended. @param labels a selector */
  async pods(labels = 'app.kubernetes.io/part-of=everchart'): Promise<Pod[]> {
    const { items } = await this.json<{ items: PodObject[] }>(['get', 'pods', '--selector', labels]);
    return items
      .filter(({ metadata, status }) => metadata.deletionTimestamp === undefined && status.phase !== 'Succeeded')
      .map(({ metadata, spec, status }) => ({
        name: metadata.name,
        service: metadata.labels['app.kubernetes.io/name'] ?? '',
        component: metadata.labels['app.kubernetes.io/component'] ?? '',
        slot: metadata.labels['everchart.io/slot'] ?? '',
        node: spec.nodeName ?? '',
        image: spec.containers[0]!.image,
        ready: status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false,
        restarts: status.containerStatuses?.reduce((sum, { restartCount }) => sum + restartCount, 0) ?? 0,
      }));
  }

  /** Until every Deployment has the pods that it wants, of its newest template and ready. @throws CommandError */
  async rolledOut(seconds = 300): Promise<void> {
    const { items } = await this.json<{ items: { metadata: { name: string } }[] }>(['get', 'deployments']);
    await Promise.all(
      items.map(({ metadata }) => this.kubectl(['rollout', 'status', `deployment/${metadata.name}`, `--timeout=${seconds}s`])),
    );
  }
}

/** @throws CommandError with what it said */
export async function runCommand(command: string, args: readonly string[], input?: string): Promise<string> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  child.stdin.end(input ?? '');
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new CommandError(`${command} ${args.join(' ')} ended with ${code}: ${errors.trim()}`);
  return output;
}
