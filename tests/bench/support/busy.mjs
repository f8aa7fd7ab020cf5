/** A program that uses a known amount of processor time and memory, says how much, and stays. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

const file = fileURLToPath(import.meta.url);
const [what = '', amount = '0'] = process.argv.slice(2);

const usedSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function burn(seconds) {
  const until = usedSeconds() + seconds;
  while (usedSeconds() < until);
}

/** @returns what a child of this thread says it used. */
async function childThatBurns() {
  const child = spawn(process.execPath, [file, 'burn', '0.6'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [text] = await once(child.stdout, 'data');
  return Number(text);
}

if (!isMainThread) {
  burn(0.6);
  parentPort?.postMessage(await childThatBurns());
} else if (what === 'burn') {
  burn(Number(amount));
  console.log(usedSeconds());
} else if (what === 'fill') {
  globalThis.filled = Buffer.alloc(Number(amount), 1);
  console.log(usedSeconds());
} else {
  const thread = new Worker(file);
  const [ofThreadsChild] = await once(thread, 'message');
  const ofChild = await childThatBurns();
  console.log(usedSeconds() + ofChild + ofThreadsChild);
}
setInterval(() => {}, 1_000);
