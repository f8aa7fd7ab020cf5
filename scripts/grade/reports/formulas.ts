/** A cell that a spreadsheet would calculate instead of showing it. */

/** In the wide letters of East Asia, too. */
export const formula = /^\s*[=+\-@＝＋－＠|%\t\r]/;

/** As it was before a quotation mark disarmed it. */
export const withoutGuard = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;
