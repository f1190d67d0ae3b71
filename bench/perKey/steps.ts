import { Session } from 'node:inspector';

/** A block of code and how often it ran, as V8 reports it. */
interface BlockCount {
  readonly count: number;
}
interface ScriptCounts {
  readonly url: string;
  readonly functions: readonly { readonly ranges: readonly BlockCount[] }[];
}

/** Methods that read their string from end to end at worst; all others cost a step, whatever the length. */
const readers = ['split', 'trim', 'trimEnd', 'trimStart', 'includes', 'indexOf', 'lastIndexOf', 'replaceAll'] as const;
type Reader = (this: string, ...args: unknown[]) => unknown;

/** How many characters a reading method looked at: an upper bound, except that a search ends where it finds something. */
function charactersRead(
  name: (typeof readers)[number],
  text: string,
  args: readonly unknown[],
  found: unknown,
): number {
  if (name.startsWith('trim')) return text.length - (found as string).length + 1;
  const from = typeof args[1] === 'number' ? Math.max(0, args[1]) : 0;
  if (name === 'indexOf') return (found as number) < 0 ? Math.max(1, text.length - from) : (found as number) - from + 1;
  if (name === 'lastIndexOf') return (found as number) < 0 ? text.length : text.length - (found as number);
  return text.length + 1;
}

/**
 * Counts steps instead of time: how often each block of the code under test ran, and how many characters its calls of
 * regular expressions and of string methods could look at. A machine under load counts the same as an idle one.
 *
 * A regular expression counts as long as the text that it is given. That is true only of linear ones: the linter holds
 * all of them to that (`regexp/no-super-linear-*`).
 */
export class StepCounter {
  private readonly session = new Session();
  private readonly restore: (() => void)[] = [];
  private characters = 0;
  private isCounting = false;

  /**
   * Code is counted if it is compiled after this, so it has to be imported later.
   *
   * @param isCounted tells the scripts under test by their URL.
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
      const found = original.apply(text, args);
      this.isCounting = wasCounting;
      if (wasCounting) this.characters += charactersRead(name, text, args, found);
      return found;
    };
    prototype[name] = function (this: string, ...args) {
      return counted(this, args);
    };
    this.restore.push(() => (prototype[name] = original));
  }

  /** All methods that take a regular expression end in `exec` once it is no longer the built-in one. */
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
    // The session is this thread's own: it answers before `post` returns.
    this.session.post(method, parameters, (error, result) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  }
}
