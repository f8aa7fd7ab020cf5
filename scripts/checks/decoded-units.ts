/** Decodes H.264 that a gate let through, as a viewer would. */
import { spawn } from 'node:child_process';
import { typeOf } from './recorded-pictures.ts';
import { nalType } from './segment.ts';
import type { Passage } from './tried-gate.ts';

const startCode = Buffer.from([0, 0, 0, 1]);

/** What goes on to FFmpeg: the pictures let through, behind the newest parameter sets where the gate wants them. */
export function handedOn(passages: readonly Passage[]): Buffer[] {
  const newest = new Map<number, Buffer>();
  return passages.flatMap(({ units, decision }) => {
    for (const unit of units) {
      const type = typeOf(unit);
      if (type === nalType.sps || type === nalType.pps) newest.set(type, unit);
    }
    if (!decision.handOn) return [];
    const sets = [newest.get(nalType.sps), newest.get(nalType.pps)].filter((unit) => !!unit);
    return decision.parameterSetsFirst ? [...sets, ...units] : [...units];
  });
}

/** @returns what the decoder complains about (annex B, `-xerror`); empty when nothing. */
export function decodingErrorsOf(ffmpeg: string, units: readonly Buffer[]): Promise<string> {
  const args = ['-v', 'error', '-xerror', '-err_detect', 'explode', '-f', 'h264', '-i', '-'];
  return new Promise((resolve, reject) => {
    const child = spawn(ffmpeg, [...args, '-f', 'null', '-'], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', () => resolve(Buffer.concat(chunks).toString().trim()));
    // It ends at the first error, and reads no more.
    child.stdin.on('error', () => {});
    child.stdin.end(Buffer.concat(units.flatMap((unit) => [startCode, unit])));
  });
}
