import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { completeCold, loadInProcess } from './support/inProcess.js';
import { greedy, requestAt, sampled } from './support/requests.js';

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(() => loaded.dispose());

const spellings = ['<|endoftext|>', '<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>', '<|file|>', '<|pad|>'];

const path = 'src/<|endoftext|>.ts';

const documents = spellings.flatMap((spelling) => [
  `const mark = "${spelling}";\nconst again = "‸";\n`,
  `const mark = "${spelling}‸";\n// ${spelling}\n`,
  `${spelling}‸`,
  `‸${spelling}`,
]);

test.each(documents)('special tokens spelled in a document are text: %j', async (text) => {
  for (const strategy of [greedy, sampled(6)]) {
    const request = requestAt(text, { mode: 'free', path, strategy });
    const answer = (await completeCold(loaded, request))!;
    const { control } = loaded.vocabulary;
    const prompt = loaded.model.tokens.slice(0, answer.timings.promptTokens);
    // The template's own marks, each once: file, prefix, suffix, middle.
    expect(prompt.filter((id) => control.has(id)).length).toBe(4);
    // The model may copy what the document spells, character by character; no other mark gets into the text.
    const unseen = spellings.filter((spelling) => !`${path}${text}`.includes(spelling));
    expect(unseen.filter((spelling) => answer.text.includes(spelling))).toEqual([]);
    expect(answer.tokens.filter((token) => spellings.includes(token.text))).toEqual([]);
  }
});
