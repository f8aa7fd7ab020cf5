import type { Text } from '../language/text.ts';

/** A session could not start; `text` says why, to the people who read the status. */
export class SessionError extends Error {
  readonly text: Text;
  /** Whose fault it is: FFmpeg's own, or that of the SDP it was given. */
  readonly hop: 'forward' | 'ffmpeg';
  constructor(hop: SessionError['hop'], text: Text) {
    super(text.en);
    this.name = 'SessionError';
    this.hop = hop;
    this.text = text;
  }
}
