import { parseArgs } from 'node:util';
import {
  drafterKinds,
  ruleKinds,
  type CompletionRequest,
  type DrafterKind,
  type Mode,
  type RuleKind,
} from '../core/completion.js';
import type { MixingWeight } from '../core/mixture/mixture.js';
import { checkStrategy, show } from '../core/sampling/checkStrategy.js';
import { defaultBeam, defaultSampling, samplingStrategy } from '../core/sampling/sampling.js';
import type { Strategy } from '../core/sampling/strategy.js';
import { eagernesses, type Eagerness } from '../core/suggest/confidence/thresholds.js';
import { UserError } from '../core/errors.js';

/** What the terminal's command was asked for. */
export interface CliOptions {
  readonly model: string | undefined;
  readonly threads: number | 'auto';
  readonly mode: Mode;
  readonly strategy: Strategy;
  readonly maxTokens: number;
  readonly draftModel: string | undefined;
  readonly drafters: readonly DrafterKind[];
  readonly without: readonly RuleKind[];
  /** How many alternatives to print for each token. */
  readonly top: number | undefined;
  /** The folder whose files have a say; none if absent. */
  readonly workspace: string | undefined;
  readonly share: MixingWeight;
  /** Whether the workspace may answer alone. */
  readonly sure: boolean;
  /** How sure a suggestion has to be that the editor would show unasked. */
  readonly eagerness: Eagerness;
  /** Whether lines of the workspace's other files stand before the document. */
  readonly snippets: boolean;
  readonly json: boolean;
  /** The cursor, both counted from 1 as editors show them; absent with `--batch`. */
  readonly cursor: { readonly file: string; readonly line: number; readonly column: number } | undefined;
}

export const cliUsage = `One completion in the terminal, through the same pipeline as the editor's.

  npm run complete -- --file F --line L --column C    completes at the cursor; both count from 1, as editors show them
  npm run complete -- --batch                         answers each line of its input, a request as a JSON object, with one
                                                      line: {id, text, shown, tokens: [{text, logprob}], timings, ...},
                                                      or {id, line, error} if it cannot; npm run -s adds no lines to these
  a request:              {prefix, suffix, id?: anything, path?, languageId?: such as "python", where the path does not say
                          it, mode?, strategy?, workspace?: a folder, for it and all lines after it}; others are ignored
  its strategy:           {"kind": "greedy"}, {"kind": "sample", temperature?, topK?, topP?, minP?, typical?,
                          repetitionPenalty?, frequencyPenalty?, presencePenalty?, noRepeatNgram?, penaltyWindow?, seed?,
                          samples?} or {"kind": "beam", width?, lengthPenalty?, earlyStopping?}, with the defaults below
  --model DIR             a model folder (the built-in model)
  --mode M                line, block or free (line)
  --strategy S            greedy, sample or beam (greedy)
  with sample:            --temperature T (0.7) --top-k K (40) --top-p P (0.95) --min-p P --typical P
                          --repetition-penalty R --frequency-penalty F --presence-penalty P --no-repeat-ngram N
                          --penalty-window N (64) --seed N (0) --samples N (1)
  with beam:              --width N (4) --length-penalty P (0) --early-stopping
  --workspace DIR         mixes the model with the open file and the files of a folder; --file then counts from there
  --share S               how much of each step is the workspace's: fitted, or a number from 0 to 0.99 (fitted)
  --sure                  lets the workspace answer alone where it is sure and the model would have much to read
  --eagerness E           what counts as shown: quiet, balanced, eager (balanced)
  --snippets              begins the prompt with lines of other files of the workspace that have to do with the place
  --drafters A,B          speculative decoding: remains, workspace, lookup, model, in this order; none (all four)
  --draft-model DIR       a smaller model with the same vocabulary that drafts
  --without A,B           leaves rules out: healing, brackets, suffix, repetition, structure
  --top N                 prints the N most probable tokens at each step
  --max-tokens N          the longest completion (48)
  --threads N             (by the model's size)
  --json                  prints the whole result instead of its text

The exit code is 0 if everything was answered, which includes that there is nothing to suggest, and if the reader of the
answers closed its end; 1 if an option, a file or the model was wrong, or a line of --batch was answered with an error.
`;

const modes: readonly Mode[] = ['line', 'block', 'free'];

function numberOf(name: string, text: string, { integer = true, min = 0, max = Infinity } = {}): number {
  const value = Number(text);
  const isFine = text.trim() !== '' && Number.isFinite(value) && value >= min && value <= max;
  if (!isFine || (integer && !Number.isInteger(value))) {
    const range = max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`;
    throw new UserError(`--${name} must be a ${integer ? 'whole ' : ''}number ${range}, not "${text}".`);
  }
  return value;
}

const real = (name: string, text: string, min = 0): number => numberOf(name, text, { integer: false, min });

const share = (name: string, text: string): number => numberOf(name, text, { integer: false, max: 1 });

function strategyOf(values: ReturnType<typeof parse>): Strategy {
  switch (values.strategy) {
    case 'greedy':
      return { kind: 'greedy' };
    case 'sample':
      return samplingStrategy({
        temperature: real('temperature', values.temperature),
        topK: numberOf('top-k', values['top-k']),
        topP: share('top-p', values['top-p']),
        minP: share('min-p', values['min-p']),
        typical: share('typical', values.typical),
        repetitionPenalty: real('repetition-penalty', values['repetition-penalty']),
        frequencyPenalty: real('frequency-penalty', values['frequency-penalty'], -10),
        presencePenalty: real('presence-penalty', values['presence-penalty'], -10),
        noRepeatNgram: numberOf('no-repeat-ngram', values['no-repeat-ngram']),
        penaltyWindow: numberOf('penalty-window', values['penalty-window'], { min: 1 }),
        seed: numberOf('seed', values.seed),
        samples: numberOf('samples', values.samples, { min: 1 }),
      });
    case 'beam':
      return {
        kind: 'beam',
        width: numberOf('width', values.width, { min: 1 }),
        lengthPenalty: real('length-penalty', values['length-penalty']),
        earlyStopping: values['early-stopping'],
      };
    default:
      throw new UserError(`--strategy must be greedy, sample or beam, not "${values.strategy}".`);
  }
}

function shareOf(text: string): MixingWeight {
  if (text === 'fitted') return { kind: 'fitted' };
  return { kind: 'fixed', share: numberOf('share', text, { integer: false, max: 0.99 }) };
}

/** Reads a known name. */
function oneOf<T extends string>(name: string, given: string, known: readonly T[]): T {
  const found = known.find((kind) => kind === given);
  if (!found) throw new UserError(`--${name} must be one of ${known.join(', ')}, not "${given}".`);
  return found;
}

/** Reads a list of known names. */
function listOf<T extends string>(name: string, list: string, known: readonly T[]): T[] {
  if (list === 'none') return [];
  return list.split(',').map((given) => {
    const found = known.find((kind) => kind === given.trim());
    if (!found) throw new UserError(`--${name} must be none or a list of ${known.join(', ')}, not "${list}".`);
    return found;
  });
}

/** @throws UserError for a mode that there is not. */
export function checkMode(value: unknown): Mode {
  const mode = modes.find((one) => one === value);
  if (mode === undefined) throw new UserError(`mode must be line, block or free, not ${show(value)}.`);
  return mode;
}

function parse(args: readonly string[]) {
  const text = (value: string | number) => ({ type: 'string', default: String(value) }) as const;
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
        temperature: text(defaultSampling.temperature),
        'top-k': text(defaultSampling.topK),
        'top-p': text(defaultSampling.topP),
        'min-p': text(defaultSampling.minP),
        typical: text(defaultSampling.typical),
        'repetition-penalty': text(defaultSampling.repetitionPenalty),
        'frequency-penalty': text(defaultSampling.frequencyPenalty),
        'presence-penalty': text(defaultSampling.presencePenalty),
        'no-repeat-ngram': text(defaultSampling.noRepeatNgram),
        'penalty-window': text(defaultSampling.penaltyWindow),
        seed: text(defaultSampling.seed),
        samples: text(defaultSampling.samples),
        width: text(defaultBeam.width),
        'length-penalty': text(defaultBeam.lengthPenalty),
        'early-stopping': { ...flag, default: defaultBeam.earlyStopping },
        drafters: text(drafterKinds.join(',')),
        'draft-model': name,
        workspace: name,
        share: text('fitted'),
        sure: flag,
        eagerness: text('balanced'),
        snippets: flag,
        without: text('none'),
        top: name,
        'max-tokens': text('48'),
        threads: name,
      },
    }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${cliUsage}`);
  }
}

/**
 * Reads the command's arguments.
 *
 * @returns undefined where only help was asked for.
 * @throws UserError naming the option and what it may be.
 */
export function parseCliOptions(args: readonly string[]): CliOptions | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  const { file, line, column } = values;
  if (!values.batch && (file === undefined || line === undefined || column === undefined)) {
    throw new UserError(`Give --file, --line and --column, or --batch.\n\n${cliUsage}`);
  }
  return {
    model: values.model,
    threads: values.threads === undefined ? 'auto' : numberOf('threads', values.threads, { min: 1 }),
    mode: checkMode(values.mode),
    strategy: checkStrategy(strategyOf(values)),
    draftModel: values['draft-model'],
    drafters: listOf('drafters', values.drafters, drafterKinds),
    without: listOf('without', values.without, ruleKinds),
    top: values.top === undefined ? undefined : numberOf('top', values.top, { min: 1 }),
    maxTokens: numberOf('max-tokens', values['max-tokens'], { min: 1 }),
    workspace: values.workspace,
    share: shareOf(values.share),
    sure: values.sure,
    eagerness: oneOf('eagerness', values.eagerness, eagernesses),
    snippets: values.snippets,
    json: values.json,
    cursor: values.batch
      ? undefined
      : { file: file!, line: numberOf('line', line!, { min: 1 }), column: numberOf('column', column!, { min: 1 }) },
  };
}

/** What of the options goes into every request. @param isInWorkspace whether there is a workspace to mix with. */
export function requestOptions(
  options: CliOptions,
  isInWorkspace = options.workspace !== undefined,
): Omit<CompletionRequest, 'path' | 'prefix' | 'suffix'> {
  const { mode, strategy, maxTokens, drafters, without, top, share, sure, snippets } = options;
  return {
    mode,
    strategy,
    maxTokens,
    drafters,
    ...(without.length === 0 ? {} : { without }),
    ...(top === undefined ? {} : { top }),
    ...(isInWorkspace ? { workspace: { share, sure } } : {}),
    ...(isInWorkspace && snippets ? { context: { snippets } } : {}),
  };
}
