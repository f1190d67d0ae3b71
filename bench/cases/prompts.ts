import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drafterKinds, type CompletionRequest } from '../../src/core/request.js';
import { complete } from '../../src/engine/worker/complete.js';
import { modelPlatform } from '../../src/engine/platform/node/modelPlatform.js';
import { loadModel, type LoadedModel } from '../../src/engine/load/loadModel.js';
import { promptTokens } from '../../src/engine/worker/promptTokens.js';
import type { BenchTask } from '../engines/protocol.js';
import { embeddedFolder, repository } from '../paths.js';

/** Files of the repository as texts to complete. */
export const promptText = (file: string): string => readFileSync(join(repository, file), 'utf8');

const utf8 = new TextDecoder();

/** The editor's request while typing. */
export const lineRequest = {
  mode: 'line',
  strategy: { kind: 'greedy' },
  maxTokens: 48,
  drafters: drafterKinds,
} as const;

export const loadEmbedded = (folder = embeddedFolder): Promise<LoadedModel> =>
  loadModel(modelPlatform, { folder, threads: 1 }, () => undefined);

/**
 * A request, with the data for engines that take token ids: the ids of its prompt, and the number of tokens of the greedy
 * text.
 */
export async function taskOf(loaded: LoadedModel, request: CompletionRequest, isCold: boolean): Promise<BenchTask> {
  const { tokens, piece } = promptTokens(loaded, request);
  const prompt = [...tokens, ...loaded.encode(utf8.decode(piece))];
  const plain: CompletionRequest = { ...request, strategy: { kind: 'greedy' }, drafters: [] };
  const completion = await complete(loaded, plain, { cancelled: () => false, now: () => performance.now() });
  const chosen = completion!.tokens.filter(({ text }) => text !== '').length;
  // Plus the one that ended the text.
  return { request, prompt, count: Math.max(1, chosen + (completion!.stop === 'limit' ? 0 : 1)), isCold };
}
