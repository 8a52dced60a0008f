// A process of its own on a file queue, for node-file-queue.unit.spec.ts: it can be killed, and run under limits.
import { openFileQueue } from '@everchart/client/node-file-queue';

const [task, directory] = process.argv.slice(2);
const storage = await openFileQueue(directory);
const say = (line) => console.log(JSON.stringify(line));

if (task === 'hold') {
  await storage.append(['from the child']);
  say('open');
  setInterval(() => undefined, 1000);
} else {
  const outcomes = [];
  for (const text of ['small', 'x'.repeat(20_000), 'small again']) {
    outcomes.push(
      await storage.append([text]).then(
        () => 'kept',
        (error) => error.code,
      ),
    );
  }
  say({ outcomes, texts: (await storage.peek('waiting', 9)).map(({ text }) => text) });
  await storage.close();
}
