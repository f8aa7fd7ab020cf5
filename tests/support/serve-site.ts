/**
 * A program that serves the site of the workshop it lies in, on ports of its own, until SIGTERM.
 * With `janus` as its argument a Janus runs behind it.
 */
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { janusDaemon } from '../../scripts/stack/daemons.ts';
import { janusConfig } from '../../solutions/02-janus-config/janus.ts';
import { exampleStatus } from './example-status.ts';
import { programPath } from './program.ts';
import { startTestSite } from './test-site.ts';

const { settings, remove } = await ownSettings();
const janus = process.argv.includes('janus')
  ? await janusDaemon(settings, { janusConfig }, await programPath('janus'), () => {})
  : null;
await janus?.start();
const site = await startTestSite(settings, exampleStatus);
process.once('SIGTERM', async () => {
  await site.close();
  await janus?.stop();
  await remove();
});
const { port, token } = { port: settings.ports.site, token: site.pageToken };
process.stdout.write(`${JSON.stringify({ port, token })}\n`);
