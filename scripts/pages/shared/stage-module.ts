/// <reference types="vite/types/importMeta.d.ts" />
/** The stage that a page runs: loaded with words for what is wrong with it, and anew when it is saved. */
import type { Text } from '../../language/text.ts';
import { type StageSaved, stageSavedEvent } from '../../site/api-types.ts';
import { StageProblem } from './failure.ts';

/** True when the page runs the student's own file, whatever the stack runs. */
export const isOwn = new URLSearchParams(location.search).has('own');

/** True when it stands in a frame of a lab's page. */
export const isEmbedded = document.documentElement.hasAttribute('data-embed');

/** How browsers say that a module did not come: Chromium, Firefox, Safari. */
const isNotCompiled = (error: unknown): boolean =>
  /dynamically imported module|Importing a module script failed/.test(String(error));

/** How long Vite may take to say why it compiled nothing: longer than any page takes to connect. */
const explanationLimitMilliseconds = 3_000;

/**
 * @param file as the student knows it: `publisher.ts`.
 * @throws {StageProblem} when it does not compile, throws, or does not export the function.
 */
export async function loadStage<Name extends string, Module extends Record<Name, unknown>>(
  file: string,
  name: Name,
  load: () => Promise<Module>,
): Promise<Module[Name]> {
  const explained = explanation();
  const module = await load().catch(async (error: unknown) => {
    const text = isNotCompiled(error) ? notCompiled(file, await explained()) : thrown(file, error);
    throw new StageProblem(text, error);
  });
  if (typeof module[name] === 'function') return module[name];
  throw new StageProblem(
    {
      en: `${file} exports no function “${name}”.`,
      es: `${file} no exporta ninguna función “${name}”.`,
    },
    module,
  );
}

/**
 * Loads the page anew when the stage is saved that it runs.
 * @param beforeReload what the page wants to know again afterwards is kept there.
 */
export function reloadWhenSaved(module: string, beforeReload = () => {}): void {
  import.meta.hot?.on(stageSavedEvent, ({ modules }: StageSaved) => {
    if (!modules.includes(module)) return;
    beforeReload();
    location.reload();
  });
}

/** From now on listens for what Vite says of files it cannot compile. @returns what waits for that. */
function explanation(): () => Promise<string | null> {
  const said = new Promise<string>((resolve) => {
    import.meta.hot?.on('vite:error', ({ err }) => resolve(err.message));
  });
  const limit = () =>
    new Promise<null>((resolve) => setTimeout(() => resolve(null), explanationLimitMilliseconds));
  return () => Promise.race([said, limit()]);
}

const notCompiled = (file: string, explanation: string | null): Text => ({
  en: `${file} does not compile.\n${explanation ?? ''}`.trim(),
  es: `${file} no compila.\n${explanation ?? ''}`.trim(),
});

const thrown = (file: string, error: unknown): Text => ({
  en: `${file} failed while it was loaded: ${String(error)}`,
  es: `${file} falló al cargarse: ${String(error)}`,
});
