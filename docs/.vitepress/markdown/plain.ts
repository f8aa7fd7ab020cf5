/**
 * Words of the workshop as markdown: `code` in backticks stays code, and what would be HTML or a
 * Vue expression to VitePress stays what it is.
 */
export const plain = (words: string): string =>
  words
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith('`') ? part : part.replaceAll('<', '&lt;').replaceAll('{{', '&#123;&#123;'),
    )
    .join('');
