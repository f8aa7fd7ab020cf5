/** The student's own stages that run in a page. */
import { texts } from './texts.ts';

export const ownStages = {
  '01-publisher': {
    path: '/publisher/',
    title: texts.ownPublisher,
    openHere: texts.openPublisher,
    notice: texts.localPublisher,
    /** It asks for the camera: only when the reader wants it to. */
    opensItself: false,
  },
  '06-viewer': {
    path: '/viewer/',
    title: texts.ownViewer,
    openHere: texts.openViewer,
    notice: texts.localViewer,
    opensItself: true,
  },
} as const;
