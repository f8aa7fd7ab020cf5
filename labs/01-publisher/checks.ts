/** Lab 01: a real Chromium with a fake camera publishes to a real Janus. */
import { join } from 'node:path';
import {
  checkRefused,
  checkStops,
  checkUnreachable,
} from '../../scripts/checks/publisher-ending.ts';
import { checkPublishes } from '../../scripts/checks/publisher-joining.ts';
import { checkEncoder, checkMedia } from '../../scripts/checks/publisher-media.ts';
import { checkCodecs } from '../../scripts/checks/publisher-offer.ts';
import { startJanus } from '../../scripts/checks/room.ts';
import { startTriedPublisher } from '../../scripts/checks/tried-publisher.ts';
import { JanusAdmin } from '../../scripts/janus/admin-client.ts';
import { LabBrowser } from '../../scripts/labs/lab-browser.ts';
import { defineChecks } from '../../scripts/labs/lab-checks.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';

export const checks = defineChecks({
  programs: ['chromium', 'janus'],

  async openBench({ scope, programs }) {
    const pageScript = join(repositoryRoot, 'scripts/checks/in-page/publisher.ts');
    const [browser, { settings }] = await Promise.all([
      LabBrowser.open({ scope, executablePath: programs.chromium, pageScript }),
      startJanus(scope, programs.janus),
    ]);
    return { browser, settings, admin: new JanusAdmin(settings) };
  },

  openTrial: startTriedPublisher,

  checks: {
    publishes: checkPublishes,
    codecs: checkCodecs,
    encoder: checkEncoder,
    media: checkMedia,
    stops: checkStops,
    refused: checkRefused,
    unreachable: checkUnreachable,
  },
});
