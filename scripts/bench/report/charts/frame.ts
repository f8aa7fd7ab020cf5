/** What all charts have in common: their two forms, their letters, their title. */
import type { EChartsCoreOption } from 'echarts/core';
import { format } from 'echarts/core';
import type { Language } from '../../../language/text.ts';
import { ink } from './ink.ts';

/**
 * A wide form for 560 pixels and more, a narrow one for phones. In both, letters are as large as
 * they may shrink: 14 units are still 12 pixels on a screen of 360.
 */
export const forms = ['wide', 'narrow'] as const;
export type Form = (typeof forms)[number];

export const letterUnits = 14;
const titleUnits = { wide: 18, narrow: 17 } as const;
export const fontFamily = 'Inter, system-ui, sans-serif';

export interface Frame {
  form: Form;
  language: Language;
  /** Of the whole picture. Units are pixels at natural size. */
  width: number;
}

export const frameOf = (form: Form, language: Language): Frame => ({
  form,
  language,
  width: { wide: 640, narrow: 340 }[form],
});

/** Room around the axes. */
export interface Margins {
  left: number;
  right: number;
  /** Between title and axes. */
  top: number;
  bottom: number;
}

export interface Plot {
  margins: Margins;
  /** Of the axes' field. */
  height: number;
  option: EChartsCoreOption;
  /** Stands below the title; the margin at the top leaves room for it. */
  legend?: EChartsCoreOption;
}

export interface Layout {
  height: number;
  option: EChartsCoreOption;
}

/** Puts a title that says what was found above a plot. */
export function layout(plot: Plot, title: string, { form, width }: Frame): Layout {
  const size = titleUnits[form];
  const lineHeight = Math.round(size * 1.35);
  const lines = balanced(title, size, width);
  const titleHeight = lines.length * lineHeight;
  const { left, right, top, bottom } = plot.margins;
  return {
    height: titleHeight + top + plot.height + bottom,
    option: {
      animation: false,
      color: [ink.accent],
      textStyle: { fontFamily, fontSize: letterUnits, color: ink.text },
      title: {
        ...{ left: 0, top: 0, padding: 0, text: lines.join('\n') },
        textStyle: { fontSize: size, fontWeight: 'bold', lineHeight, color: ink.text },
      },
      grid: { left, right, top: titleHeight + top, bottom },
      ...plot.option,
      ...(plot.legend ? { legend: { ...plot.legend, top: titleHeight + 12, left: 0, width } } : {}),
    },
  };
}

/**
 * Without a canvas ECharts takes letters for narrower than Inter's are, and where there is no Inter,
 * the system's may be wider still.
 */
const widening = { normal: 1.22, bold: 1.24 } as const;

export const widthOf = (
  text: string,
  size = letterUnits,
  weight: keyof typeof widening = 'normal',
): number => widening[weight] * format.getTextRect(text, `${weight} ${size}px ${fontFamily}`).width;

/** A unit stays with its number, and a range in one piece. */
const unit = /(\d) (?=(?:ms|s|min|%)(?!\w))/g;
const rangeWords = /(\d) (to|a) (?=[+−\d])/g;

/** In as few lines as fit, and all of about one length. */
function balanced(text: string, size: number, width: number): string[] {
  const fewest = wrapped(text, size, width).length;
  let narrowest = width;
  while (narrowest > stepUnits && wrapped(text, size, narrowest - stepUnits).length === fewest) {
    narrowest -= stepUnits;
  }
  return wrapped(text, size, narrowest);
}

const stepUnits = 8;

const pieces = (text: string): string[] =>
  text.replace(unit, '$1\u00a0').replace(rangeWords, '$1\u00a0$2\u00a0').split(' ');

/** Breaks a text into lines that fit. */
export function wrapped(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of pieces(text)) {
    const longer = [...lines.slice(-1), word].join(' ');
    const fits = lines.length > 0 && widthOf(longer, size, 'bold') <= width;
    if (fits) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Lines for the eye to follow, no more. */
export const valueAxis = {
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: ink.line } },
  axisLabel: { color: ink.quiet, fontSize: letterUnits },
  nameTextStyle: { color: ink.quiet, fontSize: letterUnits },
};

export const plainLabel = {
  show: true,
  color: ink.text,
  fontSize: letterUnits,
  // A line may pass behind the words.
  textBorderColor: ink.page,
  textBorderWidth: 4,
};
