import { compact, listOf, numberOf, objectOf, textOf, type JsonObject } from '../../core/server/dialects/json.js';
import type { OfferedModel } from './dialectProbe.js';

/** The context's length, which servers tell under many names: vLLM, llama.cpp, LM Studio, and gateways. */
function contextOf(entry: JsonObject): number | undefined {
  const all = [
    objectOf(entry.meta).n_ctx,
    entry.max_model_len,
    entry.loaded_context_length,
    entry.context_length,
    entry.max_context_length,
    entry.context_window,
  ];
  return all.map(numberOf).find((length) => length !== undefined && length > 0);
}

/** The models of an answer to `/v1/models`: `{"data": [{"id": …}]}`. */
export function listedModels(json: unknown): readonly OfferedModel[] {
  return listOf(objectOf(json).data).flatMap((value) => {
    const entry = objectOf(value);
    const id = textOf(entry.id);
    if (id === undefined) return [];
    const aliases = listOf(entry.aliases).flatMap((alias) => textOf(alias) ?? []);
    return [compact<OfferedModel>({ id, aliases, contextLength: contextOf(entry), owner: textOf(entry.owned_by) })];
  });
}
