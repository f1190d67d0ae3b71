import { describe, expect, it } from 'vitest';
import { isCopy, repeatsLines } from '../../../../src/core/generate/copies.js';

describe('isCopy', () => {
  const file = 'add(item) {\n  this.items.set(item.id, item);\n  this.changed.fire(item);\n}\n';

  it('finds a passage of the file at any indentation', () => {
    expect(isCopy('    this.items.set(item.id, item);\n    this.changed.fire(item);', [file])).toBe(true);
  });

  it('finds none in one line, in short lines, or where a line differs', () => {
    expect(isCopy('this.items.set(item.id, item);', [file])).toBe(false);
    expect(isCopy('}\n}', [`${file}}\n}\n`])).toBe(false);
    expect(isCopy('this.items.set(item.id, item);\nthis.changed.fire(this);', [file])).toBe(false);
  });
});

describe('repeatsLines', () => {
  it('finds a line three times in a row, and two lines twice', () => {
    const [a, b] = ['first(argument);', 'second(argument);'];
    expect(repeatsLines([a, a].join('\n'), '')).toBe(false);
    expect(repeatsLines([a, a, a, b].join('\n'), '')).toBe(true);
    expect(repeatsLines([a, b, a, b].join('\n'), '')).toBe(true);
    expect(repeatsLines([a, b, b, a].join('\n'), '')).toBe(false);
    expect(repeatsLines('}\n}\n}\n}', '')).toBe(false);
  });

  it('finds the comment above again', () => {
    expect(repeatsLines('// Adds all numbers.\nadd();', 'f() {\n  // Adds all numbers.\n  ')).toBe(true);
    expect(repeatsLines('add();', 'f() {\n  // Adds all numbers.\n  ')).toBe(false);
  });
});
