/** What can go wrong with a session, in words for the status. */
import type { Text } from '../language/text.ts';
import { textOf } from '../language/workshop-error.ts';
import type { ProcessExit } from './process.ts';
import { SessionError } from './session-error.ts';
import { StageError } from './stage-error.ts';

/** The last thing that went wrong with a session; gone when one runs again. */
export interface SessionTrouble {
  hop: 'publisher' | 'forward' | 'ffmpeg';
  text: Text;
}

/** Why a session did not start. */
export function sessionStartTrouble(error: unknown): SessionTrouble {
  if (error instanceof SessionError) return { hop: error.hop, text: error.text };
  if (error instanceof StageError) {
    return { hop: error.stage === 'ffmpeg' ? 'ffmpeg' : 'forward', text: error.found };
  }
  const { en, es } = wordsOf(error);
  return {
    hop: 'forward',
    text: {
      en: `Janus did not forward the media: ${en}`,
      es: `Janus no reenvió el flujo: ${es}`,
    },
  };
}

/** Why another FFmpeg did not take over: an entry for the journal, as the one that runs goes on. */
export function takeOverTrouble(error: unknown): Text {
  if (error instanceof SessionError) return error.text;
  if (error instanceof StageError) return error.found;
  const { en, es } = wordsOf(error);
  return {
    en: `Another FFmpeg could not take over: ${en}`,
    es: `Otro FFmpeg no pudo tomar la posta: ${es}`,
  };
}

/** Stage 07 threw, or what it returned is no decision. */
export function gateFailed(error: unknown): SessionTrouble {
  if (error instanceof StageError) return { hop: 'forward', text: error.found };
  const { en, es } = wordsOf(error);
  return {
    hop: 'forward',
    text: {
      en: `The relay's gate (stage 07) gave no decision that can be followed: ${en}`,
      es: `La compuerta del relé (etapa 07) no dio ninguna decisión que se pueda seguir: ${es}`,
    },
  };
}

/** @param lastWords the last line of FFmpeg's log, empty when it said nothing. */
export function ffmpegExited({ code, signal }: ProcessExit, lastWords: string): SessionTrouble {
  const how = signal ?? code;
  // Who is killed from outside says nothing about it: the last line is about something else.
  const said = lastWords && !signal ? `: ${lastWords}` : '.';
  return {
    hop: 'ffmpeg',
    text: {
      en: `FFmpeg ended (${how}) while the publisher was sending; another one is started${said}`,
      es: `FFmpeg terminó (${how}) mientras el emisor seguía enviando; arranca otro${said}`,
    },
  };
}

export const publisherSilent: SessionTrouble = {
  hop: 'publisher',
  text: {
    en: 'The publisher fell silent without saying goodbye.',
    es: 'El emisor quedó en silencio sin despedirse.',
  },
};

/** Entries for the journal. */
export const onAir = (display: string, id: string): Text => ({
  en: `"${display}" is on air: session ${id}.`,
  es: `«${display}» está al aire: sesión ${id}.`,
});

export const offAir = (display: string): Text => ({
  en: `"${display}" is off the air.`,
  es: `«${display}» salió del aire.`,
});

const wordsOf = (error: unknown): Text =>
  textOf(error instanceof Error ? error : new Error(String(error)));
