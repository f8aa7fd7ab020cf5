/**
 * `npm ci` ends with this: the site is built, so that the first `npm start` has it at once. When it
 * cannot be built, `npm start` tries again and says why; packages are installed all the same.
 */
import { freshSite } from './docs/fresh-site.ts';
import { readerLanguage } from './language/text.ts';
import { describeError } from './language/workshop-error.ts';

await freshSite().catch((error: unknown) => {
  process.stderr.write(`${describeError(error, readerLanguage())}\n`);
});
