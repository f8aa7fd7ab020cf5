/** The checks of the capstone: from the camera to the picture, every stage the student's own. */
import { join } from 'node:path';
import * as HLS from 'hls-parser';
import { playlistUrl } from '../../../labs/settings.ts';
import { lookUntil } from '../../checks/look-until.ts';
import { PublishingAttempt } from '../../checks/publishing-attempt.ts';
import { checkPlays, isPlaying } from '../../checks/viewer-playback.ts';
import { Viewing } from '../../checks/viewing.ts';
import { LabBrowser, type StagePages } from '../../labs/lab-browser.ts';
import type { LabPrograms } from '../../labs/lab-checks.ts';
import type { LimitedOutput } from '../../labs/limited-output.ts';
import { notYet } from '../../labs/not-yet.ts';
import type { Scope } from '../../labs/scope.ts';
import { repositoryRoot } from '../../system/work-directory.ts';
import { type Pipeline, startPipeline } from './pipeline.ts';
import { fileOf, type StudentStages, startStudentStages } from './student-stages.ts';

export interface CapstoneTrial {
  scope: Scope;
  student: StudentStages;
  pipeline: Pipeline;
  publisherPages: Promise<StagePages>;
  viewerPages: Promise<StagePages>;
}

export interface CapstoneTools {
  /** A folder with `labs/NN-slug/file.ts` in it (absolute). */
  submission: string;
  scope: Scope;
  programs: LabPrograms;
  output: LimitedOutput;
}

/** Segments that are added one after the other before it counts as growing. */
const wantedSegments = 3;
/** Longer than in the labs: here everything runs at once, two browsers and FFmpeg among it. */
const publishLimitMilliseconds = 15_000;
const onAirLimitMilliseconds = 15_000;
const growthLimitMilliseconds = 25_000;
const playLimitMilliseconds = 15_000;

/** @throws {NotYet} when Janus or nginx do not start. */
export async function openCapstone(tools: CapstoneTools): Promise<CapstoneTrial> {
  const { submission, scope, programs } = tools;
  const student = startStudentStages(submission, scope);
  // A browser takes as long to start as the daemons do.
  const pagesWith = async (script: string, stage: 'publisher' | 'viewer', name: string) => {
    const pageScript = join(repositoryRoot, 'scripts/checks/in-page', script);
    const browser = await LabBrowser.open({
      ...{ scope, executablePath: programs.chromium, pageScript },
    });
    return browser.openStage({ ...tools, file: fileOf(submission, stage) }, name);
  };
  const publisherPages = pagesWith('publisher.ts', 'publisher', 'publish');
  const viewerPages = publisherPages
    .catch(() => {})
    .then(() => pagesWith('viewer.ts', 'viewer', 'play'));
  // Told by the check that waits for them.
  for (const pages of [publisherPages, viewerPages]) pages.catch(() => {});
  const pipeline = await startPipeline(scope, student.stages, programs);
  return { scope, student, pipeline, publisherPages, viewerPages };
}

type Check = (trial: CapstoneTrial) => Promise<void>;

const onAir: Check = async ({ scope, student, pipeline, publisherPages }) => {
  const { settings, controller } = pipeline;
  const { ports, room, secrets, janusHost } = settings;
  const connection = {
    url: `ws://${janusHost}:${ports.janusWebSocket}`,
    apiSecret: secrets.api,
    roomId: room.id,
    pin: secrets.pin,
    displayName: 'capstone',
    maximumBitrateBitsPerSecond: 1_000_000,
  };
  const attempt = await PublishingAttempt.begin(await publisherPages, connection, scope.signal);
  const look = await attempt.lookUntil(
    ({ outcome }) => outcome !== 'pending',
    publishLimitMilliseconds,
  );
  if (look.outcome !== 'published') {
    const words = attempt.whyRejected(look);
    notYet('does-not-publish', {
      expected: {
        en: 'Your publisher publishes in the room of your Janus.',
        es: 'Tu emisor publica en la sala de tu Janus.',
      },
      seen: {
        en: words || `After ${publishLimitMilliseconds / 1_000} s it had not begun.`,
        es: words || `Después de ${publishLimitMilliseconds / 1_000} s no había empezado.`,
      },
    });
  }
  const isOnAir = () => controller.session !== undefined || student.firstMistake() !== undefined;
  const inTime = await lookUntil(
    async () => isOnAir(),
    Boolean,
    onAirLimitMilliseconds,
    scope.signal,
  );
  expectNoMistake(student);
  if (!inTime) {
    notYet('not-on-air', {
      expected: {
        en: 'Janus forwards the publisher’s media, and FFmpeg takes it.',
        es: 'Janus reenvía el flujo del emisor y FFmpeg lo recibe.',
      },
      seen: trouble(pipeline),
    });
  }
};

const playlistGrows: Check = async ({ scope, student, pipeline }) => {
  const url = playlistUrl(pipeline.settings);
  const names = new Set<string>();
  const look = async () => {
    for (const name of await listedSegments(url)) names.add(name);
    return names.size;
  };
  const seen = await lookUntil(
    look,
    (count) => count >= wantedSegments || student.firstMistake() !== undefined,
    growthLimitMilliseconds,
    scope.signal,
  );
  expectNoMistake(student);
  if (seen < wantedSegments) {
    const { en, es } = trouble(pipeline);
    notYet('playlist-does-not-grow', {
      expected: {
        en: `Within ${growthLimitMilliseconds / 1_000} s the playlist at ${url} has listed ${wantedSegments} segments.`,
        es: `En ${growthLimitMilliseconds / 1_000} s la lista en ${url} ha nombrado ${wantedSegments} segmentos.`,
      },
      seen: { en: `It listed ${seen}. ${en}`, es: `Nombró ${seen}. ${es}` },
    });
  }
};

const plays: Check = async ({ scope, pipeline, viewerPages }) => {
  const page = await (await viewerPages).open();
  const order = { name: 'capstone', url: playlistUrl(pipeline.settings), liveSyncSegments: 2 };
  const viewing = await Viewing.open(page, order, scope.signal);
  await viewing.lookUntil(isPlaying, playLimitMilliseconds);
  // It says what is missing when it still does not.
  await checkPlays(viewing);
};

export const capstoneCheckFunctions: Readonly<Record<string, Check>> = {
  // Opening the trial is what it looks at.
  starts: async () => {},
  'on-air': onAir,
  'playlist-grows': playlistGrows,
  plays,
};

/** What a stage did wrong when the running pipeline called it. */
function expectNoMistake({ firstMistake }: StudentStages): void {
  const mistake = firstMistake();
  if (mistake) throw mistake;
}

const trouble = ({ controller }: Pipeline) =>
  controller.trouble?.text ?? {
    en: controller.connectionError?.message ?? 'The pipeline runs and complains of nothing.',
    es: controller.connectionError?.message ?? 'El sistema está en marcha y no se queja de nada.',
  };

/** Empty while nobody answers, and of what is no playlist. */
async function listedSegments(url: string): Promise<string[]> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    const playlist = HLS.parse(await answer.text());
    return answer.ok && 'segments' in playlist ? playlist.segments.map(({ uri }) => uri) : [];
  } catch {
    return [];
  }
}
