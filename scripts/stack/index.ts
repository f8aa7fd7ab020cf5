/** What `npm start` needs of the stack. */
export { checkedSettings } from './checked-settings.ts';
export { loadSecrets } from './secrets.ts';
export { loadServerStages } from './server-stages.ts';
export { startStack } from './stack.ts';
export { showStack } from './terminal.ts';
export { claimWorkFolder } from './work-folder.ts';
