/**
 * Stands in for hls.js in a lab's page, and is hls.js, but for one thing: what a handler throws, hls.js
 * catches and tells to nobody else. Here it becomes an error of the page, with its place in the file.
 */
import HlsJs, { ErrorDetails, Events } from 'hls.js';

export * from 'hls.js';

export default class Hls extends HlsJs {
  constructor(...parameters: ConstructorParameters<typeof HlsJs>) {
    super(...parameters);
    this.on(Events.ERROR, (_event, { details, error }) => {
      if (details === ErrorDetails.INTERNAL_EXCEPTION) reportError(error);
    });
  }
}
