/** What the workshop and the process of a student's stage say to each other (JSON, over Node's IPC). */
export type HostOrder =
  | { type: 'load'; file: string }
  | { type: 'call'; name: string; args: readonly unknown[] };

export type HostAnswer =
  /** Once, before any order. */
  | { type: 'ready' }
  | { type: 'loaded'; functions: string[] }
  /** `value` is absent when the function returned nothing. */
  | { type: 'returned'; value?: unknown }
  | { type: 'threw'; message: string; stack: string };
