/** Before the tests: the site they look at is built once, not by every stack that starts. */
import { freshSite } from '../docs/fresh-site.ts';

export default async function setup(): Promise<void> {
  await freshSite();
}
