/** Checks every Markdown file: relative links and their anchors lead somewhere, and the words are plain. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { vagueWords } from './plain-words.mjs';

const files = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' }).split('\n').filter(existsSync);
// Made from the schemas; the style page names the words that it rules out.
const notRead = new Set(['docs/events.md', 'docs/style.md']);
const faults = [];
for (const file of files) {
  const text = proseOf(file);
  for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^\w+:/.test(target)) continue;
    const [path, anchor] = target.split('#');
    const found = path === '' ? file : normalize(join(dirname(file), path));
    if (!existsSync(found)) faults.push(`${file}: ${target} does not exist`);
    else if (anchor && found.endsWith('.md') && !anchorsOf(found).has(anchor)) faults.push(`${file}: ${target} has no such heading`);
  }
  if (!notRead.has(file)) for (const { word, instead } of vagueWords(text)) faults.push(`${file}: "${word}" is vague: ${instead}`);
}
for (const fault of faults) console.error(fault);
console.log(`${files.length} documents, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;

/** The text without its code blocks. */
function proseOf(file) {
  return readFileSync(file, 'utf8').replace(/^ *```[\s\S]*?^ *```/gm, '');
}

/** As GitHub makes them. */
function anchorsOf(file) {
  const headings = [...proseOf(file).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\-_ ]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
}
