import { MessageChannel } from 'node:worker_threads';
import { Answer } from '../../src/core/decode/answer.js';
import { sumOfExp } from '../../src/core/model/logSumExp.js';
import { prefill } from '../../src/core/model/prefill.js';
import { compileSampler } from '../../src/core/sampling/compileSampler.js';
import { samplingStrategy } from '../../src/core/sampling/sampling.js';
import type { Strategy } from '../../src/core/sampling/strategy.js';
import { TextStream } from '../../src/core/model/textStream.js';
import { complete } from '../../src/engine/worker/complete.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { OnnxModel } from '../../src/engine/onnx/onnxModel.js';
import { RowCache } from '../../src/engine/onnx/rowCache.js';
import { longTasks } from '../cases/coldTasks.js';
import { summarize } from '../statistics.js';
import { sessionPrototype } from './sessions.js';
import { Stopwatch } from './stopwatch.js';
import type { StepProfile } from './types.js';

type OneByOne = Exclude<Strategy, { kind: 'beam' }>;

const texts = 24;
const promptLength = 256;
const maxTokens = 96;
const minTokens = 32;
/** The first texts run before the code is compiled as well as it will be. */
const unmeasured = 6;

const strategies: readonly { readonly name: string; readonly strategy: OneByOne }[] = [
  { name: 'greedy', strategy: { kind: 'greedy' } },
  {
    name: 'sampled, temperature 0.7, top-k 40, top-p 0.95',
    strategy: samplingStrategy({ temperature: 0.7, topK: 40, topP: 0.95, seed: 1 }) as OneByOne,
  },
];

const label = {
  run: 'session.run',
  pick: 'choosing the token',
  feeds: 'feeds: ids, mask and cache as tensors',
  append: 'new rows into the cache',
  take: 'taking the token',
  text: 'bytes to text',
  rules: 'stop rules',
  send: 'text to the host',
};

/** Starts timing the parts of a step, in every model and loop of this process. */
function watchSteps(watch: Stopwatch, port: object): void {
  const samplers = strategies.map(({ strategy }) => Object.getPrototypeOf(compileSampler(strategy, 1)) as object);
  watch.watch(sessionPrototype, 'run', label.run);
  for (const sampler of samplers) watch.watch(sampler, 'pick', label.pick);
  watch.watch(OnnxModel.prototype, 'feeds', label.feeds);
  watch.watch(RowCache.prototype, 'append', label.append);
  watch.watch(Answer.prototype, 'take', label.take);
  watch.watch(TextStream.prototype, 'push', label.text);
  watch.watch(Answer.prototype, 'verdict', label.rules);
  watch.watch(port, 'postMessage', label.send);
}

/** The cost of the softmax denominator, on rows of a text. */
async function denominatorUs({ model, prefillChunk }: LoadedModel, prompt: readonly number[]): Promise<number> {
  const rows = 16;
  await prefill(model, prompt.slice(0, -rows), prefillChunk, () => false);
  const logits = await model.forward(prompt.slice(-rows), rows);
  const times: number[] = [];
  for (let i = 0; i < 25 * rows; i++) {
    const start = (i % rows) * model.vocabSize;
    const row = logits.subarray(start, start + model.vocabSize);
    const top = row.reduce((max, logit) => Math.max(max, logit));
    const startMs = performance.now();
    sumOfExp(row, top);
    times.push(1000 * (performance.now() - startMs));
  }
  return summarize(times).median;
}

/** Decodes texts through the engine's `complete`, and times the parts of a step. */
export async function profileSteps(loaded: LoadedModel): Promise<StepProfile[]> {
  const tasks = await longTasks(loaded, { count: texts, promptLength, minTokens, maxTokens });
  const watch = new Stopwatch();
  const { port1, port2 } = new MessageChannel();
  port2.on('message', () => undefined);
  watchSteps(watch, port1);
  const now = (): number => performance.now();
  const profiles: StepProfile[] = [];
  for (const { name, strategy } of strategies) {
    const measured: Spent[] = [];
    for (const [i, { request }] of tasks.entries()) {
      let isDecoding = false;
      const onText = (text: string): void => {
        // The times of the prompt's prefill are not part of a step.
        if (!isDecoding) watch.reset();
        isDecoding = true;
        port1.postMessage({ id: 1, kind: 'text', text });
      };
      const completion = await complete(loaded, { ...request!, strategy }, { cancelled: () => false, now, onText });
      const { decodeMs, forwards } = completion!.timings;
      if (i < unmeasured || forwards < 8) continue;
      const ms = new Map(Object.values(label).map((value) => [value, watch.ms(value)]));
      measured.push({ tokens: forwards, decodeMs, ms });
    }
    const denominator = await denominatorUs(loaded, tasks[0]!.prompt);
    profiles.push(profileOf(name, calmerHalf(measured), denominator));
  }
  port1.close();
  return profiles;
}

/** The times of one text. */
interface Spent {
  readonly tokens: number;
  readonly decodeMs: number;
  /** By label. */
  readonly ms: ReadonlyMap<string, number>;
}

/** The faster half of the texts: the others may have been slowed down by other load. */
function calmerHalf(texts: readonly Spent[]): Spent[] {
  const byStep = [...texts].sort((a, b) => a.decodeMs / a.tokens - b.decodeMs / b.tokens);
  return byStep.slice(0, Math.ceil(byStep.length / 2));
}

function profileOf(strategy: string, texts: readonly Spent[], denominator: number): StepProfile {
  const tokens = texts.reduce((sum, text) => sum + text.tokens, 0);
  const perToken = (of: (text: Spent) => number): number =>
    (1000 * texts.reduce((sum, text) => sum + of(text), 0)) / tokens;
  const spent = (name: string): number => perToken(({ ms }) => ms.get(name)!);
  const stepUs = perToken(({ decodeMs }) => decodeMs);
  const runUs = spent(label.run);
  const choosing =
    strategy === 'greedy'
      ? [
          { name: 'arg max of the logits', us: spent(label.pick) - denominator },
          { name: 'denominator of the softmax', us: denominator },
        ]
      : [{ name: label.pick, us: spent(label.pick) }];
  const parts = [
    ...choosing,
    { name: label.feeds, us: spent(label.feeds) },
    { name: label.append, us: spent(label.append) },
    { name: label.text, us: spent(label.text) },
    { name: label.rules, us: spent(label.rules) },
    { name: 'constraint and bookkeeping of a token', us: spent(label.take) - spent(label.text) - spent(label.rules) },
    { name: label.send, us: spent(label.send) },
  ];
  const measuredUs = parts.reduce((sum, { us }) => sum + us, 0);
  const left = { name: 'the rest: promises, the generator, the clock', us: stepUs - runUs - measuredUs };
  return { strategy, tokens, stepUs, runUs, overhead: (stepUs - runUs) / stepUs, parts: [...parts, left] };
}
