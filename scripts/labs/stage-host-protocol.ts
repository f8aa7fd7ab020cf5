/**
 * What the workshop and the process of a student's stage say to each other: a line of JSON each.
 * Orders come in on standard input, answers go out on a pipe of their own. Node's own channel between
 * processes will not do: what is no JSON in it, and a student can write there, ends both.
 */
export type HostOrder =
  | { type: 'load'; file: string }
  | { type: 'call'; name: string; args: readonly unknown[] };

export type HostAnswer =
  /** Once, before any order. */
  | { type: 'ready' }
  | { type: 'loaded'; functions: string[] }
  /** `value` is absent when the function returned nothing; `startedProcess` unless it started one. */
  | { type: 'returned'; value?: unknown; startedProcess?: boolean | undefined }
  | { type: 'threw'; message: string; stack: string };

/** The pipe of the answers. */
export const answersDescriptor = 3;
