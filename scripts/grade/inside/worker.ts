/** Runs inside the sandbox of a submission: one lab after the other, and says what came of each. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { folderOf, labs } from '../../../labs/catalog.ts';
import { OpenLab } from '../../labs/open-lab.ts';
import type { LabReport } from '../../labs/report.ts';
import { confineStages } from '../../labs/stage-process.ts';
import { startTypeChecker, type TypeChecker } from '../../labs/type-checker.ts';
import { callWitness } from '../../labs/witness.ts';
import { runCapstone } from '../capstone/run-capstone.ts';
import { EvidenceCollector } from './evidence-collector.ts';
import {
  capstoneFolder,
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
const collector = new EvidenceCollector();
callWitness(collector);

/** Line by line and at once: whatever ends this process, what is known is told. */
function tell(message: Message): void {
  // The first line break ends what a stranger may have begun there.
  let rest = Buffer.from(`\n${secret} ${JSON.stringify(message)}\n`);
  while (rest.length > 0) rest = rest.subarray(writeSync(resultsDescriptor, rest));
}

async function gradeLab(folder: string, types: TypeChecker): Promise<LabReport> {
  if (folder === capstoneFolder) return runCapstone(submission);
  const lab = labs.find((each) => folderOf(each) === folder);
  if (!lab) throw new Error(`No lab "${folder}" is in the catalog`);
  const open = await OpenLab.open(lab, types);
  try {
    return await open.run(join(submission, 'labs', folder, lab.file));
  } finally {
    await open.close();
  }
}

const types = startTypeChecker();
for (const lab of wanted) {
  tell({ type: 'begun', lab });
  const report = await gradeLab(lab, types);
  tell({ type: 'graded', lab, report, evidence: collector.take() });
}
await types.close();
// What a check still waits for keeps nobody waiting.
process.exit();
