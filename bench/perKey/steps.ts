import { Session } from 'node:inspector';

/** A block of code and how often it ran, as V8 reports it. */
interface BlockCount {
  readonly count: number;
}
interface ScriptCounts {
  readonly url: string;
  readonly functions: readonly { readonly ranges: readonly BlockCount[] }[];
}

/** Methods that read their whole string in the worst case; all others cost one step. */
const readers = ['split', 'trim', 'trimEnd', 'trimStart', 'includes', 'indexOf', 'lastIndexOf', 'replaceAll'] as const;
type Reader = (this: string, ...args: unknown[]) => unknown;

/** Upper bound of the characters that a method read; a search ends where it finds something. */
function charactersRead(
  name: (typeof readers)[number],
  text: string,
  args: readonly unknown[],
  result: unknown,
): number {
  if (name.startsWith('trim')) return text.length - (result as string).length + 1;
  const from = typeof args[1] === 'number' ? Math.max(0, args[1]) : 0;
  if (name === 'indexOf')
    return (result as number) < 0 ? Math.max(1, text.length - from) : (result as number) - from + 1;
  if (name === 'lastIndexOf') return (result as number) < 0 ? text.length : text.length - (result as number);
  return text.length + 1;
}

/**
 * Counts steps instead of time: the executions of each block of the code under test, and the characters that its calls of
 * regular expressions and string methods may read. The count does not depend on the machine's load.
 *
 * A regular expression counts as the length of its text. That is right only for linear ones, which the linter enforces
 * (`regexp/no-super-linear-*`).
 */
export class StepCounter {
  private readonly session = new Session();
  private readonly restore: (() => void)[] = [];
  private characters = 0;
  private isCounting = false;

  /**
   * Counts code that is compiled after this, so it has to be imported later.
   *
   * @param isCounted selects the scripts under test by their URL.
   */
  constructor(private readonly isCounted: (url: string) => boolean) {
    this.session.connect();
    this.post('Profiler.enable');
    this.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    for (const name of readers) this.watch(name);
    this.watchExpressions();
  }

  /** The steps of one run. */
  stepsOf(run: () => unknown): number {
    this.takeBlocks();
    this.characters = 0;
    this.isCounting = true;
    try {
      run();
    } finally {
      this.isCounting = false;
    }
    return this.characters + this.takeBlocks();
  }

  dispose(): void {
    for (const restore of this.restore) restore();
    this.session.disconnect();
  }

  private takeBlocks(): number {
    const { result } = this.post('Profiler.takePreciseCoverage') as { result: readonly ScriptCounts[] };
    let steps = 0;
    for (const { url, functions } of result) {
      if (!this.isCounted(url)) continue;
      for (const { ranges } of functions) for (const { count } of ranges) steps += count;
    }
    return steps;
  }

  private watch(name: (typeof readers)[number]): void {
    const prototype = String.prototype as unknown as Record<string, Reader>;
    const original = prototype[name]!;
    const counted = (text: string, args: unknown[]): unknown => {
      // Splitting by an expression may ask `exec` at every character; what it reads is counted here.
      const wasCounting = this.isCounting;
      this.isCounting = false;
      const result = original.apply(text, args);
      this.isCounting = wasCounting;
      if (wasCounting) this.characters += charactersRead(name, text, args, result);
      return result;
    };
    prototype[name] = function (this: string, ...args) {
      return counted(this, args);
    };
    this.restore.push(() => (prototype[name] = original));
  }

  /** All methods that take a regular expression call `exec` if it is not the built-in one. */
  private watchExpressions(): void {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- It is called with its own expression below.
    const original = RegExp.prototype.exec;
    const add = (expression: RegExp, text: string, from: number, found: RegExpExecArray | null): void => {
      if (!this.isCounting) return;
      const isRepeated = expression.global || expression.sticky;
      const read = found ? found.index + found[0].length : text.length;
      this.characters += Math.max(1, read - (isRepeated ? from : 0));
    };
    RegExp.prototype.exec = function (this: RegExp, text: string) {
      const from = this.lastIndex;
      const found = original.call(this, text);
      add(this, text, from, found);
      return found;
    };
    this.restore.push(() => (RegExp.prototype.exec = original));
  }

  private post(method: string, parameters: object = {}): unknown {
    let answer: unknown;
    // The session belongs to this thread: it answers before `post` returns.
    this.session.post(method, parameters, (error, result) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  }
}
