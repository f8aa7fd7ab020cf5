/** Keeps, of each lab, what a grader may want to look at: what was rendered, written and shown. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Settings } from '../../../labs/settings.ts';
import type { Witness } from '../../labs/witness.ts';
import { resolveProgram } from '../../system/programs.ts';
import { run } from '../../system/run.ts';
import { settlesWithin } from '../../system/settles-within.ts';
import type { Evidence } from './protocol.ts';

const mostFiles = 24;
const mostBytesEach = 64 * 1_024;
const mostPictureBytes = 1_024 * 1_024;
const pictureLimitMilliseconds = 2_000;

/** Configurations, SDP, playlists and logs. */
const isWanted = (name: string) => /\.(jcfg|conf|sdp|m3u8|log)$/.test(name);

export class EvidenceCollector implements Witness {
  #kept: Evidence[] = [];

  /** @returns what was kept since the last time. */
  take(): Evidence[] {
    const kept = this.#kept;
    this.#kept = [];
    return kept;
  }

  async workFolder({ paths }: Settings): Promise<void> {
    // What a student's FFmpeg or nginx wrote may be anything, a link for instance.
    const entries = await readdir(paths.work, { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .toSorted();
    for (const file of files.filter(isWanted)) {
      const text = await readFile(file, 'utf8').catch(() => '');
      if (text !== '') this.#keep(basename(file), text.slice(-mostBytesEach));
    }
    const segment = files.find((file) => file.endsWith('.ts'));
    if (segment) await this.#probe(segment);
  }

  /** The first answer: later ones are to settings that nobody has. */
  answer(name: string, value: unknown): void {
    const file = `${name}.json`;
    if (this.#has(nameOf(file))) return;
    this.#keep(file, (JSON.stringify(value, null, 2) ?? 'undefined').slice(0, mostBytesEach));
  }

  async pages(pages: readonly Page[]): Promise<void> {
    await Promise.all(
      pages.map(async (page, index) => {
        const shot = page.screenshot({ type: 'jpeg', quality: 60 }).catch(() => undefined);
        // A page that never answers shows nothing.
        const picture = (await settlesWithin(shot, pictureLimitMilliseconds))
          ? await shot
          : undefined;
        if (!picture || picture.length > mostPictureBytes) return;
        this.#add(`page-${index + 1}.jpeg`, 'base64', picture.toString('base64'));
      }),
    );
  }

  async #probe(segment: string): Promise<void> {
    if (this.#has('ffprobe.txt')) return;
    const ffprobe = await resolveProgram('ffprobe');
    if (ffprobe.state !== 'found') return;
    const args = ['-hide_banner', '-show_format', '-show_streams', segment];
    const { output } = await run(ffprobe.path, args, { timeoutMilliseconds: 5_000 });
    this.#keep('ffprobe.txt', output.slice(0, mostBytesEach));
  }

  #keep(name: string, text: string): void {
    this.#add(nameOf(name), 'utf8', text);
  }

  /** Of several with one name each is kept: `nginx.log`, `nginx-2.log`. */
  #add(name: string, encoding: Evidence['encoding'], content: string): void {
    if (this.#kept.length >= mostFiles) return;
    const [, stem = '', extension = ''] = /^(.*)(\.[^.]*)$/.exec(name) ?? [];
    let free = name;
    for (let number = 2; this.#has(free); number += 1) free = `${stem}-${number}${extension}`;
    this.#kept.push({ name: free, encoding, content });
  }

  #has(name: string): boolean {
    return this.#kept.some((each) => each.name === name);
  }
}

/** What the protocol allows, and any disk. */
const nameOf = (name: string): string =>
  name
    .replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    .replaceAll(/[^a-z0-9.-]/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 80);
