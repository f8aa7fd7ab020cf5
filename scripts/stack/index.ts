/** What `npm start` needs of the stack. */
export { checkedSettings } from './checked-settings.ts';
export { loadSecrets } from './secrets.ts';
export { startStack } from './stack.ts';
export { loadStages, solutionSources, studentSources } from './stages.ts';
export { showStack } from './terminal.ts';
export { claimWorkFolder } from './work-folder.ts';
