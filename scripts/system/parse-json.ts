/** For files that a crash or a hand may have damaged: what is no JSON is undefined, for a schema to refuse. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
