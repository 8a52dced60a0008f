import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedIn, productionClosure, type Closure, type LockedPackages } from './closure.js';
import { contentOf, nodeContent, type ContentEntry } from './content.js';
import { EngineError, type Engine } from './engine.js';
import type { ImageDefinition } from './images.js';
import { nginxContent, nginxRootFor } from './nginx.js';
import { imageTag, readReleases } from './releases.js';
import { revisionOf, type Revision } from './repository.js';
import { billOfMaterials } from './sbom.js';
import { digestOf, stage } from './stage.js';

export interface BuildOptions {
  root: string;
  base: string;
  /** Goes before the names: `everchart`, or `registry.example/everchart`. */
  prefix: string;
  /** Builds although nothing changed. */
  force: boolean;
  say: (line: string) => void;
}

/** What an image is made of, before anything is copied. */
export interface ImagePlan {
  definition: ImageDefinition;
  version: string;
  closure: Closure;
  content: ContentEntry[];
  /** Of everything that decides what is in the image but the commit. */
  inputs: string;
}

/** Tag of what this machine built last: docker-compose.yml runs it. */
export const localTag = 'local';

const inputsLabel = 'org.everchart.inputs';
const revisionLabel = 'org.opencontainers.image.revision';

/** @param places.nginx see {@link nginxRootFor}; without it an image that holds NGINX is planned without */
export function planOf(
  definition: ImageDefinition,
  { root, base, nginx }: { root: string; base: string; nginx?: string | undefined },
): ImagePlan {
  const { version } = readJson(join(root, definition.project, 'package.json')) as { version: string };
  const closure = productionClosure(lockOf(root), [definition.project, ...definition.also], installedIn(root));
  const programs = definition.nginx === true && nginx !== undefined ? nginxContent(nginx) : [];
  const content = [...nodeContent(root), ...contentOf(root, closure), ...programs];
  const dockerfile = readFileSync(dockerfileOf(root), 'utf8');
  const inputs = createHash('sha256')
    .update(JSON.stringify([digestOf(content), dockerfile, base, version, definition]))
    .digest('hex');
  return { definition, version, closure, content, inputs };
}

export const contextOf = (root: string, name: string): string => join(root, 'dist/images', name, 'context');
export const sbomOf = (root: string, name: string): string => join(root, 'dist/images', name, 'sbom.cdx.json');
const dockerfileOf = (root: string): string => join(root, 'docker/Dockerfile');

/** Writes the context of an image, and its bill of materials beside it. */
export async function stageImage(
  { definition: { name }, version, closure, content, inputs }: ImagePlan,
  root: string,
  revision: Revision,
): Promise<void> {
  // prettier-ignore
  stage(content, contextOf(root, name));
  const { version: nodeVersion } = readJson(join(root, 'node_modules/node/package.json')) as { version: string };
  const about = { image: name, version, digest: inputs, created: revision.created, nodeVersion };
  const folder = join(root, 'dist/images', name, name);
  writeFileSync(sbomOf(root, name), await billOfMaterials(about, lockOf(root), closure, folder));
}

/**
 * Builds those images whose inputs changed, one after the other.
 * @returns how many were built
 * @throws EngineError
 */
export async function buildImages(engine: Engine, definitions: readonly ImageDefinition[], options: BuildOptions): Promise<number> {
  const { root, base, prefix, say } = options;
  const revision = await revisionOf(root);
  mkdirSync(join(root, 'dist/images'), { recursive: true });
  let built = 0;
  let baseIsThere = false;
  const nginx = await nginxRootFor(definitions);
  for (const definition of definitions) {
    const plan = planOf(definition, { ...options, nginx });
    const image = `${prefix}/${definition.name}`;
    const tags = [`${image}:${imageTag(readReleases(root), definition.name, plan.version, revision.commit)}`, `${image}:${localTag}`];
    const labels = options.force ? undefined : await engine.labels(tags[0]!);
    if (labels?.[inputsLabel] === plan.inputs && !becomesClean(labels[revisionLabel], revision)) {
      await engine.tag(tags[0]!, tags[1]!);
      say(line(definition.name, plan.version, `up to date: ${plan.inputs.slice(0, 12)}`));
      continue;
    }
    if (!baseIsThere) await haveBase(engine, base);
    baseIsThere = true;
    const started = performance.now();
    say(line(definition.name, plan.version, `${plan.closure.packages.length} packages, ${plan.closure.projects.length} projects …`));
    await stageImage(plan, root, revision);
    await engine.build({
      dockerfile: dockerfileOf(root),
      context: contextOf(root, definition.name),
      tags,
      arguments: {
        BASE: base,
        PROJECT: definition.project,
        PORT: String(definition.port ?? 8080),
        STOP_SIGNAL: definition.stopSignal ?? 'SIGTERM',
        TITLE: definition.title,
        VERSION: plan.version,
        REVISION: revision.commit,
        CREATED: revision.created,
        INPUTS: plan.inputs,
      },
    });
    const size = `${Math.round((await engine.size(tags[0]!)) / 1e6)} MB`;
    say(line(definition.name, plan.version, `${tags[0]} built in ${((performance.now() - started) / 1000).toFixed(1)} s, ${size}`));
    built++;
  }
  return built;
}

/** An image of a commit is not the same as one of files that no commit has, though its bytes are. */
const becomesClean = (was: string | undefined, { commit }: Revision): boolean =>
  was?.endsWith('-dirty') === true && !commit.endsWith('-dirty');

async function haveBase(engine: Engine, base: string): Promise<void> {
  if ((await engine.labels(base)) !== undefined) return;
  try {
    await engine.pull(base);
  } catch (error) {
    throw new EngineError(
      `the base image ${base} is not here and cannot be fetched (${(error as Error).message}). Another one with glibc and libstdc++ will do: ` +
        '--base debian:bookworm-slim',
    );
  }
}

const lockOf = (root: string): LockedPackages => (readJson(join(root, 'package-lock.json')) as { packages: LockedPackages }).packages;

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

const line = (name: string, version: string, what: string): string => `${name.padEnd(18)}${version.padEnd(8)}${what}`;
