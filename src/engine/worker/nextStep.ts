import type { CompletionRequest } from '../../core/request.js';
import type { StepChoice } from '../../core/result.js';
import { checkMixingWeight } from '../../core/mixture/checkMixture.js';
import { prefill } from '../../core/model/prefill.js';
import { corrected } from '../../core/sampling/forcedSampler.js';
import type { LoadedModel } from '../load/loadModel.js';
import { WorkspaceDecoding } from '../workspace/workspaceDecoding.js';
import { answerRules } from './answerRules.js';
import { spellingOf } from './forcedPrefix.js';
import { promptTokens } from './promptTokens.js';

/**
 * The distribution after a request's prompt and the tokens that it begins with, and the tokens that may come next.
 *
 * @returns undefined when cancelled.
 * @throws UserError if the workspace's share is out of range.
 */
export async function nextStep(
  loaded: LoadedModel,
  request: CompletionRequest,
  cancelled: () => boolean,
): Promise<StepChoice | undefined> {
  const { model, prefillChunk } = loaded;
  if (request.workspace) checkMixingWeight(request.workspace.weight);
  const prompt = promptTokens(loaded, request);
  const rules = answerRules(loaded, request, prompt, cancelled);
  const read = await prefill(model, prompt.tokens, prefillChunk, cancelled);
  if (!read) return undefined;
  const workspace = request.workspace && new WorkspaceDecoding(loaded, request.workspace, prompt, request);
  const mixed = (logits: Float32Array): Float32Array => (workspace?.model.mix(logits, 1) ?? logits).slice();
  const { strategy, requiredTokens = [] } = request;
  const spelling = await spellingOf(workspace?.model ?? model, mixed(read.logits), { strategy, rules, cancelled });

  const tokens = [...prompt.tokens, ...requiredTokens];
  const filled = await prefill(model, tokens, prefillChunk, cancelled);
  if (!filled) return undefined;
  const logits = corrected(mixed(filled.logits), spelling?.correctionsAfter(requiredTokens));
  for (const id of requiredTokens) rules.constraint.accept(id);
  const allowed = rules.constraint.allowed();
  return { logits, tokens, ...(allowed ? { allowed } : {}) };
}
