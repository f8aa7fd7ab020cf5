/** The pictures show something, large enough for a projector. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagramSources, renderedFiles, renderedFolder } from '../../scripts/diagrams/catalog.ts';
import { readPng } from './read-png.ts';

const pictures = diagramSources().map((source) => renderedFiles(source).picture);
const lightPage = 0xf6f5f1;

test.each(pictures)('%s', (picture) => {
  const { width, height, colours } = readPng(readFileSync(`${renderedFolder}/${picture}`));
  expect(Math.max(width / 2400, height / 1350)).toBeCloseTo(1, 1);
  expect(new Set(colours).size).toBeGreaterThan(50);
  expect(colours[0]).toBe(lightPage);
  const drawn = colours.reduce((count, colour) => (colour === lightPage ? count : count + 1), 0);
  expect(drawn / colours.length).toBeGreaterThan(0.1);
});

test('the picture that the instructor’s script names is there', () => {
  expect(existsSync(`${renderedFolder}/arquitectura_streaming.png`)).toBe(true);
});
