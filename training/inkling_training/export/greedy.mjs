/**
 * Greedy completion of token ids with transformers.js, for the agreement check of the export.
 *
 *   node greedy.mjs MODEL_FOLDER DTYPE COUNT < prompts.json > answers.json
 *
 * Reads [[id, …], …]; writes [{ids, first, last}, …]: COUNT new ids, and the logits before the first and the last.
 * ORT_DISABLE_TELEMETRY=1 must be in the environment before Node starts.
 */
import { readFileSync } from 'node:fs';
import { AutoModelForCausalLM, Tensor, env } from '@huggingface/transformers';

const [folder, dtype, count] = process.argv.slice(2);
env.allowRemoteModels = false;
const model = await AutoModelForCausalLM.from_pretrained(folder, { dtype, device: 'cpu' });
const cacheInputs = model.sessions.model.inputMetadata.filter(({ name }) => name.startsWith('past_key_values.'));

const int64 = (ids) => new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);

/** One forward: the last row of logits, and the cache with what was fed. */
async function forward(ids, length, cache) {
  const outputs = await model({
    input_ids: int64(ids),
    attention_mask: int64(Array(length + ids.length).fill(1)),
    num_logits_to_keep: new Tensor('int64', [1n], []),
    past_key_values: cache,
  });
  const next = cacheInputs.map(({ name }) => [name, outputs[name.replace('past_key_values', 'present')]]);
  return { row: outputs.logits.data, cache: Object.fromEntries(next) };
}

/** All entries are given, also those that transformers.js does not know: it fills in only keys and values. */
function emptyCache() {
  return Object.fromEntries(
    cacheInputs.map(({ name, shape }) => [name, new Tensor('float32', [], [1, shape[1], 0, shape[3]])]),
  );
}

async function complete(prompt) {
  const ids = [];
  let first;
  let { row, cache } = await forward(prompt, 0, emptyCache());
  for (;;) {
    first ??= Array.from(row);
    ids.push(row.reduce((best, value, id) => (value > row[best] ? id : best), 0));
    if (ids.length === Number(count)) return { ids, first, last: Array.from(row) };
    ({ row, cache } = await forward(ids.slice(-1), prompt.length + ids.length - 1, cache));
  }
}

const answers = [];
for (const prompt of JSON.parse(readFileSync(0, 'utf8'))) answers.push(await complete(prompt));
process.stdout.write(JSON.stringify(answers));
await model.dispose();
