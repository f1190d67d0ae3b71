import type { FunctionModel } from './models.js';

/** ln p of each token after `tokens`, from scratch and by the definition; those that are not allowed are left out. */
export function logprobsAfter(
  { next }: FunctionModel,
  tokens: readonly number[],
  isAllowed: (id: number) => boolean = () => true,
): number[] {
  const logits = next(tokens).map(Math.fround);
  const total = logits.reduce((sum, logit, id) => (isAllowed(id) ? sum + Math.exp(logit) : sum), 0);
  return logits.map((logit, id) => (isAllowed(id) ? logit - Math.log(total) : -Infinity));
}

/** ln p(ids | prompt), factor by factor. */
export function logprobOf(model: FunctionModel, prompt: readonly number[], ids: readonly number[]): number {
  return ids.reduce((sum, id, i) => sum + logprobsAfter(model, [...prompt, ...ids.slice(0, i)])[id]!, 0);
}
