/** The steps of the presentation, in the order in which the instructor's script follows the arrows. */
import type { Step } from './step.ts';
import { answer } from './steps/answer.ts';
import { bigPicture } from './steps/big-picture.ts';
import { delivery } from './steps/delivery.ts';
import { janus } from './steps/janus.ts';
import { measured } from './steps/measured.ts';
import { protocols } from './steps/protocols.ts';
import { publisher } from './steps/publisher.ts';
import { transcoder } from './steps/transcoder.ts';
import { trapQuestion } from './steps/trap-question.ts';
import { viewer } from './steps/viewer.ts';

/** Ten at most: a digit on the keyboard goes to each, and 1 to 5 are the stations. */
export const steps: readonly Step[] = [
  bigPicture,
  publisher,
  janus,
  transcoder,
  delivery,
  viewer,
  protocols,
  trapQuestion,
  answer,
  measured,
];
