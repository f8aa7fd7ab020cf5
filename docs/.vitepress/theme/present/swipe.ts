/** Swipes with one finger: to the left goes on, to the right goes back. */

const leastPixels = 60;

/** @returns what ends the listening. */
export function onSwipe(
  element: HTMLElement,
  perform: (action: { type: 'next' | 'previous' }) => void,
): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let start: { x: number; y: number } | null = null;
  element.addEventListener(
    'touchstart',
    ({ touches }) => {
      const [touch] = touches;
      start = touches.length === 1 && touch ? { x: touch.clientX, y: touch.clientY } : null;
    },
    { signal, passive: true },
  );
  element.addEventListener(
    'touchend',
    ({ changedTouches }) => {
      const [touch] = changedTouches;
      if (!start || !touch) return;
      const moved = { x: touch.clientX - start.x, y: touch.clientY - start.y };
      start = null;
      // A finger that goes down the page scrolls it.
      if (Math.abs(moved.x) < Math.max(leastPixels, 2 * Math.abs(moved.y))) return;
      perform({ type: moved.x < 0 ? 'next' : 'previous' });
    },
    { signal, passive: true },
  );
  return () => listening.abort();
}
