/**
 * Finds an element of the page by its id.
 * @throws {Error} when the page does not have it, or has another kind of element there.
 */
export function elementOf<E extends HTMLElement>(id: string, kind: new () => E): E {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page has no ${kind.name} "${id}".`);
  return element;
}

/** Shows a figure, or a dash while it is not known. */
export function showFigure(id: string, value: string | null): void {
  elementOf(id, HTMLElement).textContent = value ?? '–';
}
