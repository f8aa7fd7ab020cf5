/** VitePress's own markdown-it: its types come with it, not with a package of ours. */
import type { MarkdownOptions } from 'vitepress';

export type MarkdownIt = Parameters<NonNullable<MarkdownOptions['config']>>[0];
