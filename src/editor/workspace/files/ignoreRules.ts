import ignore, { type Ignore } from 'ignore';

/** The rules of several `.gitignore` files of one repository; the same value for good. */
export class IgnoreRules {
  private constructor(
    private readonly rules: Ignore,
    private readonly ignoreCase: boolean,
  ) {}

  static none(ignoreCase: boolean): IgnoreRules {
    return new IgnoreRules(ignore({ ignoreCase }), ignoreCase);
  }

  /**
   * These rules and those of one more file, which take precedence.
   *
   * @param folder where the file's patterns apply, relative to the repository; empty for all of it.
   */
  with(folder: string, text: string): IgnoreRules {
    const { ignoreCase } = this;
    const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
    const own = folder === '' ? lines : lines.flatMap((line) => below(folder, line) ?? []);
    return new IgnoreRules(ignore({ ignoreCase }).add(this.rules).add(own), ignoreCase);
  }

  /** Whether a path of the repository is ignored, itself or with a folder around it; folders end with `/`. */
  ignores(path: string): boolean {
    return this.rules.ignores(path);
  }
}

/** As git has it: a backslash keeps the space after it. */
function withoutTrailingSpaces(pattern: string): string {
  let end = pattern.length;
  while (pattern[end - 1] === ' ') end--;
  return pattern.slice(0, pattern[end - 1] === '\\' ? end + 1 : end);
}

/** A pattern of a file in a folder, spelled for the repository; undefined where it matches nothing. */
function below(folder: string, line: string): string | undefined {
  const isNegated = line.startsWith('!');
  const pattern = isNegated ? line.slice(1) : line;
  const bare = withoutTrailingSpaces(pattern);
  if (line.startsWith('#') || /^\/*$/.test(bare)) return undefined;
  const isAnchored = bare.slice(0, -1).includes('/');
  const place = folder.replace(/[\\*?[\]!# ]/g, '\\$&');
  return `${isNegated ? '!' : ''}/${place}/${isAnchored ? pattern.replace(/^\//, '') : `**/${pattern}`}`;
}
