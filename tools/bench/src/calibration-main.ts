/**
 * The machine's speed beside a load: CPU µs (user and system) of a fixed piece of JSON and SHA-256 work, run twice
 * every 60 ms (about 2 % of a core). A message of the parent asks for the mean since the last one. The work must stay
 * as it is: figures of different hours and machines are compared by it.
 */
import { hash } from 'node:crypto';

const text = JSON.stringify({ a: Array.from({ length: 20 }, (_, i) => ({ k: `x${i}`, v: i * 1.5, t: 'some text here' })) });
let sink = 0;

function unit(): void {
  for (let i = 0; i < 60; i++) {
    const value = JSON.parse(text) as { b?: number };
    value.b = i;
    sink += JSON.stringify(value).length + hash('sha256', text, 'buffer')[0]!;
  }
}

for (let i = 0; i < 300; i++) unit(); // compiled before it is measured

let micros = 0;
let units = 0;
setInterval(() => {
  const before = process.cpuUsage();
  unit();
  unit();
  const used = process.cpuUsage(before);
  micros += used.user + used.system;
  units += 2;
}, 60);

process.on('message', () => {
  process.send!({ meanUs: units === 0 ? 0 : micros / units, sink });
  micros = 0;
  units = 0;
});
process.on('disconnect', () => process.exit(0));
