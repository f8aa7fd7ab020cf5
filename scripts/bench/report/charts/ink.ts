/**
 * The colours of a chart. ECharts is given those of the light palette; in the finished SVG each
 * stands behind the name that the site's pages have for it, so that one picture serves light and dark.
 */
export const ink = {
  page: '#f6f5f1',
  line: '#d9d6cd',
  text: '#1c2024',
  quiet: '#555b63',
  accent: '#0b6470',
  good: '#1f7a3f',
  busy: '#8a5700',
  bad: '#b3261e',
} as const;

/** `fill="#0b6470"` becomes `fill="var(--house-accent,#0b6470)"`. */
export function withHouseColours(svg: string): string {
  return Object.entries(ink).reduce(
    (text, [name, colour]) => text.replaceAll(`"${colour}"`, `"var(--house-${name},${colour})"`),
    svg,
  );
}
