// lab:begin context
/** A greeting. */
// lab:end
// lab:begin greet
// lab:starter export const greeting = (_name: string): string => '';
export const greeting = (name: string): string => `Hello, ${name}!`;
// lab:end
