/** `@[kind](argument)` in a page: what it gives, and that it never gives nothing. */
import { describe, expect, it } from 'vitest';
import { expand } from '../../../docs/.vitepress/markdown/expansions.ts';
import { basePorts } from '../../../labs/settings.ts';

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
])('%s fails, and names the page', (line) => {
  expect(() => english(line)).toThrow(/^docs\/labs\/05-nginx\.md: /);
});
