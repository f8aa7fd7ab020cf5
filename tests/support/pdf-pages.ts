/** The pages of a PDF as pixels, drawn by the library that Chromium itself shows PDFs with. */
import { PDFiumLibrary } from '@hyzyla/pdfium';

export interface PdfPage {
  width: number;
  height: number;
  /** Blue, green, red and alpha of each pixel, row by row. */
  data: Uint8Array;
}

/** @param scale pixels per point (1/72 inch). */
export async function pdfPages(file: Uint8Array, scale = 1): Promise<PdfPage[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(file);
  const pages: PdfPage[] = [];
  for (const page of document.pages()) {
    const { width, height, data } = await page.render({ scale, render: 'bitmap' });
    pages.push({ width, height, data });
  }
  document.destroy();
  library.destroy();
  return pages;
}
