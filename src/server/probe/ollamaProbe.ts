import { withoutUndefined, jsonList, jsonNumber, jsonObject, jsonText } from '../../core/server/dialects/json.js';
import { ollamaProtocol } from '../../core/server/dialects/ollama.js';
import type { ServerAnswer, ServerClient } from '../serverClient.js';
import { isOk, type DialectProbe, type Examined, type ModelFacts, type OfferedModel } from './dialectProbe.js';
import { probeAnswer, probePrefix } from './probeAnswer.js';

const abilities = { logprobs: true, extensions: true, usage: true };

async function models(client: ServerClient, signal: AbortSignal): Promise<readonly OfferedModel[] | ServerAnswer> {
  const version = await client.ask('/api/version', signal);
  if (!isOk(version) || jsonText(jsonObject(version.json).version) === undefined) return version;
  const tags = await client.ask('/api/tags', signal);
  const list = jsonObject(tags.json).models;
  if (!isOk(tags) || !Array.isArray(list)) return tags;
  return jsonList(list).flatMap((value) => {
    const { name, model } = jsonObject(value);
    const id = jsonText(name) ?? jsonText(model);
    if (id === undefined) return [];
    return [{ id, aliases: id.endsWith(':latest') ? [id.slice(0, -':latest'.length)] : [] }];
  });
}

/** The context that the model's file asks for: `num_ctx 8192` among its parameters. */
const ownContext = (parameters: unknown): number | undefined => {
  const found = /^num_ctx\s+(\d+)$/m.exec(jsonText(parameters) ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
};

/** The context that the loaded model has: Ollama chooses it by the memory, and cuts longer prompts without a word. */
async function loadedContext({ client, signal, model }: Examined): Promise<number | undefined> {
  const running = await client.ask('/api/ps', signal);
  const loaded = jsonList(jsonObject(running.json).models)
    .map(jsonObject)
    .find(({ name, model: id }) => name === model.id || id === model.id);
  return jsonNumber(loaded?.context_length);
}

/** Ollama's default where it does not tell, unless the model was trained with less. */
const defaultContext = (modelInfo: unknown): number => {
  const trained = Object.entries(jsonObject(modelInfo)).find(([name]) => name.endsWith('.context_length'))?.[1];
  return Math.min(4096, jsonNumber(trained) ?? Infinity);
};

async function examine(examined: Examined): Promise<ModelFacts> {
  const { client, signal, model, models: all } = examined;
  const show = await client.ask('/api/show', signal, { model: model.id });
  if (!isOk(show)) throw client.refusal(show, client.contextOf(model.id, all));
  const { capabilities, parameters, model_info: modelInfo } = jsonObject(show.json);
  const prompt = { kind: 'text', text: probePrefix } as const;
  const { hasLogprobs } = await probeAnswer(examined, { protocol: ollamaProtocol, abilities, prompt, maxTokens: 1 });
  return withoutUndefined<ModelFacts>({
    abilities,
    hasLogprobs,
    // The model's template has a place for the suffix.
    fillsInTheMiddle: jsonList(capabilities).includes('insert'),
    contextLength: (await loadedContext(examined)) ?? ownContext(parameters) ?? defaultContext(modelInfo),
  });
}

/** Probes for Ollama. */
export const ollamaProbe: DialectProbe = { protocol: ollamaProtocol, models, examine };
