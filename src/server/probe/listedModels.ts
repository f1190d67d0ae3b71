import {
  withoutUndefined,
  jsonList,
  jsonNumber,
  jsonObject,
  jsonText,
  type JsonObject,
} from '../../core/server/dialects/json.js';
import type { OfferedModel } from './dialectProbe.js';

/** The context's length, which servers tell under many names: vLLM, llama.cpp, LM Studio, and gateways. */
function contextOf(entry: JsonObject): number | undefined {
  const all = [
    jsonObject(entry.meta).n_ctx,
    entry.max_model_len,
    entry.loaded_context_length,
    entry.context_length,
    entry.max_context_length,
    entry.context_window,
  ];
  return all.map(jsonNumber).find((length) => length !== undefined && length > 0);
}

/** The models of an answer to `/v1/models`: `{"data": [{"id": …}]}`. */
export function listedModels(json: unknown): readonly OfferedModel[] {
  return jsonList(jsonObject(json).data).flatMap((value) => {
    const entry = jsonObject(value);
    const id = jsonText(entry.id);
    if (id === undefined) return [];
    const aliases = jsonList(entry.aliases).flatMap((alias) => jsonText(alias) ?? []);
    return [
      withoutUndefined<OfferedModel>({ id, aliases, contextLength: contextOf(entry), owner: jsonText(entry.owned_by) }),
    ];
  });
}
