/** The little of Janus's protocol that the weather changes (Janus documentation, WebSockets and JSEP). */
import { z } from 'zod';

const jsepSchema = z.looseObject({ type: z.string(), sdp: z.string() });
const trickledSchema = z.looseObject({ candidate: z.string() });

const messageSchema = z.looseObject({
  janus: z.string(),
  /** Of what a publisher says. */
  session_id: z.number().optional(),
  handle_id: z.number().optional(),
  /** Of what Janus says: the handle. */
  sender: z.number().optional(),
  jsep: jsepSchema.optional(),
  candidate: z.looseObject({}).optional(),
  candidates: z.array(z.looseObject({})).optional(),
});
export type JanusMessage = z.infer<typeof messageSchema>;

/** @returns null for what is none of Janus's, or of no interest. */
export function readMessage(text: string): JanusMessage | null {
  try {
    return messageSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** The candidate line of a trickle; null for the word that there are no more. */
export const trickledLine = (candidate: object | undefined): string | null =>
  trickledSchema.safeParse(candidate).data?.candidate || null;
