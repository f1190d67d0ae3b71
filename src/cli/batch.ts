import { UserError } from '../core/errors.js';
import { readLine, requestOf, type BatchLine, type BatchRequest } from './batchLine.js';
import { completeText, type PrintedAnswer } from './completeText.js';
import type { InputLine } from './inputLines.js';
import { requestOptions, type CliOptions } from './options.js';
import type { TerminalEngine } from './terminalEngine.js';

/** Where a batch's answers go. */
export interface BatchOutput {
  /** Prints a line; false once its reader has gone, which ends the batch. */
  readonly write: (line: string) => Promise<boolean>;
  /** Told of errors that no request explains. */
  readonly onBug: (error: unknown) => void;
}

/** Answers requests one after the other, each in the workspace that the last one before it named. */
class Batch {
  private workspace: string | undefined;

  constructor(
    private readonly engine: TerminalEngine,
    private readonly options: CliOptions,
  ) {
    this.workspace = options.workspace;
  }

  async answer({ fields }: BatchLine): Promise<PrintedAnswer> {
    if (fields instanceof UserError) throw fields;
    const { workspace, ...request } = requestOf(fields);
    if (workspace !== undefined && workspace !== this.workspace) {
      await this.engine.index(workspace);
      this.workspace = workspace;
    }
    return this.complete(request);
  }

  private complete({ prefix, suffix, ...request }: Omit<BatchRequest, 'workspace'>): Promise<PrintedAnswer> {
    const { engine, options, workspace } = this;
    return completeText(
      engine,
      { prefix: prefix, suffix: suffix },
      { ...requestOptions(options, workspace !== undefined), ...request },
      options.eagerness,
    );
  }
}

/** JSON of an answer; without its id where that nests too deeply to be written. */
function jsonOf(id: Pick<BatchLine, 'id'>, answer: object): string {
  try {
    return JSON.stringify({ ...id, ...answer });
  } catch {
    return JSON.stringify(answer);
  }
}

/**
 * Answers each line of the input with one line, in their order: a request's id and its completion, or `{id, line, error}`
 * where the line cannot be read or answered, with the id as far as it can be read.
 *
 * @returns how many lines could not be answered.
 */
export async function runBatch(
  engine: TerminalEngine,
  input: AsyncIterable<InputLine>,
  options: CliOptions,
  { write, onBug }: BatchOutput,
): Promise<number> {
  const batch = new Batch(engine, options);
  let failures = 0;
  let number = 0;
  for await (const text of input) {
    number++;
    const { fields, ...id } = readLine(text);
    let answer: object;
    try {
      answer = await batch.answer({ fields });
    } catch (error) {
      failures++;
      if (!(error instanceof UserError)) onBug(error);
      answer = { line: number, error: error instanceof Error ? error.message : String(error) };
    }
    if (!(await write(jsonOf(id, answer)))) break;
  }
  return failures;
}
