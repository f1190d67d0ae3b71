import { withoutUndefined, jsonNumber, jsonObject, jsonText } from '../../core/server/dialects/json.js';
import { llamaCppProtocol } from '../../core/server/dialects/llamaCpp.js';
import { ServerError } from '../../core/server/serverError.js';
import type { ServerAnswer, ServerClient } from '../serverClient.js';
import { isOk, type DialectProbe, type Examined, type ModelFacts, type OfferedModel } from './dialectProbe.js';
import { listedModels } from './listedModels.js';
import { probeAnswer, probePrefix, probeSuffix } from './probeAnswer.js';

const abilities = { logprobs: true, extensions: true, usage: true };

/** The context of a slot; 0 where the server has not loaded a model yet. */
function slotContext(props: unknown): number | undefined {
  const context = jsonNumber(jsonObject(jsonObject(props).default_generation_settings).n_ctx);
  return context === 0 ? undefined : context;
}

async function models(client: ServerClient, signal: AbortSignal): Promise<readonly OfferedModel[] | ServerAnswer> {
  const props = await client.ask('/props', signal);
  const facts = jsonObject(props.json);
  const isLlama = 'default_generation_settings' in facts || facts.role === 'router';
  if (!isOk(props) || !isLlama) return props;
  const list = await client.ask('/v1/models', signal);
  const listed = isOk(list) ? listedModels(list.json) : [];
  const contextLength = slotContext(props.json);
  const [only, ...others] = listed;
  // The list of a server with one model may lack the context, or be out of reach.
  if (others.length > 0) return listed;
  const path = jsonText(facts.model_path) ?? '';
  const id = only?.id ?? jsonText(facts.model_alias) ?? path.split(/[\\/]/).pop() ?? '';
  return [withoutUndefined<OfferedModel>({ ...only, id, contextLength: contextLength ?? only?.contextLength })];
}

/** Whether the model's file names its fill-in-the-middle tokens: then the server makes the prompt, otherwise it refuses. */
async function canInfill(examined: Examined): Promise<boolean> {
  const prompt = { kind: 'parts', prefix: probePrefix, suffix: probeSuffix, snippets: [] } as const;
  try {
    await probeAnswer(examined, { protocol: llamaCppProtocol, abilities, prompt, maxTokens: 1 });
    return true;
  } catch (error) {
    if (error instanceof ServerError && ['refused', 'wrongPath'].includes(error.kind)) return false;
    throw error;
  }
}

async function examine(examined: Examined): Promise<ModelFacts> {
  const fillsInTheMiddle = await canInfill(examined);
  const prompt = { kind: 'text', text: probePrefix } as const;
  const { hasLogprobs } = await probeAnswer(examined, { protocol: llamaCppProtocol, abilities, prompt, maxTokens: 1 });
  return withoutUndefined<ModelFacts>({
    abilities,
    hasLogprobs,
    fillsInTheMiddle,
    contextLength: examined.model.contextLength ?? (await contextOf(examined)),
    tokenize: (text) => ({
      path: '/tokenize',
      json: { model: examined.model.id, content: text, parse_special: true, add_special: false },
    }),
  });
}

/** A router loads a model with its first request, and tells its context only after that. */
async function contextOf({ client, signal, model }: Examined): Promise<number | undefined> {
  const props = await client.ask(`/props?model=${encodeURIComponent(model.id)}`, signal);
  return isOk(props) ? slotContext(props.json) : undefined;
}

/** Probes for llama.cpp's server, which only `/props` tells from others. */
export const llamaCppProbe: DialectProbe = { protocol: llamaCppProtocol, models, examine };
