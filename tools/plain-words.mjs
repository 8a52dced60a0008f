/** Words that stand for something more exact (docs/style.md). Text in backticks is not checked. */
const words = {
  asked: 'requested, read, called',
  told: 'configured, answered, notified, reported',
  somebody: 'a person, the caller',
  anybody: 'any person, any caller',
  everybody: 'all callers',
  nobody: 'no person, no process, not …',
  whoever: 'the caller, the owner',
  whatever: 'any, independent of',
  anew: 'again',
  lest: 'so that … not',
  'for ever': 'permanently, always',
  'in silence': 'silently',
};
const pattern = new RegExp(`\\b(${Object.keys(words).join('|')})\\b`, 'gi');
const maxColumns = 120;

/** @returns the words of a text that docs/style.md rules out, with their place and what to write instead */
export function vagueWords(text) {
  const checked = text.replace(/`[^`]*`/g, (code) => ' '.repeat(code.length));
  return [...checked.matchAll(pattern)].map(({ 0: word, index }) => ({ word, index, instead: words[word.toLowerCase()] }));
}

/** ESLint rule: comments have 120 columns at most, and plain words. */
export const plainComments = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { vague: '"{{word}}" is vague: {{instead}}.', long: 'A comment has 120 columns at most.' },
  },
  create({ sourceCode, report }) {
    return {
      Program() {
        for (const comment of sourceCode.getAllComments()) {
          for (const { word, index, instead } of vagueWords(comment.value)) {
            const start = sourceCode.getLocFromIndex(comment.range[0] + 2 + index);
            report({ loc: { start, end: start }, messageId: 'vague', data: { word, instead } });
          }
          for (let line = comment.loc.start.line; line <= comment.loc.end.line; line += 1) {
            const text = sourceCode.lines[line - 1];
            const own = text.trimStart().startsWith('*') || text.slice(0, comment.loc.start.column).trim() === '';
            if (own && text.length > maxColumns && !/https?:|eslint-|prettier-/.test(text))
              report({ loc: { start: { line, column: maxColumns }, end: { line, column: text.length } }, messageId: 'long' });
          }
        }
      },
    };
  },
};
