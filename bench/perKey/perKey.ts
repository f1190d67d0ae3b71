import { summarize } from '../statistics.js';
import { perKeyFunctions, type PerKeyFunction } from './functions.js';
import { growingInputs, type GrowingInput } from './inputs.js';

/**
 * `npm run bench:perkey`: measures how the time of functions that run at each key grows with the document. Each function
 * runs on hostile texts of one, two and four times a length; linear code takes four times as long on the last, quadratic code
 * sixteen times. Prints for each function the input with which it grew most; `-- --all` prints every pair.
 */

const lengths = [4_000, 8_000, 16_000] as const;
/** Shorter times are clock noise, and users do not notice them. */
const minMs = 0.5;
/** The shortest of several times is least affected by other load. */
const rounds = 7;
/** Much more than a key may take: two rounds are enough. */
const slowMs = 100;

interface Growth {
  readonly input: string;
  readonly timesMs: readonly number[];
  /** Time for the longest text divided by that for the shortest; undefined if both are too short to measure. */
  readonly ratio: number | undefined;
}

function timeMs({ run }: PerKeyFunction, input: GrowingInput, length: number): number {
  const press = input.at(length);
  run(press);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startMs = performance.now();
    run(press);
    times.push(performance.now() - startMs);
    if (times.length === 2 && Math.min(...times) > slowMs) break;
  }
  return Math.min(...times);
}

function grow(measured: PerKeyFunction, input: GrowingInput): Growth {
  const timesMs = lengths.map((length) => timeMs(measured, input, length));
  const [first, last] = [timesMs[0]!, timesMs.at(-1)!];
  return { input: input.name, timesMs, ratio: last < minMs ? undefined : last / first };
}

const row = (name: string, { input, timesMs, ratio }: Growth): string =>
  [
    name.padEnd(24),
    ...timesMs.map((ms) => ms.toFixed(2).padStart(9)),
    (ratio === undefined ? '–' : ratio.toFixed(1)).padStart(7),
    `  ${input}`,
  ].join('');

const median = (values: readonly number[]): number => summarize(values).median;

const isAll = process.argv.includes('--all');
const inputs = growingInputs();
console.log(
  `${''.padEnd(24)}${lengths.map((length) => `n=${length}`.padStart(9)).join('')}  ratio  input (times in ms)`,
);
const slowest: number[] = [];
const worstRatios: number[] = [];
for (const measured of perKeyFunctions) {
  const growths = inputs.map((input) => grow(measured, input));
  if (isAll) for (const growth of growths) console.log(row(measured.name, growth));
  const worst = growths.reduce((a, b) => ((b.ratio ?? 0) > (a.ratio ?? 0) ? b : a));
  const slow = growths.reduce((a, b) => (b.timesMs.at(-1)! > a.timesMs.at(-1)! ? b : a));
  if (!isAll) console.log(row(measured.name, worst.ratio === undefined ? slow : worst));
  slowest.push(slow.timesMs.at(-1)!);
  if (worst.ratio !== undefined) worstRatios.push(worst.ratio);
}
console.log(
  `\n${perKeyFunctions.length} functions, ${inputs.length} inputs. Worst ratios: median ${median(worstRatios).toFixed(1)}, ` +
    `highest ${Math.max(...worstRatios).toFixed(1)} (linear: 4, quadratic: 16). ` +
    `Longest single run: ${Math.max(...slowest).toFixed(1)} ms.`,
);
