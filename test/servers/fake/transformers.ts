import { replayed, sseEvent, withBody, type FakeAnswer } from './answer.js';
import type { FakeDialect } from './dialect.js';
import { finishReason, openAiLimits } from './openAiStream.js';
import recorded from './recorded/transformers.json';
import { fieldsOf, generate, textField, type Fields, type Served } from './served.js';

/** Fields that it knows; any other one is refused. */
const known = new Set(
  'model prompt stream max_tokens temperature top_p stop seed frequency_penalty presence_penalty suffix logprobs echo n'.split(
    ' ',
  ),
);

function complete(fields: Fields, served: Served): FakeAnswer {
  const unexpected = Object.keys(fields).filter((name) => !known.has(name));
  if (unexpected.length > 0) {
    const names = unexpected.map((name) => `'${name}'`).join(', ');
    return withBody(recorded['unexpected field'], { detail: `Unexpected fields in the request: {${names}}` });
  }
  const [model] = served.models;
  if (fields.model !== model) {
    const detail = `Server is pinned to '${String(model)}'; requested '${String(fields.model)}'.`;
    return withBody(recorded['unknown model'], { detail });
  }
  if (typeof fields.prompt !== 'string') return replayed(recorded['token ids']);
  // As seen: an overflow is not noticed, log-probabilities are ignored, and the suffix is appended to the text.
  const generated = generate({ text: fields.prompt, ids: [] }, served, openAiLimits(fields));
  if (!generated.tokens) {
    if (fields.suffix !== undefined) return replayed(recorded.suffix);
    return replayed(fields.stream === true ? recorded.stream : recorded.completions);
  }
  const template = { ...(recorded.stream.events[0] as object), model: `${String(model)}@main` };
  const suffix = textField(fields.suffix);
  const usage = { completion_tokens: generated.tokens.length, prompt_tokens: generated.promptTokens };
  const last = { choices: [{ finish_reason: finishReason(generated), index: 0, text: suffix }], usage };
  if (fields.stream === true) {
    const events = [...generated.tokens.map(({ text }) => ({ choices: [{ index: 0, text }] })), last];
    const parts = events.map((event) => sseEvent({ ...template, ...event }));
    return { status: 200, type: recorded.stream.type, parts };
  }
  const text = generated.tokens.map((token) => token.text).join('');
  return withBody(recorded.completions, {
    ...template,
    ...last,
    choices: [{ ...last.choices[0], text: text + suffix }],
  });
}

/** `transformers serve` 5, which knows no keys. */
export const transformers: FakeDialect = {
  unauthorized: { status: 401, type: 'application/json', body: { detail: 'Not authenticated' } },
  isOpen: () => true,
  busy: { status: 503, type: 'text/plain', body: 'Service Unavailable' },
  badJson: recorded['bad json'],
  notFound: { status: 404, type: 'application/json', body: { detail: 'Not Found' } },
  unknownModel: recorded['unknown model'],
  isCompletion: (path) => path === '/v1/completions',
  overflow: () => ({ status: 500, type: 'text/plain; charset=utf-8', body: 'Internal Server Error' }),
  answer(request, served) {
    const { method, path } = request;
    if (method === 'GET') {
      if (path === '/health') return replayed(recorded.health);
      // As seen with a local folder: 500, as plain text.
      return path === '/v1/models' ? replayed(recorded.models) : undefined;
    }
    return path === '/v1/completions' ? complete(fieldsOf(request), served) : undefined;
  },
};
