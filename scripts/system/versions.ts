/**
 * Compares dotted version numbers by their numeric parts; a missing part counts as 0.
 * @returns true when `found` is `wanted` or newer.
 */
export function isAtLeast(found: string, wanted: string): boolean {
  const parts = (version: string) => version.split('.').map(Number);
  const [have, need] = [parts(found), parts(wanted)];
  for (let index = 0; index < Math.max(have.length, need.length); index++) {
    const difference = (have[index] ?? 0) - (need[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
