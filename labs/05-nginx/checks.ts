/** Lab 05 on a real nginx: what a player, a CDN and a stranger get. */
import { z } from 'zod';
import {
  checkErrorCaching,
  checkPlaylistCaching,
  checkPlaylistChange,
  checkSegmentCaching,
} from '../../scripts/checks/origin-caching.ts';
import { checkCors, checkPreflight } from '../../scripts/checks/origin-cors.ts';
import {
  checkMethods,
  checkNothingElse,
  checkParts,
  checkServing,
} from '../../scripts/checks/origin-files.ts';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { startTriedOrigin } from '../../scripts/checks/tried-origin.ts';
import { defineChecks } from '../../scripts/labs/lab-checks.ts';

export const checks = defineChecks({
  programs: ['nginx'],
  async openBench() {},
  async openTrial(_bench, { scope, programs, student }) {
    const { settings, remove } = await ownSettings();
    scope.defer(remove);
    const config = await student.call('nginxConfig', [settings], z.string());
    return startTriedOrigin(scope, programs.nginx, settings, config);
  },
  checks: {
    /** Opening the trial is this check. */
    async starts() {},
    serves: checkServing,
    'playlist-cache': checkPlaylistCaching,
    'playlist-change': checkPlaylistChange,
    'segment-cache': checkSegmentCaching,
    errors: checkErrorCaching,
    cors: checkCors,
    preflight: checkPreflight,
    methods: checkMethods,
    parts: checkParts,
    'nothing-else': checkNothingElse,
  },
});
