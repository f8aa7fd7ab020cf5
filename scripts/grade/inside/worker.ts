/** Runs inside the sandbox of a submission: one lab after the other, and says what came of each. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { folderOf, labs } from '../../../labs/catalog.ts';
import { OpenLab } from '../../labs/open-lab.ts';
import type { LabReport } from '../../labs/report.ts';
import { confineStages } from '../../labs/stage-process.ts';
import { startTypeChecker, type TypeChecker } from '../../labs/type-checker.ts';
import { runCapstone } from '../capstone/run-capstone.ts';
import {
  capstoneFolder,
  type Evidence,
  type Message,
  type Order,
  orderSchema,
  resultsDescriptor,
} from './protocol.ts';
import { stageSandbox } from './stage-sandbox.ts';

const {
  secret,
  isSandboxed,
  submission,
  labs: wanted,
} = orderSchema.parse(JSON.parse(await text(process.stdin))) satisfies Order;
if (isSandboxed) confineStages(stageSandbox);

/** Line by line and at once: whatever ends this process, what is known is told. */
function tell(message: Message): void {
  // The first line break ends what a stranger may have begun there.
  let rest = Buffer.from(`\n${secret} ${JSON.stringify(message)}\n`);
  while (rest.length > 0) rest = rest.subarray(writeSync(resultsDescriptor, rest));
}

async function gradeLab(
  folder: string,
  types: TypeChecker,
): Promise<{ report: LabReport; evidence: Evidence[] }> {
  if (folder === capstoneFolder) return runCapstone(submission);
  const lab = labs.find((each) => folderOf(each) === folder);
  if (!lab) throw new Error(`No lab "${folder}" is in the catalog`);
  const open = await OpenLab.open(lab, types);
  try {
    return { report: await open.run(join(submission, 'labs', folder, lab.file)), evidence: [] };
  } finally {
    await open.close();
  }
}

const types = startTypeChecker();
for (const lab of wanted) {
  tell({ type: 'begun', lab });
  tell({ type: 'graded', lab, ...(await gradeLab(lab, types)) });
}
await types.close();
// What a check still waits for keeps nobody waiting.
process.exit();
