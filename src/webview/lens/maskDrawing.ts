import type { PromptToken } from '../../core/result.js';
import { visible } from '../../core/lens/format.js';
import type { PromptPartName } from '../../core/prompt/assemble.js';

/** The current theme's colours: a canvas knows no CSS variables. */
export interface MaskColours {
  readonly parts: ReadonlyMap<PromptPartName, string>;
  readonly text: string;
  readonly row: string;
  readonly frame: string;
  readonly font: string;
}

/** The tokens of a window: `count` of them from `from` on. */
export interface MaskWindow {
  readonly from: number;
  readonly count: number;
}

/** The parts of a drawing of the mask. */
interface MaskView {
  readonly tokens: readonly PromptToken[];
  readonly row: number;
  readonly window: MaskWindow;
  readonly colours: MaskColours;
}

/** Sets a canvas to its size on the page in device pixels and clears it; drawing is in CSS pixels then. */
function begin(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const { clientWidth, clientHeight } = canvas;
  const scale = window.devicePixelRatio;
  canvas.width = Math.round(clientWidth * scale);
  canvas.height = Math.round(clientHeight * scale);
  const context = canvas.getContext('2d')!;
  context.scale(scale, scale);
  return context;
}

/**
 * Draws the whole triangle: row i reaches from the left to the diagonal. Drawn by parts, so 1000 tokens cost as little
 * as 10.
 */
export function drawTriangle(canvas: HTMLCanvasElement, { tokens, row, window, colours }: MaskView): void {
  const context = begin(canvas);
  const unit = canvas.clientWidth / tokens.length;
  const end = tokens.length * unit;
  context.globalAlpha = 0.45;
  for (let from = 0; from < tokens.length;) {
    const { part } = tokens[from]!;
    let to = from + 1;
    while (tokens[to]?.part === part) to++;
    context.fillStyle = colours.parts.get(part)!;
    context.beginPath();
    context.moveTo(from * unit, from * unit);
    context.lineTo(to * unit, to * unit);
    context.lineTo(to * unit, end);
    context.lineTo(from * unit, end);
    context.fill();
    from = to;
  }
  context.globalAlpha = 1;
  context.fillStyle = colours.row;
  context.fillRect(0, row * unit, Math.max(2, (row + 1) * unit), Math.max(2, unit));
  context.strokeStyle = colours.frame;
  context.lineWidth = 1.5;
  context.strokeRect(window.from * unit, window.from * unit, window.count * unit, window.count * unit);
}

/** Draws a window on the diagonal, so large that each token's text fits beside its own cell. */
export function drawWindow(canvas: HTMLCanvasElement, { tokens, row, window, colours }: MaskView, cell: number): void {
  const { from, count } = window;
  const context = begin(canvas);
  context.font = colours.font;
  // Without ligatures: each character of a token is to be seen.
  context.textRendering = 'optimizeSpeed';
  context.textBaseline = 'middle';
  for (let i = 0; i < count; i++) {
    const isRow = from + i === row;
    for (let j = 0; j <= i; j++) {
      context.globalAlpha = isRow ? 1 : from + j === row ? 0.7 : 0.4;
      context.fillStyle = colours.parts.get(tokens[from + j]!.part)!;
      context.fillRect(j * cell + 1, i * cell + 1, cell - 2, cell - 2);
    }
    context.globalAlpha = 1;
    context.fillStyle = colours.text;
    context.fillText(visible(tokens[from + i]!.text), (i + 1) * cell + 6, (i + 0.5) * cell + 1);
    if (!isRow) continue;
    context.strokeStyle = colours.row;
    context.lineWidth = 2;
    context.strokeRect(0, i * cell, (i + 1) * cell, cell);
  }
}
