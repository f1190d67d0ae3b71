import type { ServerErrorFacts } from '../serverError.js';
import { withoutUndefined, jsonNumber, jsonObject, parseJson, jsonText } from './json.js';

/** A server's error, in any of its formats: an object, a string, or neither. */
export interface ErrorBody {
  /** The server's text; '' for a body that is not JSON. It may quote the request. */
  readonly message: string;
  /** Machine-readable names, such as `exceed_context_size_error`. */
  readonly type: string;
  /** The field of the request that the error is about. */
  readonly param: string;
  readonly facts: ServerErrorFacts;
}

const numberIn = (text: string, ...patterns: readonly RegExp[]): number | undefined => {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return Number(found.replace(/,/g, ''));
  }
  return undefined;
};

/** Reads the text of an error: `{"error": {…}}`, `{"error": "…"}`, `{"detail": "…"}`, `{"message": "…"}` or no JSON. */
export function readErrorBody(body: string): ErrorBody {
  const outer = jsonObject(parseJson(body));
  const inner = jsonObject(outer.error);
  const message =
    jsonText(inner.message) ??
    jsonText(outer.error) ??
    jsonText(outer.detail) ??
    jsonText(outer.message) ??
    // A list of pydantic's.
    (outer.detail === undefined ? '' : JSON.stringify(outer.detail));
  return {
    message,
    type: jsonText(inner.type) ?? jsonText(inner.code) ?? jsonText(outer.error_type) ?? jsonText(outer.type) ?? '',
    param: jsonText(inner.param) ?? '',
    facts: withoutUndefined<ServerErrorFacts>({
      contextLength: jsonNumber(inner.n_ctx) ?? numberIn(message, /context length is (\d[\d,]{0,11})/i),
      promptTokens:
        jsonNumber(inner.n_prompt_tokens) ??
        numberIn(
          message,
          /at least (\d[\d,]{0,11}) input tokens/i,
          /\b(\d[\d,]{0,11}) (?:tokens )?in the (?:messages|prompt)/i,
        ),
    }),
  };
}

/** Whether a refusal is about a prompt that is too long for the model. */
export const isContextOverflow = ({ message, type, param }: ErrorBody): boolean =>
  type.includes('context') ||
  param === 'input_tokens' ||
  /context (?:length|size|window)|too many tokens|prompt is too long|`inputs` (?:tokens|must have less)/i.test(message);

/** Whether a refusal is about a model that the server does not have. */
export const isUnknownModel = ({ message, param, type }: ErrorBody): boolean =>
  param === 'model' ||
  type === 'model_not_found' ||
  /\bmodel\b.{0,200}\b(?:not found|not exist|not loaded|unknown|not supported)/i.test(message) ||
  /pinned to|no models? loaded|invalid model/i.test(message);
