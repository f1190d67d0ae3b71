import type { CompletedText } from '../../core/completion.js';
import { treeOf, type TreeNode, type TreeToken } from '../../core/lens/beamTree.js';
import { percent } from '../../core/lens/figures.js';
import { fill } from '../../core/lens/fill.js';
import type { PageTexts } from '../../core/lens/pageTexts.js';
import { layOut, type PlacedNode } from '../../core/lens/treeLayout.js';
import { visible } from '../../core/lens/visible.js';
import { el, svg } from './dom.js';

/** Of a character and of a line, in the drawing's own units; the style sheet sets the text to fit them. */
const characterWidth = 7.8;
const lineHeight = 40;
const padding = 10;

const textOf = (node: TreeNode): string => visible(node.tokens.map(({ text }) => text).join(''));

/** Beams as a tree: what they share stands once, and each goes its way where they part. */
export function beamTree(texts: readonly CompletedText[], words: PageTexts): HTMLElement {
  const root = treeOf(
    texts.map(({ tokens }) => tokens.map(({ id, text, logprob }): TreeToken => ({ id: id!, text, logprob }))),
  );
  return el(
    'div',
    {},
    el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': words.treeTitle }, drawing(root, words)),
    el('div', { class: 'unseen' }, outline(root, words)),
  );
}

function labelOf(node: TreeNode): string {
  const ends = node.ends.map((index) => ` №${index + 1}`).join('');
  return `${textOf(node) || '●'}${ends}`;
}

function drawing(root: TreeNode, words: PageTexts): SVGElement {
  const { root: placed, lines, columns } = layOut(root, (node) => `${labelOf(node)} `);
  const width = columns * characterWidth + 2 * padding;
  const height = lines * lineHeight + padding;
  const parts: SVGElement[] = [];
  draw(placed, 1, parts);
  return svg(
    'svg',
    { class: 'tree', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': words.treeHint },
    ...parts,
  );
}

const left = ({ column }: PlacedNode): number => padding + column * characterWidth;
const right = (node: PlacedNode): number => left(node) + node.label.length * characterWidth;
const middle = ({ line }: PlacedNode): number => line * lineHeight + lineHeight / 2;

/** @param before the probability of all above. */
function draw(placed: PlacedNode, before: number, parts: SVGElement[]): void {
  const { node, children } = placed;
  const probability = Math.exp(node.logprob);
  const y = middle(placed);
  for (const child of children) {
    const [x1, x2, y2] = [right(placed), left(child) - 4, middle(child)];
    const bend = (x1 + x2) / 2;
    const share = Math.exp(child.node.logprob) / probability;
    const path = `M ${x1} ${y} C ${bend} ${y}, ${bend} ${y2}, ${x2} ${y2}`;
    parts.push(svg('path', { class: 'edge', d: path, 'stroke-width': 1 + 4 * Math.min(1, share) }));
  }
  for (const child of children) draw(child, probability, parts);
  const isEnd = node.ends.length > 0;
  if (isEnd) {
    const width = placed.label.length * characterWidth;
    parts.push(svg('rect', { class: 'leaf', x: left(placed) - 4, y: y - 11, width, height: 20, rx: 3 }));
  }
  parts.push(svg('text', { class: isEnd ? 'node end' : 'node', x: left(placed), y: y + 4 }, labelOf(node)));
  const figure = isEnd ? percent(probability) : percent(probability / before);
  if (node.tokens.length > 0) parts.push(svg('text', { class: 'share', x: left(placed), y: y + 18 }, figure));
}

/** The same tree as nested lists. */
function outline(root: TreeNode, words: PageTexts): HTMLElement {
  const item = (node: TreeNode): HTMLElement => {
    const name = fill(words.treeNode, textOf(node) || words.blank, percent(Math.exp(node.logprob)));
    const ends = node.ends.map((index) => fill(words.treeEnd, index + 1));
    const children = node.children.length > 0 ? [el('ul', {}, ...node.children.map(item))] : [];
    return el('li', {}, [name, ...ends].join(' '), ...children);
  };
  return el('ul', { 'aria-label': words.treeTitle }, item(root));
}
