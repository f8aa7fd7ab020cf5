/**
 * The process that runs checks for the site. The supervisor, which paces a live stream, must wait
 * for none of them and must survive each of them.
 */
import { findLab } from '../../../labs/catalog.ts';
import { OpenLab } from '../open-lab.ts';
import type { CheckReport } from '../report.ts';
import { startTypeChecker } from '../type-checker.ts';
import type { RunnerAnswer, RunnerOrder } from './runner-protocol.ts';
import { troubleOf } from './trouble.ts';

const types = startTypeChecker();
/** By slug: their benches stand ready for the next run. */
const opened = new Map<string, Promise<OpenLab>>();
const runs = new Map<number, { cancel: AbortController; over: Promise<void> }>();

const answer = (message: RunnerAnswer) => process.connected && process.send?.(message);

function open(slug: string): Promise<OpenLab> {
  const lab = findLab(slug);
  if (!lab) throw new Error(`No lab "${slug}" is in the catalog`);
  const labOpen = opened.get(slug) ?? OpenLab.open(lab, types);
  opened.set(slug, labOpen);
  return labOpen;
}

async function run(
  { run, lab, file }: Extract<RunnerOrder, { type: 'run' }>,
  signal: AbortSignal,
): Promise<void> {
  try {
    const labOpen = await open(lab);
    const onCheck = (check: CheckReport) => {
      answer({ type: 'check', run, check });
    };
    const report = await labOpen.run(file, { signal, onCheck });
    answer(signal.aborted ? { type: 'cancelled', run } : { type: 'report', run, report });
  } catch (error) {
    if (signal.aborted) return void answer({ type: 'cancelled', run });
    console.error(error);
    answer({ type: 'broke', run, trouble: troubleOf(error) });
  }
}

async function leave(slug: string): Promise<void> {
  const labOpen = opened.get(slug);
  opened.delete(slug);
  await (await labOpen)?.close();
}

/** Whatever it waits for then, the kernel ends what it started. */
const closeLimitMilliseconds = 9_000;
let closing: Promise<void> | undefined;

/** A run that is under way is cancelled: what it started is taken down with it. */
function close(): Promise<void> {
  closing ??= (async () => {
    setTimeout(() => process.exit(1), closeLimitMilliseconds);
    for (const { cancel } of runs.values()) cancel.abort();
    // First: a run that is being cancelled waits for its types.
    await types.close();
    await Promise.all([...runs.values()].map(({ over }) => over));
    await Promise.all([...opened.keys()].map((slug) => leave(slug).catch(console.error)));
    process.exit();
  })();
  return closing;
}

process.on('message', (order: RunnerOrder) => {
  switch (order.type) {
    case 'run': {
      const cancel = new AbortController();
      const over = run(order, cancel.signal).finally(() => runs.delete(order.run));
      runs.set(order.run, { cancel, over });
      break;
    }
    case 'cancel':
      runs.get(order.run)?.cancel.abort();
      break;
    case 'leave':
      leave(order.lab).catch(console.error);
      break;
    case 'close':
      void close();
      break;
  }
});
// The workshop is gone, however it ended: so is this, and what it started.
for (const gone of ['disconnect', 'SIGTERM']) process.once(gone, () => void close());
