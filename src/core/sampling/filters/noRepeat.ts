import type { TokenCandidates } from '../candidates.js';
import type { History } from '../history.js';

/**
 * Drops every token that would end an n-gram that stands in the last `window` tokens already (Paulus et al. 2018, §2.5).
 * Where that would leave nothing, nothing is dropped.
 */
export function dropRepeatedNgrams(
  candidates: TokenCandidates,
  { tokens, length }: History,
  n: number,
  window: number,
): void {
  const first = Math.max(0, length - window);
  const dropped = new Set<number>();
  for (let end = first + n - 1; end < length; end++) {
    let matched = 0;
    while (matched < n - 1 && tokens[end - 1 - matched] === tokens[length - 1 - matched]) matched++;
    if (matched === n - 1) dropped.add(tokens[end]!);
  }
  if (dropped.size === 0) return;
  let isAnyLeft = false;
  for (let i = 0; i < candidates.count && !isAnyLeft; i++) isAnyLeft = !dropped.has(candidates.ids[i]!);
  if (isAnyLeft) candidates.retain((id) => !dropped.has(id));
}
