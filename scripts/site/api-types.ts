/** What the live API and the pages say to each other. Types only: the pages load no server code. */
import type { JanusConnection } from '../../labs/stages.ts';
import type { ShownPart } from '../bench/report/part.ts';
import type { Results } from '../bench/results.ts';
import type { CheckReport, LabReport } from '../labs/report.ts';
import type { DiffHunk } from '../labs/solution-hunks.ts';
import type { Language, Text } from '../language/text.ts';
import type { Status } from '../stack/status.ts';

export type { DiffHunk };

/** `GET /api/publisher-access`: how to reach Janus; the display name is the page's own. */
export type PublisherAccess = Omit<JanusConnection, 'displayName'> & {
  /** Janus's own, for who only watches: no weather is between. `url` is the publisher's. */
  directUrl: string;
};

/** `GET /api/viewer-settings` */
export interface ViewerSettings {
  playlistUrl: string;
  liveSyncSegments: number;
  /** To be sent back with every viewer report, in `tokenHeader`. */
  reportToken: string;
}

/** `GET /api/session/descriptions`: what publisher and Janus agreed on, word by word. */
export interface SessionDescriptions {
  sessionId: string;
  /** The publisher's SDP, as Janus got it. */
  offer: string;
  /** Janus' SDP. */
  answer: string;
}

export interface StreamFormat {
  /** `Opus`, `AAC`, `H.264` */
  codec: string;
  /** `48 kHz · stereo`, `Constrained Baseline 3.1 · 1280 × 720`: the same in both languages. */
  detail: string;
}

/** `GET /api/session/codecs`: what comes in, and what stands in the newest segment. */
export interface SessionCodecs {
  sessionId: string;
  audio: { before: StreamFormat; after: StreamFormat } | null;
  video: { before: StreamFormat; after: StreamFormat } | null;
}

/** `GET /api/bench`: what `npm run bench` found on this machine; null before its first run. */
export type OwnResults = Results | null;

/** `GET /api/bench/<part>?lang=es`: a part of it, `viewers` say, as chart (HTML), tables and source. */
export type BenchPart = ShownPart;

/** A run of a lab's checks on the student's file, as it stands now. */
export interface LabRun {
  /** Counts the runs of this lab since the workshop was started. */
  number: number;
  /**
   * `preparing`: no check is over yet. `failed`: the runner itself broke, and `trouble` says how.
   */
  state: 'preparing' | 'running' | 'finished' | 'cancelled' | 'failed';
  /** True while every save of the file begins another run. */
  isWatching: boolean;
  /** ISO 8601, UTC. */
  startedAt: string;
  /** The checks that are over, in the lab's order; the types first. */
  checks: CheckReport[];
  /** The verdict, once there is one. */
  report: LabReport | null;
  /** Why it failed; of a run that is finished, why its marks could not be entered. */
  trouble: { found: Text; remedy: Text | null } | null;
}

/** A lab and how far the student is in it. */
export interface LabState {
  /** `05-nginx`: its folder, its page, and its name in the API. */
  folder: string;
  number: number;
  title: Text;
  /** The student's file, from the project's root. */
  file: string;
  isPassed: boolean;
  points: { earned: number; possible: number };
  hints: Text[];
  /** Null until it is first checked from a page. */
  run: LabRun | null;
}

/** `GET /api/labs` */
export interface LabStates {
  labs: LabState[];
}

/**
 * The body of `POST /api/labs/<folder>/run`: begins a run, or joins the one under way. The answer
 * is the `LabRun`. `DELETE` of the same address cancels the run and ends the watching (204).
 */
export interface RunRequest {
  /** Whether every save from now on begins another run. */
  watch: boolean;
  /** The reader's: a starter that is still untouched is put into it. */
  language: Language;
}

/** `GET /api/labs/<folder>/diff?lang=es`: the way from the student's file to the solution. */
export interface SolutionDiff {
  /** Empty when the file is the solution. */
  hunks: DiffHunk[];
}

/** The body of `POST /api/editor`: a file of the workshop that students or authors edit. */
export interface EditorRequest {
  /** From the project's root: a student's stage file, or a page of the site. */
  file: string;
}

/** The names of the server-sent events of `GET /api/events`, and what each carries. */
export interface LiveEvents {
  /** Also sent as the first event, and about once a second. */
  status: Status;
  /** One lab whose progress or run has changed; at the start one for each. */
  lab: LabState;
}

/** The body of every answer that is not a success. */
export interface ApiError {
  error: Text;
}

/** Sent over Vite's channel to the plain pages when a stage that runs in them was saved. */
export const stageSavedEvent = 'workshop:stage-saved';
export interface StageSaved {
  /** The names by which pages import that file. */
  modules: string[];
}

/** Carries the room's PIN to `/api/publisher-access`, from a page on another machine. */
export const pinHeader = 'x-workshop-pin';
/**
 * `<meta name="workshop-live" content="…">`: put into every page that `npm start` serves, and into
 * none that is hosted elsewhere. Its content is the token for what runs code, empty for a reader on
 * another machine.
 */
export const liveMetaName = 'workshop-live';

/** Carries the page's token to what runs code, and `ViewerSettings.reportToken` to `/api/viewers`. */
export const tokenHeader = 'x-workshop-token';
