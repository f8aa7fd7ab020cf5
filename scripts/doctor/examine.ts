/** Runs every check at once. */
import { runningSupervisor, type SupervisorRecord } from '../system/supervisor-file.ts';
import { checkDisk } from './check-disk.ts';
import { checkIceAddress, checkUdpRoundTrips } from './check-network.ts';
import { checkNode, checkPackages } from './check-node.ts';
import { checkPorts } from './check-ports.ts';
import { type ProgramResults, programFindings, resolvePrograms } from './check-programs.ts';
import { checkSandboxTools } from './check-sandbox-tools.ts';
import type { Finding, Purpose } from './finding.ts';

export interface Examination {
  findings: Finding[];
  programs: ProgramResults;
  /** The workshop that already runs at this offset. */
  supervisor: SupervisorRecord | null;
}

/** Looks at this machine; changes nothing. */
export async function examine(purpose: Purpose, portOffset: number): Promise<Examination> {
  const supervisor = await runningSupervisor(portOffset);
  const [packages, programs, ports, roundTrips, disk] = await Promise.all([
    checkPackages(),
    resolvePrograms(),
    // Tests, benches and submissions bring their own ports, so that they can run beside a stack.
    ['test', 'grade', 'bench'].includes(purpose) ? [] : checkPorts(portOffset, supervisor),
    checkUdpRoundTrips(),
    checkDisk(purpose, portOffset),
  ]);
  const findings = [
    checkNode(),
    packages,
    ...programFindings(programs, purpose),
    ...ports,
    // A submission has a network of its own.
    ...(purpose === 'grade' ? [] : [checkIceAddress()]),
    // Tests grade, too.
    ...(['test', 'grade'].includes(purpose) ? [await checkSandboxTools()] : []),
    ...roundTrips,
    disk,
  ];
  return { findings, programs, supervisor };
}
