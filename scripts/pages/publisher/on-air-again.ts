/**
 * In a lab's page the publisher that was on air goes on air again when its file was saved: the
 * student sees at once what the change does. A reload for any other reason starts no camera.
 */
import { isEmbedded, isOwn } from '../shared/stage-module.ts';

/** What was chosen, to be chosen again. */
export interface OnAir {
  camera: string;
  microphone: string;
}

/** One tab's own: it is forgotten with the tab. */
const key = 'workshop-on-air';

/** To be called right before the page is loaded anew for a saved file. */
export function keepOnAir(choice: OnAir | null): void {
  if (choice && isOwn && isEmbedded) sessionStorage.setItem(key, JSON.stringify(choice));
}

/** What was kept, once; null otherwise. */
export function takeOnAir(): OnAir | null {
  const kept = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return kept === null ? null : (JSON.parse(kept) as OnAir);
}
