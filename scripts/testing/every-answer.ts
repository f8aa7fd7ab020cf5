/** Set by `npm test -- --every-answer`: the labs' tests then try all wrong answers, not only the typical ones. */
export const everyAnswerVariable = 'WORKSHOP_EVERY_ANSWER';
