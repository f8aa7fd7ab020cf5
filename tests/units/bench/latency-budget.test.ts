import { expect, test } from 'vitest';
import { segmentProfiles } from '../../../labs/settings.ts';
import {
  measurePlaylistBudget,
  predictBudget,
  sumOfBudget,
} from '../../../scripts/bench/latency/budget.ts';
import type { Repetition } from '../../../scripts/bench/latency/watch-profile.ts';

test('a profile’s prediction follows from its settings', () => {
  const low = predictBudget(segmentProfiles.low);
  expect(low.buffer).toBeCloseTo(segmentProfiles.low.liveSyncSegments - 1);
  expect(low.poll).toBeCloseTo(0.25);
  const classic = predictBudget(segmentProfiles.classic);
  expect(classic.segment - low.segment).toBeCloseTo(3);
  expect(classic.buffer).toBeCloseTo(6);
});

test('WebRTC waits for no segment, no playlist and no reserve', () => {
  expect(predictBudget(null)).toMatchObject({ segment: 0, poll: 0, buffer: 0 });
});

/** Painted at 0, 1000, 2000 …, each segment listed 1.3 s after its first picture. */
const listedAt = [1_300, 2_300, 3_300];
const frame = {
  shownAt: 4_000,
  glassToGlassSeconds: 2.1,
  displaySeconds: 0.02,
  behindEdgeSeconds: 1.5,
};
const repetition: Repetition = {
  seconds: 3,
  players: [
    {
      frames: [frame, { ...frame, shownAt: 4_250 }],
      stalls: 0,
      // The player knows of a segment 0.28 s after it was listed.
      segmentRequests: listedAt.map((at, index) => [`segment-${index}.ts`, at + 280]),
    },
  ],
  room: {
    frames: [
      { ...frame, glassToGlassSeconds: 0.11, displaySeconds: 0.03, behindEdgeSeconds: null },
    ],
    stalls: 0,
    segmentRequests: [],
    roundTripSeconds: 0.01,
  },
  listed: new Map(listedAt.map((at, index) => [`segment-${index}.ts`, at])),
  segments: listedAt.map((at, index) => ({
    name: `segment-${index}.ts`,
    file: '',
    durationSeconds: 1,
    listedAt: at,
    firstPictureAt: index * 1_000,
  })),
};

test('what was seen is told apart, and nothing of it twice', () => {
  const budget = measurePlaylistBudget({
    profile: segmentProfiles.low,
    repetitions: [repetition],
  });
  expect(budget.network?.p50).toBeCloseTo(0.01);
  expect(budget.encode?.p50).toBeCloseTo(0.07);
  // Of the 1.3 s until it was listed, 0.08 s are encoder and network.
  expect(budget.segment?.p50).toBeCloseTo(1.22);
  expect(budget.poll?.p50).toBeCloseTo(0.28);
  // 1.5 s behind the edge, of which the newest segment is one.
  expect(budget.buffer?.p50).toBeCloseTo(0.5);
  expect(sumOfBudget(budget)).toBeCloseTo(frame.glassToGlassSeconds);
});
