/** Reads a sequence diagram that mermaid has drawn. */
import type { Box, DrawnMessage, DrawnNode, DrawnSequence, Row } from '../drawing.ts';
import { measured } from './rows.ts';

export function readSequence(svg: SVGSVGElement): Omit<DrawnSequence, 'title' | 'description'> {
  const all = <E extends Element>(selector: string): E[] => [...svg.querySelectorAll<E>(selector)];
  return {
    kind: 'sequence',
    actors: all<SVGRectElement>('rect.actor-top').map(
      (rect): DrawnNode => ({
        id: rect.getAttribute('name') ?? '',
        classes: [],
        box: boxOf(rect),
        rows: textOf(rect.parentElement?.querySelector('text') ?? null, 'name'),
      }),
    ),
    lifelines: all<SVGLineElement>('line.actor-line').map((line) => ({
      x: line.x1.baseVal.value,
      top: line.y1.baseVal.value,
    })),
    messages: messages(all<SVGLineElement>('.messageLine0, .messageLine1'), all('.messageText')),
    notes: all<SVGRectElement>('rect.note').map((rect) => ({
      box: boxOf(rect),
      rows: [...(rect.parentElement?.querySelectorAll('text') ?? [])].flatMap((text) =>
        textOf(text, 'text'),
      ),
    })),
  };
}

/** A plain object: what the browser gives does not leave the page. */
function boxOf(rect: SVGRectElement): Box {
  const { x, y, width, height } = rect.getBBox();
  return { x, y, width, height };
}

/** mermaid writes each line of a message as a text of its own, right above the arrow. */
function messages(lines: SVGLineElement[], texts: SVGTextElement[]): DrawnMessage[] {
  const rest = [...texts];
  return lines.map((line) => {
    const y = line.y1.baseVal.value;
    const own = rest.filter((text) => text.getBBox().y < y);
    rest.splice(0, own.length);
    return {
      from: { x: line.x1.baseVal.value, y },
      to: { x: line.x2.baseVal.value, y: line.y2.baseVal.value },
      isDashed: line.classList.contains('messageLine1'),
      hasTail: line.hasAttribute('marker-start'),
      rows: own.flatMap((text) => textOf(text, 'text')),
    };
  });
}

function textOf(text: Element | null, kind: 'name' | 'text'): Row[] {
  const parts = [...(text?.querySelectorAll('tspan') ?? [])];
  const lines = parts.length > 0 ? parts : text ? [text] : [];
  return lines.map((line) => measured(kind, (line.textContent ?? '').trim()));
}
