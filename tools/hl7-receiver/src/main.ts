import { createHl7Receiver } from './hl7-receiver.js';

const port = portOf('HL7_RECEIVER_PORT', 2575);
const statsPort = portOf('HL7_RECEIVER_STATS_PORT', undefined);
const receiver = await createHl7Receiver({
  port: port!,
  ...(statsPort === undefined ? {} : { statsPort }),
  log: (line) => console.log(line),
});
const stats = receiver.statsPort === undefined ? '' : `; what it has seen: http://127.0.0.1:${receiver.statsPort}/`;
console.log(`hl7-receiver: acknowledges HL7 v2 messages over MLLP on 127.0.0.1:${receiver.port}${stats}. For development only.`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void receiver.close().then(() => process.exit(0)));

function portOf(name: string, fallback: number | undefined): number | undefined {
  const text = process.env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  console.error(`hl7-receiver: ${name} must be a port, 0 to 65535`);
  process.exit(2);
}
