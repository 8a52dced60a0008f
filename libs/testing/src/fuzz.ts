import { expect, it } from '@jest/globals';

export interface FuzzedParser {
  /** What it reads; names the test. */
  name: string;
  /** Valid examples: they are mutated, and must be read. */
  corpus: readonly (string | Buffer)[];
  /** Returns, also a refusal, or throws one. */
  parse: (input: Buffer) => unknown;
  /** Whether what was thrown is a refusal that callers know; nothing else may come out. */
  isRefusal?: (error: unknown) => boolean;
}

const isAll = process.env.TEST_ALL === 'true';
const durationMs = isAll ? 60_000 : 1000;
const bytesMax = 256 * 1024;
/** Of the processor, at most: for the input, and for each of its kilobytes. */
const [cpuMs, cpuMsPerKilobyte] = [40, 2];

/**
 * Mutations of valid examples, for a second, or a minute in `npm run test:all`. The parser answers or refuses, and
 * costs time in proportion to the input. A failure names seed and input; TEST_SEED makes the run again.
 */
export function fuzz({ name, corpus, parse, isRefusal = () => false }: FuzzedParser): void {
  const seed = Number(process.env.TEST_SEED ?? 1);
  const examples = corpus.map((example) => (typeof example === 'string' ? Buffer.from(example) : example));

  it(
    `${name}: any input is read or refused (seed ${seed})`,
    async () => {
      for (const example of examples) await parse(example);
      const random = randomOf(seed);
      const endsAt = performance.now() + durationMs;
      let inputs = 0;
      do {
        const input = mutated(examples, random);
        const tried = await attempt(input);
        const because = { seed, inputs, input: input.toString('base64').slice(0, 4000), bytes: input.length };
        if (tried.error !== undefined && !isRefusal(tried.error))
          throw new Error(`not a refusal: ${JSON.stringify(because)}`, { cause: tried.error });
        const allowed = cpuMs + (cpuMsPerKilobyte * input.length) / 1024;
        // What else the processor did (collecting garbage, compiling) is not there a second time.
        if (tried.ms > allowed && (await fastest(input)) > allowed)
          throw new Error(`it takes ${Math.round(tried.ms)} ms, and ${Math.round(allowed)} are allowed: ${JSON.stringify(because)}`);
        inputs += 1;
      } while (performance.now() < endsAt);
      if (isAll) console.log(`${name}: ${inputs} inputs, seed ${seed}`);
      expect(inputs).toBeGreaterThan(50);
    },
    durationMs + 60_000,
  );

  async function attempt(input: Buffer): Promise<{ ms: number; error?: unknown }> {
    const before = process.threadCpuUsage();
    let error: unknown;
    try {
      await parse(Buffer.from(input));
    } catch (thrown) {
      error = thrown ?? new Error('nothing was thrown');
    }
    const { user, system } = process.threadCpuUsage(before);
    return { ms: (user + system) / 1000, ...(error === undefined ? {} : { error }) };
  }

  async function fastest(input: Buffer): Promise<number> {
    let ms = Infinity;
    for (let times = 0; times < 5; times += 1) ms = Math.min(ms, (await attempt(input)).ms);
    return ms;
  }
}

type Random = (below: number) => number;

/** Mulberry32. */
function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What parsers stumble over. */
const pieces = [
  '', '\0', '\r', '\n', '\r\n', '\t', ' ', '"', '""', '\\', '\\u', '\\ud800', "'", '{', '}', '[', ']', '[[', '{"":', ',', ':', '-', '+', '.', '/', '=', '|', '^', '&', '~', '#',
  '0', '-0', '1e400', '1e-400', '9007199254740993', '-1', '4294967296', '99999999999999999999', 'NaN', 'null', 'true', '__proto__', 'constructor', 'toString',
  '\u2014 ', '\ufeff', '\u2028', '\ud83d\ude00', 'é', '../', 'x000/', '.p/', '2026-02-30T25:61:61+99:99', '0000', '\x0b', '\x1c', '\x1c\r', 'MSH|^~\\&|', '\\X', '\\H\\',
].map((piece) => Buffer.from(piece)); // prettier-ignore

function mutated(examples: readonly Buffer[], random: Random): Buffer {
  const one = (): Buffer => examples[random(examples.length)]!;
  let bytes: Buffer = Buffer.from(one());
  for (let times = 1 + random(4); times > 0; times -= 1) bytes = mutatedOnce(bytes, one, random).subarray(0, bytesMax);
  return bytes;
}

function mutatedOnce(bytes: Buffer, other: () => Buffer, random: Random): Buffer {
  const at = random(bytes.length + 1);
  const to = at + random(Math.min(bytes.length - at, 200) + 1);
  const [before, chosen, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
  switch (random(9)) {
    case 0: {
      const flipped = Buffer.from(bytes);
      if (flipped.length > 0) flipped[at % flipped.length]! ^= 1 << random(8);
      return flipped;
    }
    case 1:
      return Buffer.concat([before, pieces[random(pieces.length)]!, bytes.subarray(at)]);
    case 2:
      return Buffer.concat([before, pieces[random(pieces.length)]!, after]);
    case 3:
      return Buffer.concat([before, after]);
    case 4:
      return Buffer.concat([before, chosen, chosen, after]);
    case 5: {
      const source = other();
      return Buffer.concat([before, source.subarray(random(source.length + 1))]);
    }
    case 6: {
      // The same again and again: what is quadratic shows.
      const unit = random(2) === 0 ? pieces[1 + random(pieces.length - 1)]! : chosen;
      return Buffer.concat([
        before,
        ...Array<Buffer>(unit.length === 0 ? 0 : Math.min(2000, Math.ceil(bytesMax / 4 / unit.length))).fill(unit),
        after,
      ]);
    }
    case 7:
      return before;
    default:
      return Buffer.concat([before, Buffer.from(Array.from({ length: 1 + random(8) }, () => random(256))), after]);
  }
}
