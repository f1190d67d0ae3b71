/** A file in which a line is being typed. */
export interface Snippet {
  readonly path: string;
  /** The document; ‸ is where the typing begins. */
  readonly text: string;
  readonly typed: string;
}

export const snippets: readonly Snippet[] = [
  {
    path: 'src/inventory.ts',
    text: `export interface Item {
  readonly name: string;
  readonly price: number;
  readonly count: number;
}

export function totalPrice(items: readonly Item[]): number {
  let total = 0;
  for (const item of items) {
    ‸
  }
  return total;
}
`,
    typed: 'total += item.',
  },
  {
    path: 'src/queue.ts',
    text: `export class Queue<T> {
  private readonly items: T[] = [];

  push(item: T): void {
    this.items.push(item);
  }

  ‸
}
`,
    typed: 'pop(): T | und',
  },
  {
    path: 'src/server.ts',
    text: `import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';

const port = Number(process.env.PORT ?? 8080);

const server = createServer(async (request, response) => {
‸
  response.end(body);
});

server.listen(port);
`,
    typed: '  const body = aw',
  },
  {
    path: 'src/names.ts',
    text: `const firstNames = ['Ada', 'Grace', 'Edsger'];
const lastNames = ['Lovelace', 'Hopper', 'Dijkstra'];

// Joins the names, as in "Ada Lovelace".
const fullNames = firstNames‸
console.log(fullNames);
`,
    typed: '.map((name, i) ',
  },
  {
    path: 'test/clock.test.ts',
    text: `import { describe, expect, it } from 'vitest';
import { Clock } from './clock';

describe('Clock', () => {
  it('starts at zero', () => {
    const clock = new Clock();
    ‸
  });
});
`,
    typed: 'expect(clock.',
  },
  {
    path: 'tools/words.py',
    text: `import re
from collections import Counter


def count_words(path):
    counter = Counter()
    with open(path, encoding="utf-8") as file:
        for line in file:
            ‸
    return counter


def main():
    for word, count in count_words("words.txt").most_common(10):
        print(word, count)
`,
    typed: 'for word in re.',
  },
  {
    path: 'tools/point.py',
    text: `class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        ‸

    def __repr__(self):
        return f"Point({self.x}, {self.y})"
`,
    typed: 'return Point(se',
  },
  {
    path: 'tools/settings.py',
    text: `import json
import os

DEFAULTS = {"theme": "dark", "font_size": 12}


def load_settings(path):
    if not os.path.exists(path):
        ‸
    with open(path) as file:
        return {**DEFAULTS, **json.load(file)}
`,
    typed: 'return dict(DEF',
  },
];

/** The documents that typing goes through, from none of its keys to all of them, with ‸ at the cursor. */
export function keyByKey({ text, typed }: Snippet): string[] {
  return Array.from({ length: typed.length + 1 }, (_, keys) => text.replace('‸', `${typed.slice(0, keys)}‸`));
}

/** A document that fills the model's context several times over, with the cursor past its middle. */
export function longDocument(): string {
  const functions = Array.from(
    { length: 240 },
    (_, i) => `export function add${i}(left: number, right: number): number {\n  return left + right + ${i};\n}\n`,
  );
  functions.splice(150, 0, 'export function multiply(left: number, right: number): number {\n  ‸\n}\n');
  return functions.join('\n');
}
