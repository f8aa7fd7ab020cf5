/** A file with all it imports, as one script for a page: made once, and it leaves no names behind. */
import { bundleForPage } from '../../checks/bundle-for-page.ts';

const scripts = new Map<string, Promise<string>>();

export function pageScript(file: string): Promise<string> {
  const script =
    scripts.get(file) ?? bundleForPage(file).then(({ code }) => `(() => {${code}\n})()`);
  scripts.set(file, script);
  return script;
}
