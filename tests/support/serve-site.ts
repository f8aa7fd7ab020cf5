/** A program that serves the site of the workshop it lies in, on ports of its own, until SIGTERM. */
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { exampleStatus } from './example-status.ts';
import { startTestSite } from './test-site.ts';

const { settings, remove } = await ownSettings();
const site = await startTestSite(settings, exampleStatus);
process.once('SIGTERM', async () => {
  await site.close();
  await remove();
});
const { port, token } = { port: settings.ports.site, token: site.pageToken };
process.stdout.write(`${JSON.stringify({ port, token })}\n`);
