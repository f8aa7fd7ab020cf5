/** Whatever is shown fits the terminal, and what is quoted keeps its words. */
import { describe, expect, test } from 'vitest';
import { fold, labelled } from '../../scripts/labs/terminal/fold.ts';
import { fitPage } from '../../scripts/labs/terminal/screen.ts';

describe('fold', () => {
  test('breaks between words, keeps line breaks and indentation', () => {
    expect(
      fold('nginx: [emerg] unknown directive\n    "servr" in line 3 of nginx.conf', 24),
    ).toEqual([
      'nginx: [emerg] unknown',
      'directive',
      '    "servr" in line 3 of',
      '    nginx.conf',
    ]);
  });

  test('breaks a word only when it is longer than a line, and loses nothing of it', () => {
    const path = `/${'a'.repeat(50)}`;
    const lines = fold(`open() ${path} failed`, 20);
    expect(lines.every((line) => line.length <= 20)).toBe(true);
    expect(lines.join('')).toContain(path);
  });

  test('a mark stays under its place, also in a line that is cut', () => {
    const line = `${'x'.repeat(100)}HERE${'y'.repeat(100)}`;
    const [shown = '', mark = ''] = fold(`${line}\n${' '.repeat(100)}^`, 40);
    expect(shown).toHaveLength(40);
    expect(shown.slice(mark.indexOf('^'))).toMatch(/^HERE/);
  });

  test('what was quoted cannot paint, ring or move the cursor', () => {
    expect(fold('\u001b[31mred\u001b[0m\u0007\r\nnext\tcolumn', 40)).toEqual([
      'red',
      'next column',
    ]);
  });

  test('a label stands before the first line', () => {
    expect(labelled('Seen:', 'one two three four', 14)).toEqual([
      'Seen: one',
      '  two three',
      '  four',
    ]);
  });
});

describe('fitPage', () => {
  const more = (count: number) => `${count} more`;
  const body = Array.from({ length: 30 }, (_, index) => `line ${index}`);
  const page = { head: ['title'], body, foot: ['keys'] };

  test('is as tall as the screen, whatever is shown', () => {
    for (const rows of [5, 24, 60]) expect(fitPage(page, rows, 0, more).lines).toHaveLength(rows);
  });

  test('says how many lines are below, and scrolls to the last and no further', () => {
    const first = fitPage(page, 12, 0, more);
    expect(first.lines.slice(-2)).toEqual(['21 more', 'keys']);
    const last = fitPage(page, 12, Number.POSITIVE_INFINITY, more);
    expect(last.lines.slice(-3)).toEqual(['line 29', '0 more', 'keys']);
    expect(last.lines).toHaveLength(12);
  });
});
