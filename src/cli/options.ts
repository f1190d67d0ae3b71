import { parseArgs } from 'node:util';
import type { Mode } from '../core/completion.js';
import { checkStrategy, samplingStrategy, type Strategy } from '../core/decode/strategy.js';
import { UserError } from '../core/errors.js';

/** What the terminal's command was asked for. */
export interface Options {
  readonly model: string | undefined;
  readonly threads: number | 'auto';
  readonly mode: Mode;
  readonly strategy: Strategy;
  readonly maxTokens: number;
  readonly json: boolean;
  /** The cursor, both counted from 1 as editors show them; absent with `--batch`. */
  readonly cursor: { readonly file: string; readonly line: number; readonly column: number } | undefined;
}

export const usage = `One completion in the terminal, through the same pipeline as the editor's.

  npm run complete -- --file F --line L --column C    completes at the cursor; both count from 1, as editors show them
  npm run complete -- --batch                         reads JSON lines {id, path, languageId, prefix, suffix, mode?, strategy?}
                                                      and writes {id, text, shown, tokens: [{text, logprob}], timings}
  --model DIR         a model folder (the built-in model)
  --mode M            line, block or free (line)
  --strategy S        greedy or sample (greedy); with sample: --temperature T (0.7) --top-k K (40) --top-p P (0.95) --seed N (0)
  --max-tokens N      the longest completion (48)
  --threads N         (by the model's size)
  --json              prints the whole result instead of its text
`;

const modes: readonly string[] = ['line', 'block', 'free'];

function numberOf(name: string, text: string, { integer = true, min = 0 } = {}): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < min || (integer && !Number.isInteger(value))) {
    throw new UserError(`--${name} must be a ${integer ? 'whole ' : ''}number of at least ${min}, not "${text}".`);
  }
  return value;
}

/** @throws UserError for a mode that there is not. */
export function checkMode(mode: string): Mode {
  if (!modes.includes(mode)) throw new UserError(`mode must be line, block or free, not "${mode}".`);
  return mode as Mode;
}

function parse(args: readonly string[]) {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const flag = { type: 'boolean', default: false } as const;
  const name = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        file: name,
        line: name,
        column: name,
        model: name,
        batch: flag,
        json: flag,
        help: flag,
        mode: text('line'),
        strategy: text('greedy'),
        temperature: text('0.7'),
        'top-k': text('40'),
        'top-p': text('0.95'),
        seed: text('0'),
        'max-tokens': text('48'),
        threads: name,
      },
    }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${usage}`);
  }
}

/**
 * Reads the command's arguments.
 *
 * @returns undefined where only help was asked for.
 * @throws UserError naming the option and what it may be.
 */
export function parseOptions(args: readonly string[]): Options | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  const { file, line, column } = values;
  if (!values.batch && (file === undefined || line === undefined || column === undefined)) {
    throw new UserError(`Give --file, --line and --column, or --batch.\n\n${usage}`);
  }
  if (values.strategy !== 'greedy' && values.strategy !== 'sample') {
    throw new UserError(`--strategy must be greedy or sample, not "${values.strategy}".`);
  }
  const sampling = samplingStrategy({
    temperature: numberOf('temperature', values.temperature, { integer: false }),
    topK: numberOf('top-k', values['top-k']),
    topP: numberOf('top-p', values['top-p'], { integer: false }),
    seed: numberOf('seed', values.seed),
  });
  return {
    model: values.model,
    threads: values.threads === undefined ? 'auto' : numberOf('threads', values.threads, { min: 1 }),
    mode: checkMode(values.mode),
    strategy: values.strategy === 'greedy' ? { kind: 'greedy' } : checkStrategy(sampling),
    maxTokens: numberOf('max-tokens', values['max-tokens'], { min: 1 }),
    json: values.json,
    cursor: values.batch
      ? undefined
      : { file: file!, line: numberOf('line', line!, { min: 1 }), column: numberOf('column', column!, { min: 1 }) },
  };
}
