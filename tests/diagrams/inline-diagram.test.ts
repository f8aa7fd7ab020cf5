/** A diagram as a page takes it in. */
import { expect, test } from 'vitest';
import { parse } from 'vue/compiler-sfc';
import { diagramSources } from '../../scripts/diagrams/catalog.ts';
import { inlineDiagram } from '../../scripts/diagrams/inline-diagram.ts';

test.each(diagramSources().map(({ name, language }) => [name, language] as const))(
  '%s (%s) is valid in a Vue template, on one line, without a style',
  (name, language) => {
    const html = inlineDiagram(name, language);
    expect(html).toMatch(/^<figure class="diagram[^>]*><svg .*<\/svg><\/figure>$/);
    expect(html).not.toMatch(/<style|\n/);
    const { errors } = parse(`<template>${html}</template>`);
    expect(errors).toEqual([]);
  },
);

test('both forms of a wide diagram are there, for the page to show one', () => {
  const html = inlineDiagram('streaming-architecture', 'es');
  expect(html).toMatch(/<figure class="diagram wide-from-\d+">/);
  expect(html.match(/<svg [^>]*class="diagram-art (wide|narrow)"/g)).toHaveLength(2);
});

test('what fits a phone as it is has one form', () => {
  expect(inlineDiagram('lab-01', 'en').match(/<svg /g)).toHaveLength(1);
});

test('a diagram that is not there is named', () => {
  expect(() => inlineDiagram('no-such-thing', 'en')).toThrow('docs/diagrams/no-such-thing.en.mmd');
});
