/**
 * The stages that run in the plain pages: as modules the stack's own (`@stages/…`), and always the
 * student's too (`@own/…`).
 */
import type { Plugin } from 'vite';
import { folderOf, labs } from '../../labs/catalog.ts';
import { stageFile } from '../labs/lab-layout.ts';
import { type Stages, sourceOf } from '../stack/stages.ts';
import { type StageSaved, stageSavedEvent } from './api-types.ts';

/** The files by the names that the pages import them by. */
export function pageStageModules(sources: Stages['sources']): Record<string, string> {
  const inPages = labs.filter(({ runsIn }) => runsIn === 'browser');
  return Object.fromEntries(
    inPages.flatMap((lab) => {
      const name = `${folderOf(lab)}/${lab.file}`;
      return [
        [`@stages/${name}`, sourceOf({ sources }, lab.stage).file],
        [`@own/${name}`, stageFile(lab, 'labs')],
      ];
    }),
  );
}

/**
 * Tells the pages of a save of a stage, in place of Vite's own reload of all pages: whoever works
 * on the viewer does not interrupt the publisher that is on air in another tab.
 */
export const stageSavedPlugin = (modules: Readonly<Record<string, string>>): Plugin => ({
  name: 'workshop-stage-saved',
  hotUpdate({ file, type }) {
    const saved = Object.keys(modules).filter((name) => modules[name] === file);
    if (saved.length === 0) return;
    const data: StageSaved = { modules: saved };
    // An editor that saves by renaming takes the file away first.
    if (type !== 'delete') this.environment.hot.send(stageSavedEvent, data);
    return [];
  },
});
