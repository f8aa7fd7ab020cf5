/** `@[kind](argument)` in a page: what it gives, and that it never gives nothing. */
import { describe, expect, it } from 'vitest';
import { shownPart } from '../../../docs/.vitepress/markdown/bench.ts';
import { expand } from '../../../docs/.vitepress/markdown/expansions.ts';
import { basePorts } from '../../../labs/settings.ts';
import { roundNumber } from '../../../scripts/bench/report/numbers.ts';
import { referenceResults } from '../../../scripts/bench/report/reference.ts';
import { exampleResults } from '../bench/example-results.ts';

const english = (line: string) => expand(line, 'labs/05-nginx.md');
const spanish = (line: string) => expand(line, 'es/labs/05-nginx.md');

describe('code', () => {
  it('is a declaration with its docstring, and nothing beside it', () => {
    const code = english('@[code](labs/stages.ts#ForwardRequest)');
    expect(code).toContain('<code>labs/stages.ts</code>');
    expect(code).toContain('/** Stage 03a.');
    expect(code).toContain('export type ForwardRequest = (');
    expect(code).not.toContain('SessionDescription');
  });

  it('is the starter, in the page’s language, for a student’s file', () => {
    const line = '@[code](labs/05-nginx/nginx.ts#mediaTypes)';
    expect(english(line)).toContain('// TODO 1. Tell nginx the media types');
    expect(spanish(line)).toContain('// TODO 1. Dile a nginx los tipos de medio');
    for (const code of [english(line), spanish(line)]) {
      expect(code).toContain("const mediaTypes = '';");
      expect(code).not.toContain('vnd.apple.mpegurl m3u8');
    }
  });

  it('shows no marks of the solution', () => {
    const code = english('@[code](solutions/05-nginx/nginx.ts#mediaTypes)');
    expect(code).toContain('vnd.apple.mpegurl');
    expect(code).not.toContain('lab:');
  });
});

describe('what was measured', () => {
  it('is chart, table, machine and command', () => {
    const part = spanish('@[bench](viewers)');
    expect(part).toMatch(/^<BenchPart part="viewers">\n/);
    expect(part.match(/<svg [^>]*lang="es"/g)).toHaveLength(2);
    expect(part).toContain('<summary>Lo mismo en cifras</summary>');
    expect(part).toMatch(/\n\| Servidor \| Espectadores \|/);
    expect(part).toContain('<code>npm run bench -- viewers</code>');
    // Each is one line: markdown leaves it alone, and Vue finds no expression in it.
    expect(part).not.toMatch(/<svg[^\n]*\n[^\n]*<\/svg>|\{\{/);
  });

  it('is a figure within a sentence or a cell, which stays on one line', () => {
    const { viewers } = referenceResults();
    const ratio = roundNumber(viewers?.ratio.p50 ?? 0, 'en');
    expect(english('About @[figure](viewers.ratio) times, `@[figure](x)`.')).toBe(
      `About ${ratio} times, \`@[figure](x)\`.`,
    );
    expect(spanish('| x | @[figure](latency.classic) |')).toMatch(/^\| x \| \d+\.\d\u00a0s \|$/);
    expect(english('@[figure](viewers.hls.perCore)')).toMatch(/^[\d,]+$/);
  });

  it('fails with the command that measures what the reference does not have', () => {
    const { machine, version } = exampleResults;
    expect(() => shownPart({ machine, version }, 'budget', 'en')).toThrow(
      'docs/bench/reference.json has nothing of "latency": npm run bench -- latency',
    );
  });
});

describe('other lines', () => {
  it('show what the stages render', () => {
    expect(english('@[rendered](nginx.conf)')).toContain('application/vnd.apple.mpegurl m3u8;');
    expect(english('@[rendered](ffmpeg)')).toMatch(/^ {2}-c:v copy \\$/m);
  });

  it('have every port of the settings', () => {
    const table = spanish('@[ports]()');
    for (const port of Object.values(basePorts)) expect(table).toContain(`\`${port}\``);
  });

  it('fold the hints of a lab', () => {
    expect(spanish('@[hints](nginx)').match(/<details class="hint">/g)).toHaveLength(7);
  });

  it('stay as they are in a block of code, or within a sentence', () => {
    const text = '```\n@[ports]()\n```\nsee @[ports]()';
    expect(english(text)).toBe(text);
  });
});

it.each([
  '@[nothing](x)',
  '@[code](labs/stages.ts#Nothing)',
  '@[code](labs/nothing.ts)',
  '@[rendered](nothing.conf)',
  '@[hints](nothing)',
  '@[diagram](nothing)',
  '@[bench](nothing)',
  '@[figure](viewers.nothing)',
  'about @[figure](nothing) times',
])('%s fails, and names the page', (line) => {
  expect(() => english(line)).toThrow(/^docs\/labs\/05-nginx\.md: /);
});
