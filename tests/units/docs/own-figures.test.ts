/** The reader's own figures on the slides: of one run, or not at all. */
import { expect, test } from 'vitest';
import { ownFigures } from '../../../docs/.vitepress/theme/present/measured/own-figures.ts';
import { exampleResults } from '../bench/example-results.ts';

const named = ['edge.10.originRate', 'edge.3000.originRate', 'viewers.ratio', 'latency.low'];

test('a bench that has every figure the steps name stands on them', () => {
  const { benches, figures } = ownFigures(exampleResults, named);
  expect(benches).toContain('edge');
  expect(figures['edge.3000.originRate']?.('en')).toBe('1.0');
  expect(figures['viewers.ratio']?.('es')).toBe('97');
});

test('of one that lacks a figure, no other is shown beside the reference', () => {
  const { edge } = exampleResults;
  if (!edge) throw new Error('The example has an edge bench.');
  const quick = { ...exampleResults, edge: { ...edge, loads: edge.loads.slice(0, 2) } };
  const { benches, figures } = ownFigures(quick, named);
  expect(benches).not.toContain('edge');
  expect(Object.keys(figures).filter((name) => name.startsWith('edge'))).toEqual([]);
  expect(benches).toContain('viewers');
  expect(figures['viewers.ratio']).toBeDefined();
});

test('one that did not run is no own one', () => {
  const { machine, version, latency } = exampleResults;
  const { benches } = ownFigures({ machine, version, latency }, named);
  expect([...benches]).toEqual(['latency']);
});
