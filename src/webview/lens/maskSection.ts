import type { PromptToken } from '../../core/result.js';
import { rowText } from '../../core/lens/maskRow.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { visible } from '../../core/lens/format.js';
import type { PromptPartName } from '../../core/prompt/assemble.js';
import { el, toggle } from './dom.js';
import { drawTriangle, drawWindow, type MaskColours, type MaskWindow } from './maskDrawing.js';
import { scrollBox } from './scrollBox.js';
import { SeenText } from './seenText.js';

const windowTokens = 18;
const cell = 17;
const pageTokens = 10;

/** The causal mask of the prompt: a triangle in which each row is what one token may see. */
export class MaskSection {
  readonly element: HTMLElement;
  private readonly triangle = el('canvas', { class: 'triangle', tabindex: 0, role: 'slider' });
  private readonly zoomed = el('canvas', { class: 'zoomed', 'aria-hidden': 'true' });
  private readonly words = el('p', { class: 'mask-row' });
  private readonly swatches = new Map<PromptPartName, HTMLElement>();
  private readonly text = new SeenText();
  private tokens: readonly PromptToken[] = [];
  private row = 0;
  private window: MaskWindow = { from: 0, count: 0 };

  constructor(private readonly texts: PageWords) {
    const names = Object.keys(texts.parts) as PromptPartName[];
    for (const name of names)
      this.swatches.set(name, el('span', { class: `swatch part-${name}`, 'aria-hidden': 'true' }));
    this.element = el(
      'section',
      { 'aria-labelledby': 'mask-title' },
      el('h2', { id: 'mask-title' }, texts.maskTitle),
      el('p', { class: 'hint' }, texts.maskHint),
      el('ul', { class: 'legend' }, ...names.map((name) => el('li', {}, this.swatches.get(name)!, texts.parts[name]))),
      this.words,
      el('div', { class: 'mask' }, this.triangle, scrollBox(this.zoomed)),
      el('h3', {}, texts.maskText),
      this.text.element,
    );
    this.triangle.setAttribute('aria-label', texts.maskLabel);
    this.triangle.setAttribute('aria-valuemin', '1');
    this.listen();
  }

  show(tokens: readonly PromptToken[]): void {
    this.tokens = tokens;
    this.text.show(tokens);
    for (const [name, swatch] of this.swatches)
      toggle(
        swatch.parentElement!,
        tokens.some(({ part }) => part === name),
      );
    this.triangle.setAttribute('aria-valuemax', String(tokens.length));
    this.goTo(tokens.length - 1);
  }

  /** Redraws when the section becomes visible, or the theme changes. */
  redraw(): void {
    if (this.tokens.length === 0 || this.element.offsetParent === null) return;
    const view = { tokens: this.tokens, row: this.row, window: this.window, colours: this.colours() };
    drawTriangle(this.triangle, view);
    drawWindow(this.zoomed, view, cell);
  }

  private listen(): void {
    this.triangle.addEventListener('pointermove', ({ offsetY }) => {
      this.goTo(Math.floor((offsetY / this.triangle.clientHeight) * this.tokens.length));
    });
    this.zoomed.addEventListener('pointermove', ({ offsetY }) => {
      this.goTo(this.window.from + Math.min(this.window.count - 1, Math.floor(offsetY / cell)), false);
    });
    this.triangle.addEventListener('keydown', (event) => {
      const next = this.keyed(event.key);
      if (next === undefined) return;
      event.preventDefault();
      this.goTo(next);
    });
    new ResizeObserver(() => this.redraw()).observe(this.triangle);
    // The theme's variables change with the classes of the body.
    new MutationObserver(() => this.redraw()).observe(document.body, { attributeFilter: ['class'] });
  }

  /** Down moves to later tokens, in the direction of the rows. */
  private keyed(key: string): number | undefined {
    switch (key) {
      case 'ArrowDown':
      case 'ArrowRight':
        return this.row + 1;
      case 'ArrowUp':
      case 'ArrowLeft':
        return this.row - 1;
      case 'PageDown':
        return this.row + pageTokens;
      case 'PageUp':
        return this.row - pageTokens;
      case 'Home':
        return 0;
      case 'End':
        return this.tokens.length - 1;
      default:
        return undefined;
    }
  }

  /**
   * Moves to a row.
   *
   * @param moves whether the window moves along; it must not while it is being pointed at.
   */
  private goTo(row: number, moves = true): void {
    const { tokens, texts } = this;
    this.row = Math.max(0, Math.min(tokens.length - 1, row));
    const count = Math.min(windowTokens, tokens.length);
    if (moves) {
      const from = Math.max(0, Math.min(tokens.length - count, this.row - (count >> 1)));
      this.window = { from, count };
    }
    const tokensOf = (count: number): string => texts.figures.counted(texts.tokenCount, count);
    const words = { row: texts.maskRow, count: texts.maskCount, parts: texts.parts, tokensOf };
    const text = rowText(tokens, this.row, words);
    this.words.textContent = text;
    this.triangle.setAttribute('aria-valuenow', String(this.row + 1));
    this.triangle.setAttribute('aria-valuetext', text);
    this.triangle.title = visible(tokens[this.row]!.text);
    this.text.mark(this.row);
    this.redraw();
  }

  private colours(): MaskColours {
    const style = getComputedStyle(this.words);
    // The shorthand is empty where the style sheet sets properties outside it.
    const { fontSize, fontFamily } = getComputedStyle(this.text.element);
    const parts = [...this.swatches].map(([name, swatch]) => [name, getComputedStyle(swatch).backgroundColor] as const);
    return {
      parts: new Map(parts),
      text: style.color,
      row: style.color,
      frame: getComputedStyle(this.triangle).outlineColor,
      font: `${fontSize} ${fontFamily}`,
    };
  }
}
