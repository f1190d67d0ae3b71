import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeOf, type TreeNode, type TreeToken } from '../../../../src/core/lens/beamTree.js';
import { columnsOf, layOut, type PlacedNode } from '../../../../src/core/lens/treeLayout.js';

/** A text of one-letter tokens, each with probability 1/2. */
const text = (letters: string): TreeToken[] =>
  Array.from(letters, (letter) => ({ id: letter.charCodeAt(0), text: letter, logprob: Math.log(0.5) }));

const textOf = ({ tokens }: TreeNode): string => tokens.map((token) => token.text).join('');

/** A tree as text: `ab(c#0, d#1)`, where # precedes the texts that end there. */
function written(node: TreeNode): string {
  const ends = node.ends.map((index) => `#${index}`).join('');
  const children = node.children.map(written).join(', ');
  return `${textOf(node)}${ends}${children === '' ? '' : `(${children})`}`;
}

describe('treeOf', () => {
  it('merges common prefixes, and branches where they differ', () => {
    expect(written(treeOf(['items)', 'item)', 'items.x', 'children'].map(text)))).toBe(
      '(item(s()#0, .x#2), )#1), children#3)',
    );
    expect(written(treeOf(['abc', 'abd'].map(text)))).toBe('ab(c#0, d#1)');
    expect(written(treeOf(['abc', 'ab'].map(text)))).toBe('ab#1(c#0)');
    expect(written(treeOf(['ab', 'ab'].map(text)))).toBe('ab#0#1');
    expect(written(treeOf([]))).toBe('');
  });

  it('distinguishes tokens by id, not by text', () => {
    const [a] = text('a');
    expect(treeOf([[a!], [{ ...a!, id: 1 }]]).children.length).toBe(2);
  });

  it('carries the probability of each path', () => {
    const { logprob, children } = treeOf(['abc', 'abd'].map(text));
    expect(Math.exp(logprob)).toBeCloseTo(1 / 4, 12);
    expect(children.map((child) => Math.exp(child.logprob))).toEqual([
      expect.closeTo(1 / 8, 12),
      expect.closeTo(1 / 8, 12),
    ]);
  });
});

const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }), { maxLength: 8 });

/** Every text that ends in the tree, by its index, put together from the root on. */
function endsOf(node: TreeNode, before = ''): [number, string][] {
  const here = before + textOf(node);
  return [
    ...node.ends.map((index): [number, string] => [index, here]),
    ...node.children.flatMap((child) => endsOf(child, here)),
  ];
}

const nodesOf = (node: TreeNode): TreeNode[] => [node, ...node.children.flatMap(nodesOf)];

it('keeps any texts, with no two branches that start alike', () => {
  fc.assert(
    fc.property(texts, (all) => {
      const root = treeOf(all.map(text));
      expect(endsOf(root).sort(([a], [b]) => a - b)).toEqual(all.map((each, index) => [index, each]));
      for (const { children, ends } of nodesOf(root)) {
        const firsts = children.map(({ tokens }) => tokens[0]!.id);
        expect(new Set(firsts).size).toBe(firsts.length);
        // A node with one child and no end would not be a fork: it is one run with it.
        expect(children.length === 1 && ends.length === 0).toBe(false);
      }
    }),
  );
});

it('gives every leaf its own line, and starts no child before its parent ends', () => {
  fc.assert(
    fc.property(texts, (all) => {
      const { root, lines, columns } = layOut(treeOf(all.map(text)), textOf);
      const placed = (node: PlacedNode): PlacedNode[] => [node, ...node.children.flatMap(placed)];
      const nodes = placed(root);
      const leaves = nodes.filter(({ children }) => children.length === 0).map(({ line }) => line);
      expect(leaves).toEqual(leaves.map((_, line) => line));
      expect(lines).toBe(leaves.length);
      for (const { column, label, line, children } of nodes) {
        expect(column + label.length).toBeLessThanOrEqual(columns);
        expect(line).toBeGreaterThanOrEqual(children[0]?.line ?? line);
        expect(line).toBeLessThanOrEqual(children.at(-1)?.line ?? line);
        for (const child of children) expect(child.column).toBeGreaterThan(column + label.length);
      }
    }),
  );
});

describe('columnsOf', () => {
  it('counts wide characters twice and marks not at all', () => {
    expect(['item', '', '数据', '→', 'e\u0301', '🎉', '（'].map(columnsOf)).toEqual([4, 0, 4, 1, 1, 2, 2]);
  });

  it('leaves room for wide characters in a tree', () => {
    const { root, columns } = layOut(treeOf([text('名前'), text('名x')]), textOf);
    expect([root.columns, ...root.children.map(({ column }) => column)]).toEqual([2, 7, 7]);
    expect(columns).toBe(9);
  });
});
