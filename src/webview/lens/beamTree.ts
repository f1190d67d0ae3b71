import { treeOf, type TreeNode, type TreeToken } from '../../core/lens/beamTree.js';
import { logprobOf } from '../../core/lens/chain.js';
import { fillPlaceholders, visible } from '../../core/lens/format.js';
import type { ComparedStrategy } from '../../core/lens/messages.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { layOut, type PlacedNode } from '../../core/lens/treeLayout.js';
import { el, svg } from './dom.js';
import { scrollBox } from './scrollBox.js';

/** Size of a character and of a line, in the drawing's own units; the style sheet sets the text to fit them. */
const characterWidth = 7.8;
const lineHeight = 40;
const padding = 10;

const textOf = (node: TreeNode): string => visible(node.tokens.map(({ text }) => text).join(''));

/** Draws beams as a tree: common prefixes appear once, and each branch ends in a text or is given up. */
export function beamTree({ texts, givenUp }: ComparedStrategy, words: PageWords): HTMLElement {
  const paths = [...texts.map(({ tokens }) => tokens), ...givenUp];
  const root = treeOf(
    paths.map((tokens) => tokens.map(({ id, text, logprob }): TreeToken => ({ id: id!, text, logprob }))),
  );
  const tree = new BeamTree(root, texts.map(logprobOf), words);
  return el('div', {}, scrollBox(tree.drawing(), words.treeTitle), el('div', { class: 'unseen' }, tree.outline()));
}

const left = ({ column }: PlacedNode): number => padding + column * characterWidth;
const right = (node: PlacedNode): number => left(node) + node.columns * characterWidth;
const middle = ({ line }: PlacedNode): number => line * lineHeight + lineHeight / 2;

class BeamTree {
  /**
   * Creates a tree.
   *
   * @param totals ln p of the paths that are texts, each with its end; the paths after them were given up.
   */
  constructor(
    private readonly root: TreeNode,
    private readonly totals: readonly number[],
    private readonly words: PageWords,
  ) {}

  drawing(): SVGElement {
    const { words } = this;
    const { root, lines, columns } = layOut(this.root, (node) => `${this.labelOf(node)} `);
    const width = columns * characterWidth + 2 * padding;
    const height = lines * lineHeight + padding;
    const parts: SVGElement[] = [];
    this.draw(root, 1, parts);
    return svg(
      'svg',
      { class: 'tree', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': words.treeHint },
      ...parts,
    );
  }

  /** The same tree as nested lists. */
  outline(): HTMLElement {
    const { words } = this;
    const item = (node: TreeNode): HTMLElement => {
      const name = fillPlaceholders(
        words.treeNode,
        textOf(node) || words.blank,
        words.figures.percent(Math.exp(node.logprob)),
      );
      const ends = node.ends.map((index) =>
        this.isText(index) ? fillPlaceholders(words.treeEnd, index + 1, this.totalOf(index)) : words.treeGivenUp,
      );
      const children = node.children.length > 0 ? [el('ul', {}, ...node.children.map(item))] : [];
      return el('li', {}, [name, ...ends].join(' '), ...children);
    };
    return el('ul', { 'aria-label': words.treeTitle }, item(this.root));
  }

  private isText(index: number): boolean {
    return index < this.totals.length;
  }

  private totalOf(index: number): string {
    return this.words.figures.percent(Math.exp(this.totals[index]!));
  }

  private labelOf(node: TreeNode): string {
    const ends = node.ends.map((index) => (this.isText(index) ? ` №${index + 1}` : ' ✕'));
    return `${textOf(node) || '●'}${ends.join('')}`;
  }

  /**
   * Draws a node and its children.
   *
   * @param before the probability of all above.
   */
  private draw(placed: PlacedNode, before: number, parts: SVGElement[]): void {
    const { node, children } = placed;
    const probability = Math.exp(node.logprob);
    for (const child of children) parts.push(edge(placed, child));
    for (const child of children) this.draw(child, probability, parts);
    const [x, y] = [left(placed), middle(placed)];
    const isText = node.ends.some((index) => this.isText(index));
    const isGivenUp = node.ends.length > 0 && !isText;
    if (isText) {
      const width = placed.columns * characterWidth;
      parts.push(svg('rect', { class: 'leaf', x: x - 4, y: y - 11, width, height: 20, rx: 3 }));
    }
    const kind = isText ? 'node end' : isGivenUp ? 'node given-up' : 'node';
    parts.push(svg('text', { class: kind, x, y: y + 4 }, this.labelOf(node)));
    const end = node.ends[0];
    const { figures } = this.words;
    const figure =
      end === undefined
        ? figures.percent(probability / before)
        : isText
          ? this.totalOf(end)
          : figures.percent(probability);
    if (node.tokens.length > 0) parts.push(svg('text', { class: 'share', x, y: y + 18 }, figure));
  }
}

/** The edge from a node to one of its children; the thicker, the more probable. */
function edge(placed: PlacedNode, child: PlacedNode): SVGElement {
  const [x1, y1, x2, y2] = [right(placed), middle(placed), left(child) - 4, middle(child)];
  const bend = (x1 + x2) / 2;
  const share = Math.exp(child.node.logprob - placed.node.logprob);
  const path = `M ${x1} ${y1} C ${bend} ${y1}, ${bend} ${y2}, ${x2} ${y2}`;
  return svg('path', { class: 'edge', d: path, 'stroke-width': 1 + 4 * Math.min(1, share) });
}
