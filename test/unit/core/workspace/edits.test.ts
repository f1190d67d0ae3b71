import { expect, test } from 'vitest';
import { seededRng } from '../../../../src/core/sampling/rng.js';
import { maxMatches } from '../../../../src/core/workspace/lookUp.js';
import { gap } from '../../../../src/core/workspace/tokenArray.js';
import { WorkspaceIndex } from '../../../../src/core/workspace/workspaceIndex.js';
import { finish, found, scanned, settle } from './support/workspaces.js';

const vocabSize = 300;
const limits = { sizeBytes: 1e9, segmentTokens: 20_000 };

test('answers after 1,000 random edits like a fresh index, and like a full search', () => {
  const rng = seededRng(7);
  const below = (n: number): number => Math.floor(rng() * n);
  const files = new Map<string, number[]>();
  const edited = new Set<string>();
  const index = new WorkspaceIndex(vocabSize, limits);
  // Text with long repeats: pieces of what there is already.
  const someTokens = (): number[] => {
    const tokens: number[] = [];
    const length = below(400);
    while (tokens.length < length) {
      const source = [...files.values()][below(files.size)] ?? [];
      const from = below(source.length);
      if (rng() < 0.7) tokens.push(...source.slice(from, from + below(60)));
      else if (rng() < 0.1) tokens.push(gap);
      else tokens.push(...Array.from({ length: 1 + below(5) }, () => Math.floor(vocabSize * rng() ** 3)));
    }
    return tokens;
  };
  const unfinished: Generator<void, void>[] = [];
  for (let edit = 0; edit < 1000; edit++) {
    const path = `folder${below(4)}/file${below(40)}`;
    if (rng() < 0.15) {
      index.remove(path);
      files.delete(path);
      edited.delete(path);
    } else {
      const tokens = someTokens();
      const isEdited = rng() < 0.2;
      index.set(path, tokens, { isEdited });
      files.delete(path);
      edited.delete(path);
      if (tokens.length > 0) files.set(path, tokens);
      if (tokens.length > 0 && isEdited) edited.add(path);
    }
    // Work continues in the middle of edits.
    const work = unfinished.pop() ?? index.work();
    let isDone = false;
    for (let steps = below(20); steps > 0 && !isDone; steps--) isDone = work.next().done === true;
    if (!isDone) unfinished.push(work);
  }
  for (const work of unfinished) finish(work);
  settle(index);

  const rebuilt = new WorkspaceIndex(vocabSize, limits);
  for (const [path, tokens] of files) rebuilt.set(path, tokens, { isEdited: edited.has(path) });
  settle(rebuilt);

  const total = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  expect(index.state).toMatchObject({ files: files.size, tokens: total, isPending: false });
  let matched = 0;
  for (let i = 0; i < 300; i++) {
    const source = [...files.values()][below(files.size)]!;
    const at = below(source.length + 1);
    const before = source.slice(Math.max(0, at - 1 - below(40)), at).filter((id) => id !== gap);
    const context = [...before, ...(rng() < 0.3 ? [below(vocabSize)] : [])];
    const path = rng() < 0.5 ? `folder${below(4)}/file${below(40)}` : undefined;
    const answer = found(index, context, path);
    expect(answer).toEqual(found(rebuilt, context, path));
    expect(answer).toEqual(scanned(files, context, maxMatches, path, edited));
    if (answer.length > 0) matched++;
  }
  expect(matched).toBeGreaterThan(200);
});
