import { OnnxModel, type OpenDecoder, type KvLayout } from './onnxModel.js';

/** Enough tokens to cut in two, few enough to cost nothing. */
const someTokens = [3, 1, 4, 1, 5, 9, 2];

async function logitsInParts(model: OnnxModel, parts: readonly (readonly number[])[]): Promise<Float32Array> {
  let logits: Float32Array = new Float32Array(0);
  for (const part of parts) logits = await model.forward(part, 1);
  return logits.slice();
}

/** Whether two rows say the same: quantised kernels round by the number of rows, by up to a hundredth of the range. */
function agree(a: Float32Array, b: Float32Array): boolean {
  let range = 0;
  let difference = 0;
  for (let i = 0; i < a.length; i++) {
    range = Math.max(range, Math.abs(a[i]!));
    difference = Math.max(difference, Math.abs(a[i]! - b[i]!));
  }
  return difference <= 0.05 * range;
}

/** Weights that are damaged make everything NaN: no token is more probable than another then, and none is ever shown. */
function checkFinite(logits: Float32Array): void {
  const isUsable = logits.every((value) => !Number.isNaN(value) && value !== Infinity) && logits.some(Number.isFinite);
  if (!isUsable) throw new Error('The graph computes logits that are not finite numbers.');
}

/**
 * Tries out how a graph wants its cache: with buffers longer than what they hold, which only GroupQueryAttention
 * understands, the result must equal that of one forward. A graph that concatenates fails, or returns something else.
 *
 * @param lastToken the highest id that a prompt may have.
 * @throws Error if the graph runs in neither way, or computes no numbers.
 */
export async function chooseLayout(decoder: Omit<OpenDecoder, 'contextLength'>, lastToken: number): Promise<KvLayout> {
  const trialTokens = [...someTokens.map((id) => Math.min(id, lastToken)), lastToken];
  const model = (layout: KvLayout): OnnxModel =>
    new OnnxModel({ ...decoder, contextLength: trialTokens.length }, layout);
  const whole = await logitsInParts(model('copy'), [trialTokens]);
  checkFinite(whole);
  try {
    const parts = await logitsInParts(model('rows'), [trialTokens.slice(0, 5), trialTokens.slice(5)]);
    if (agree(whole, parts)) return 'rows';
  } catch {
    // A graph that concatenates refuses a mask shorter than its past: that is the answer.
  }
  return 'copy';
}
