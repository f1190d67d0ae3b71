import type { Encode } from '../prompt/encode.js';
import { MatchBuffer } from '../workspace/matchBuffer.js';
import { maxMatches } from '../workspace/lookUp.js';
import type { WorkspaceIndex } from '../workspace/workspaceIndex.js';

/** A name in more files does not tell which of them matters, here as in training. */
const maxFiles = 16;
/** Names that are looked up, the nearest first: a lookup takes some hundredths of a millisecond. */
const maxNames = 24;

/**
 * Paths of files anywhere in the workspace that share rare names with the cursor's surroundings, those that share most
 * first: a name of n files counts 1/n.
 *
 * @param names nearness by name.
 * @param path of the document, which is not in the result.
 */
export function relatedFiles(
  index: Pick<WorkspaceIndex, 'find'>,
  names: ReadonlyMap<string, number>,
  path: string,
  encode: Encode,
): string[] {
  const matches = new MatchBuffer(maxMatches);
  const weights = new Map<string, number>();
  const nearest = [...names].sort(([, a], [, b]) => b - a).slice(0, maxNames);
  for (const [name] of nearest) {
    const files = new Set<string>();
    // A space before a word is part of its token.
    for (const context of [encode(name), encode(` ${name}`)]) {
      matches.count = 0;
      index.find(context, { path, minLength: context.length }, matches);
      for (let i = 0; i < matches.count; i++) files.add(matches.paths[i]!);
    }
    if (files.size > maxFiles) continue;
    for (const file of files) weights.set(file, (weights.get(file) ?? 0) + 1 / files.size);
  }
  return [...weights].sort(([, a], [, b]) => b - a).map(([path]) => path);
}
