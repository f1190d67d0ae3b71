import { describe, expect, it } from 'vitest';
import { WorkspaceIndex } from '../../../../src/core/workspace/workspaceIndex.js';
import { found, settle } from './support/workspaces.js';

const tokens = (length: number): number[] => Array.from({ length }, (_, i) => i % 90);

describe('an index without room', () => {
  // Six bytes a token: 1,000 tokens.
  const limits = { sizeBytes: 6000, segmentTokens: 1 << 20 };

  it('drops the farthest files first, and of those the largest', () => {
    const index = new WorkspaceIndex(100, limits);
    index.currentPath = 'app/src/main.ts';
    index.set('app/src/near.ts', tokens(300));
    index.set('app/test/nearer.ts', tokens(300));
    index.set('lib/small.ts', tokens(100));
    index.set('lib/large.ts', tokens(250));
    expect(index.state).toMatchObject({ files: 4, tokens: 950, droppedFiles: 0 });
    index.set('app/src/new.ts', tokens(200));
    expect([...index.known.keys()]).toEqual([
      'app/src/near.ts',
      'app/test/nearer.ts',
      'lib/small.ts',
      'app/src/new.ts',
    ]);
    expect(index.state).toMatchObject({ files: 4, tokens: 900, droppedFiles: 1 });
  });

  it('never drops edited files before others', () => {
    const index = new WorkspaceIndex(100, limits);
    index.set('far/edited.ts', tokens(500), { isEdited: true });
    index.set('far/other.ts', tokens(300));
    index.set('more.ts', tokens(400));
    expect([...index.known.keys()]).toEqual(['far/edited.ts', 'far/other.ts']);
  });

  it('stays within its limit, however much is added', () => {
    const index = new WorkspaceIndex(100, limits);
    for (let i = 0; i < 200; i++) {
      index.set(`folder${i % 7}/file${i}.ts`, tokens(20 + (i % 50)));
      if (i % 5 === 0) settle(index);
    }
    settle(index);
    expect(index.state.tokens).toBeLessThanOrEqual(1000);
    expect(index.state.tokens).toBeGreaterThan(700);
    // What is dropped is swept up once it takes a fifth of a segment.
    expect(index.state.sizeBytes).toBeLessThan(2 * limits.sizeBytes);
  });
});

describe('segments', () => {
  it('stay few while files are added one by one', () => {
    const index = new WorkspaceIndex(100, { sizeBytes: 1e9, segmentTokens: 5000 });
    for (let i = 0; i < 300; i++) {
      index.set(`file${i}`, tokens(100));
      settle(index);
    }
    expect(index.segments.length).toBeLessThan(20);
    expect(Math.max(...index.segments.map(({ tokens }) => tokens.length))).toBeLessThan(6000);
  });

  it('are dropped when cleared, even in the middle of work', () => {
    const index = new WorkspaceIndex(100);
    index.set('a', [1, 2, 3]);
    settle(index);
    index.set('b', [1, 2, 4]);
    const work = index.work();
    work.next();
    index.clear();
    while (!work.next().done);
    settle(index);
    expect(found(index, [1, 2])).toEqual([]);
    expect(index.state).toEqual({ files: 0, tokens: 0, sizeBytes: 0, droppedFiles: 0, isPending: false });
  });

  it('hold the newest version of a file that changes while they are built', () => {
    const index = new WorkspaceIndex(100);
    index.set('a', [1, 2, 3]);
    const work = index.work();
    work.next();
    index.set('a', [1, 2, 4]);
    while (!work.next().done);
    settle(index);
    expect(found(index, [1, 2])).toEqual(['2 tokens → 4 in a (2)']);
  });
});

describe('an index of a large vocabulary', () => {
  it('distinguishes large ids', () => {
    const index = new WorkspaceIndex(200_000);
    index.set('a', [70_000, 70_000 - 65_536, 150_001]);
    settle(index);
    expect(found(index, [70_000])).toEqual(['1 tokens → 4464 in a (2)']);
    expect(found(index, [70_000, 4464])).toEqual(['2 tokens → 150001 in a (2)']);
  });
});
