import type { ServerAbilities } from '../../core/server/dialects/dialectProtocol.js';
import { withoutUndefined, jsonList, jsonObject } from '../../core/server/dialects/json.js';
import { openaiProtocol } from '../../core/server/dialects/openai.js';
import { ServerError } from '../../core/server/serverError.js';
import type { ServerAnswer, ServerClient } from '../serverClient.js';
import { isOk, type DialectProbe, type Examined, type ModelFacts, type OfferedModel } from './dialectProbe.js';
import { listedModels } from './listedModels.js';
import { probeAnswer, probePrefix, probeSuffix, type ProbeAnswer } from './probeAnswer.js';

/** Servers that accept sampling fields which OpenAI's own does not have. */
const withExtensions = ['vllm', 'llamacpp', 'sglang'];

/** Enough for answers with and without a suffix to differ. */
const probeTokens = 8;

async function models(client: ServerClient, signal: AbortSignal): Promise<readonly OfferedModel[] | ServerAnswer> {
  const answer = await client.ask('/v1/models', signal);
  return isOk(answer) && Array.isArray(jsonObject(answer.json).data) ? listedModels(answer.json) : answer;
}

const isRefusal = (error: unknown): boolean => error instanceof ServerError && error.kind === 'refused';

/** Tries with fewer fields until the server accepts them: some refuse those that they do not know. */
async function accepted(
  examined: Examined,
  extensions: boolean,
): Promise<{ readonly abilities: ServerAbilities; readonly answer: ProbeAnswer }> {
  const prompt = { kind: 'text', text: probePrefix } as const;
  const question = { protocol: openaiProtocol, prompt, maxTokens: probeTokens };
  const fewer = [
    { logprobs: true, usage: true, extensions },
    { logprobs: true, usage: false, extensions },
    { logprobs: false, usage: false, extensions: false },
  ];
  for (const abilities of fewer.slice(0, -1)) {
    try {
      return { abilities, answer: await probeAnswer(examined, { ...question, abilities }) };
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  const abilities = fewer.at(-1)!;
  return { abilities, answer: await probeAnswer(examined, { ...question, abilities }) };
}

/**
 * Whether the server's model sees a `suffix`. Some servers ignore it, some refuse it, and some append it to the answer, so
 * the answer has to differ, must not end with the suffix, and must have a longer prompt where that is told.
 */
async function usesSuffix(examined: Examined, abilities: ServerAbilities, without: ProbeAnswer): Promise<boolean> {
  const prompt = { kind: 'parts', prefix: probePrefix, suffix: probeSuffix, snippets: [] } as const;
  try {
    const answer = await probeAnswer(examined, { protocol: openaiProtocol, abilities, prompt, maxTokens: probeTokens });
    const isLonger = (answer.usage?.promptTokens ?? Infinity) > (without.usage?.promptTokens ?? 0);
    return (
      isLonger &&
      answer.text !== without.text &&
      !answer.text.endsWith(probeSuffix.trimEnd()) &&
      !answer.text.endsWith(probeSuffix)
    );
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

async function examine(examined: Examined): Promise<ModelFacts> {
  const { owner, contextLength, id } = examined.model;
  const { abilities, answer } = await accepted(examined, withExtensions.includes(owner ?? ''));
  const facts = withoutUndefined<ModelFacts>({
    abilities: { ...abilities, logprobs: answer.hasLogprobs },
    hasLogprobs: answer.hasLogprobs,
    fillsInTheMiddle: await usesSuffix(examined, abilities, answer),
    contextLength,
  });
  if (owner !== 'vllm') return facts;
  const tokenize: ModelFacts['tokenize'] = (text) => ({
    path: '/tokenize',
    json: { model: id, prompt: text, add_special_tokens: false },
  });
  const { client, signal } = examined;
  const { path, json } = tokenize(probePrefix);
  const tokens = await client.ask(path, signal, json);
  return isOk(tokens) && jsonList(jsonObject(tokens.json).tokens).length > 0 ? { ...facts, tokenize } : facts;
}

/** Probes for OpenAI's completions. */
export const openaiProbe: DialectProbe = { protocol: openaiProtocol, models, examine };
