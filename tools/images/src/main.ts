import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { buildImages, contextOf, localTag, planOf, sbomOf, stageImage } from './build.js';
import { ClosureError } from './closure.js';
import { Engine, EngineError } from './engine.js';
import { defaultBase, images, type ImageDefinition } from './images.js';
import { nginxRootFor } from './nginx.js';
import { revisionOf } from './repository.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

interface Options {
  base: string;
  prefix: string;
  force: boolean;
  stage: boolean;
  list: boolean;
}

const program = new Command('npm run images --')
  .description(
    'Builds the container images of what changed: the pinned Node, one project and what it needs in production, on a small base without a shell.',
  )
  .argument('[names...]', `which: ${images.map(({ name }) => name).join(', ')}; else all`)
  .option('--base <image>', 'what they are built on: glibc, libstdc++ and nothing else is needed', defaultBase)
  .option('--prefix <text>', 'goes before the names, as `registry.example/everchart`', 'everchart')
  .option('--force', 'build although nothing changed, as when the base was renewed', false)
  .option('--stage', 'only write what would go into them, and the bill of materials: needs no Docker', false)
  .option('--list', 'say which images there are, with their versions, and what they hold', false)
  .addHelpText(
    'after',
    `
An image is tagged <prefix>/<name>:<version of the project> and <prefix>/<name>:${localTag}. It is up to date while the files that go into it,
the Dockerfile, the base's name and the version are those that it was built from (label org.everchart.inputs).
Beside it: dist/images/<name>/sbom.cdx.json (CycloneDX). Exit code 0: all are there, 1: not, 2: called in a wrong way.

Examples:
  npm run images
  npm run images -- ingest tools
  npm run images -- --base debian:bookworm-slim       where no registry of the default base can be reached
  npm run images -- --stage retention                 without Docker: look at dist/images/retention/context`,
  )
  .showHelpAfterError()
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(async (names: string[], options: Options) => {
    process.exitCode = await run(names, options);
  });
await program.parseAsync();

async function run(names: readonly string[], options: Options): Promise<number> {
  const unknown = names.filter((name) => !images.some((image) => image.name === name));
  if (unknown.length > 0) {
    console.error(`images: there is no image ${unknown.join(', ')}; there are ${images.map(({ name }) => name).join(', ')}`);
    return 2;
  }
  const chosen = names.length === 0 ? images : images.filter(({ name }) => names.includes(name));
  try {
    if (options.list) list(chosen, options);
    else if (options.stage) await stageAll(chosen, options);
    else await build(chosen, options);
    return 0;
  } catch (error) {
    if (!(error instanceof EngineError) && !(error instanceof ClosureError)) throw error;
    console.error(`images: ${error.message}`);
    return 1;
  }
}

async function build(chosen: readonly ImageDefinition[], options: Options): Promise<void> {
  const engine = new Engine();
  const version = await engine.version();
  console.log(`${chosen.length} images on ${options.base}, by Docker ${version}`);
  const started = performance.now();
  const built = await buildImages(engine, chosen, { ...options, root, say: (line) => console.log(line) });
  console.log(`${built} built, ${chosen.length - built} up to date, in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function stageAll(chosen: readonly ImageDefinition[], { base }: Options): Promise<void> {
  const revision = await revisionOf(root);
  const nginx = await nginxRootFor(chosen);
  for (const definition of chosen) {
    mkdirSync(join(root, 'dist/images', definition.name), { recursive: true });
    await stageImage(planOf(definition, { root, base, nginx }), root, revision);
    console.log(`${definition.name.padEnd(18)}${contextOf(root, definition.name)} and ${sbomOf(root, definition.name)}`);
  }
}

function list(chosen: readonly ImageDefinition[], { base, prefix }: Options): void {
  for (const definition of chosen) {
    const { version, closure } = planOf(definition, { root, base });
    const holds = `${closure.packages.length} packages, ${closure.projects.length} projects`;
    console.log(`${`${prefix}/${definition.name}:${version}`.padEnd(36)}${[definition.project, ...definition.also].join(', ')} (${holds})`);
  }
}
