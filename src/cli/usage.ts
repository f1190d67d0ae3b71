import { numberSettings } from '../core/numberSettings.js';
import type { NumberSetting } from '../core/sampling/numberRange.js';
import { beamSettings, samplingFields } from '../core/sampling/samplingSettings.js';

/** The flag of a setting: `topK` is `top-k`. */
export const flagOf = (setting: string): string => setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const maxColumns = 120;
const indent = ' '.repeat(26);

/** Joins words in lines that begin at the column of the explanations. */
function wrapped(words: readonly string[]): string {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (indent.length + longer.length <= maxColumns) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  return [...lines, line].join(`\n${indent}`);
}

const flagsOf = (settings: Readonly<Record<string, NumberSetting>>): string =>
  wrapped(Object.entries(settings).map(([name, setting]) => `--${flagOf(name)} N (${setting.default})`));

const optionalFields = wrapped(Object.keys(samplingFields).map((name) => `${name}?`));

export const cliUsage = `One completion in the terminal, through the same pipeline as the editor's.

  npm run complete -- --file F --line L --column C    completes at the cursor; both count from 1, as editors show them
  npm run complete -- --batch                         answers each line of its input, a request as a JSON object, with one
                                                      line: {id, text, shown, tokens: [{text, logprob}], timings, ...},
                                                      or {id, line, error} if it cannot; npm run -s adds no lines to these
  a request:              {prefix, suffix, id?: anything, path?, languageId?: such as "python", where the path does not say
                          it, mode?, strategy?, workspace?: a folder, for it and all lines after it}; others are ignored
  its strategy:           {"kind": "greedy"}, {"kind": "beam", width?, lengthPenalty?, earlyStopping?}, or
                          {"kind": "sample", ...} with any of these, by default as below:
                          ${optionalFields}
  --model DIR             a model folder (the built-in model)
  --server ADDRESS        asks an inference server: llama.cpp, vLLM, Ollama or a compatible one; its API key is read from the
                          environment variable INKLING_SERVER_KEY
  --server-model NAME     one of the server's models (its first)
  --mode M                line, block, construct or free (line)
  --strategy S            greedy, sample or beam (greedy)
  with sample:            ${flagsOf(samplingFields)}
  with beam:              ${flagsOf(beamSettings)}  --early-stopping
  --workspace DIR         mixes the model with the open file and the files of a folder; --file then counts from there
  --share S               how much of each step is the workspace's: fitted, or a number from 0 to 0.99 (fitted)
  --sure                  lets the workspace answer alone where it is sure and the model would have much to read
  --eagerness E           what counts as shown: quiet, balanced, eager (balanced)
  --snippets              begins the prompt with lines of other files of the workspace that have to do with the place
  --drafters A,B          speculative decoding: previousSuggestion, workspace, lookup, model, in this order; none (all four)
  --draft-model DIR       a smaller model with the same vocabulary that drafts
  --without A,B           leaves rules out: healing, brackets, suffix, repetition, structure
  --top N                 prints the N most probable tokens at each step
  --max-tokens N          the longest completion (${numberSettings.maxTokens.default})
  --threads N             (by the model's size)
  --runtime R             native or wasm (native, and wasm where the system does not load that)
  --json                  prints the whole result instead of its text

The exit code is 0 if everything was answered, which includes that there is nothing to suggest, and if the reader of the
answers closed its end; 1 if an option, a file or the model was wrong, or a line of --batch was answered with an error.
`;
