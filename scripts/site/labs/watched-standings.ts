/**
 * How far the student is in every lab, at any moment. Marks are entered by other programs too
 * (`npm run lab`), and one counts only for the file it was earned with: progress and files are watched.
 */
import type { Lab } from '../../../labs/lab.ts';
import { stageFile } from '../../labs/lab-layout.ts';
import type { ProgressFile, Standing } from '../../labs/progress.ts';
import { WatchedFile } from '../../labs/watch-file.ts';

export interface WatchedStandingsOptions {
  progress: ProgressFile;
  /** Told of a lab whose marks are not what they were. */
  onChange(lab: Lab): void;
}

export class WatchedStandings {
  readonly #options: WatchedStandingsOptions;
  readonly #watched: WatchedFile[] = [];
  /** By slug. */
  #standings = new Map<string, Standing>();
  /** One reading after the other: an older one must not come last. */
  #reading = Promise.resolve();

  private constructor(options: WatchedStandingsOptions) {
    this.#options = options;
  }

  static async open(options: WatchedStandingsOptions): Promise<WatchedStandings> {
    const standings = new WatchedStandings(options);
    await standings.refresh();
    const files = [...standings.#standings.values()].map(({ lab }) => stageFile(lab, 'labs'));
    const onChange = () => void standings.refresh().catch(console.error);
    for (const file of [options.progress.file, ...files]) {
      standings.#watched.push(await WatchedFile.open({ file, polling: false, onChange }));
    }
    return standings;
  }

  of({ slug }: Lab): Standing | undefined {
    return this.#standings.get(slug);
  }

  /** Resolves when what stands in the files now is known. */
  refresh(): Promise<void> {
    const read = () => this.#read();
    const reading = this.#reading.then(read);
    this.#reading = reading.catch(() => {});
    return reading;
  }

  close(): void {
    for (const watched of this.#watched) watched.close();
  }

  async #read(): Promise<void> {
    const before = this.#standings;
    const standings = await this.#options.progress.standings();
    this.#standings = new Map(standings.map((standing) => [standing.lab.slug, standing]));
    for (const { lab, isPassed, points } of standings) {
      const old = before.get(lab.slug);
      if (old && (old.isPassed !== isPassed || old.points !== points)) this.#options.onChange(lab);
    }
  }
}
