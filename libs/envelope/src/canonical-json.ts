/**
 * RFC 8785 (JCS) text of a JSON value: members in the order of their names (UTF-16), no white space; texts and numbers as ECMAScript writes them.
 * @throws TypeError for a value that has no JSON form, or has half of a surrogate pair
 */
export function canonicalJson(value: unknown): string {
  // The engine writes a whole value much faster than we do.
  const text = isInOrder(value) ? JSON.stringify(value) : write(value);
  if (text === undefined) throw new TypeError('the value has no JSON form');
  return text;
}

function isInOrder(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  let previous: string | undefined;
  for (const name of Object.keys(value)) {
    if ((previous !== undefined && name <= previous) || !name.isWellFormed()) return false;
    if (!isInOrder((value as Record<string, unknown>)[name])) return false;
    previous = name;
  }
  return true;
}

function write(value: unknown): string | undefined {
  if (typeof value === 'string') return writeText(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('the value has no JSON form');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    let text = '';
    for (const element of value) text += `${text === '' ? '' : ','}${write(element) ?? 'null'}`;
    return `[${text}]`;
  }
  let text = '';
  for (const name of Object.keys(value).sort()) {
    const member = write((value as Record<string, unknown>)[name]);
    if (member !== undefined) text += `${text === '' ? '' : ','}${writeText(name)}:${member}`;
  }
  return `{${text}}`;
}

/** What no text needs to escape. */
const plain = /^[ !#-[\]-~]*$/;

function writeText(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('a text has half of a surrogate pair');
  return JSON.stringify(text);
}
