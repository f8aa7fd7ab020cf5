/** Browsers break a line after a hyphen, so `--host` in a narrow cell would become `--` and `host`. */
import type { MarkdownIt } from './markdown-it.ts';

/** Longer ones may break: on a phone their column would leave no room for the others. */
const shortCharacters = 16;

/** Gives inline code that is short the class by which style/pages.css keeps it on one line in tables. */
export function markShortCode(md: MarkdownIt): void {
  md.core.ruler.after('inline', 'workshop-short-code', (state) => {
    for (const token of state.tokens.flatMap(({ children }) => children ?? [])) {
      const isShort = token.type === 'code_inline' && token.content.length <= shortCharacters;
      if (isShort) token.attrJoin('class', 'short');
    }
  });
}
