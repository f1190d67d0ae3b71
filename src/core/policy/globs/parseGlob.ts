import { anyCharacter, literalNode, nothing, type CharacterRange, type GlobNode } from './globNode.js';

/** A parsed pattern, and whether a part of it is ambiguous. */
export interface ParsedGlob {
  readonly node: GlobNode;
  readonly isInvalid: boolean;
}

/**
 * Parses a glob pattern with `/` between folders: `*`, `**`, `?`, `[a-z]`, `{a,b}` and groups such as `@(a|b)`.
 *
 * Brackets also occur in file names (`[id].ts`, `file(1).ts`), so each of them matches its literal text as well. A
 * bracket that is never closed makes the pattern invalid; it then matches everything that it could if it were closed
 * somewhere. A backslash escapes the character after it.
 */
export function parseGlob(pattern: string): ParsedGlob {
  const parser = new Parser(Array.from(pattern));
  const node = parser.sequence('');
  return { node, isInvalid: parser.isInvalid };
}

class Parser {
  isInvalid = false;
  private at = 0;
  /** Depth of brackets. Only the outermost ones are read literally as well, or the number of nodes would double at each. */
  private depth = 0;

  constructor(private readonly text: readonly string[]) {}

  /** Reads up to one of the characters of `ends`, or to the pattern's end. */
  sequence(ends: string): GlobNode {
    const nodes: GlobNode[] = [];
    while (this.at < this.text.length && !ends.includes(this.text[this.at]!)) nodes.push(this.next(ends));
    return nodes.length === 1 ? nodes[0]! : { kind: 'sequence', nodes };
  }

  private next(ends: string): GlobNode {
    const character = this.text[this.at]!;
    if ('?*+@!('.includes(character)) {
      const group = this.group(character);
      if (group) return group;
    }
    switch (character) {
      case '*':
        return this.stars(ends);
      case '?':
        this.at++;
        return anyCharacter;
      case '[':
        return this.set(ends);
      case '{':
        return this.braces();
      case '\\':
        this.at += 2;
        return { kind: 'character', character: this.text[this.at - 1] ?? character };
      default:
        this.at++;
        return { kind: 'character', character };
    }
  }

  private stars(ends: string): GlobNode {
    const start = this.at;
    while (this.text[this.at] === '*') this.at++;
    const before = this.text[start - 1];
    const after = this.text[this.at];
    const isWholeName =
      (before === undefined || '/{,(|'.includes(before)) &&
      (after === undefined || after === '/' || ends.includes(after));
    if (this.at - start === 1 || !isWholeName) return { kind: 'nameRun' };
    if (after !== '/') return { kind: 'anything' };
    this.at++;
    return { kind: 'folders' };
  }

  private set(ends: string): GlobNode {
    const start = this.at;
    const isNegated = '!^'.includes(this.text[start + 1] ?? ' ');
    const first = start + (isNegated ? 2 : 1);
    const end = this.text.indexOf(']', first + 1);
    const slash = this.text.indexOf('/', first);
    if (end < 0 || (slash >= 0 && slash < end)) {
      // `[]` and `[!]` are names; anything else lacks its bracket, and the set may end anywhere before the next dot.
      if (this.text[first] === ']') return this.literalUpTo(first);
      this.isInvalid = true;
      while (this.at < this.text.length && !`./${ends}`.includes(this.text[this.at]!)) this.at++;
      return { kind: 'nameRun' };
    }
    const ranges = this.ranges(this.text.slice(first, end));
    return { kind: 'choice', nodes: [{ kind: 'set', ranges, isNegated }, this.literalUpTo(end)] };
  }

  private ranges(members: readonly string[]): CharacterRange[] {
    const ranges: CharacterRange[] = [];
    for (let i = 0; i < members.length; i++) {
      const from = members[i]!;
      const isRange = members[i + 1] === '-' && i + 2 < members.length;
      const to = isRange ? members[(i += 2)]! : from;
      if (from > to) this.isInvalid = true;
      ranges.push(from > to ? [to, from] : [from, to]);
    }
    return ranges;
  }

  private braces(): GlobNode {
    const start = this.at;
    const nodes: GlobNode[] = [];
    this.depth++;
    do {
      this.at++;
      nodes.push(this.sequence(',}'));
    } while (this.text[this.at] === ',');
    this.depth--;
    if (this.at >= this.text.length) this.isInvalid = true;
    const content = this.text.slice(start + 1, this.at).join('');
    // `{1..9}`
    if (/^\w+\.\.\w+$/.test(content)) nodes.push({ kind: 'nameRun' });
    this.at++;
    return this.orLiteral(start, { kind: 'choice', nodes });
  }

  /** Parses `@(a|b)`, the other prefixes, and `(a|b)`; undefined for brackets that are part of a name. */
  private group(prefix: string): GlobNode | undefined {
    const start = this.at;
    const opener = prefix === '(' ? start : start + 1;
    if (this.text[opener] !== '(') return undefined;
    const end = this.closerOf(opener);
    if (end === undefined || (prefix === '(' && !this.text.slice(opener, end).includes('|'))) return undefined;
    const nodes: GlobNode[] = [];
    this.depth++;
    for (this.at = opener; this.at < end;) {
      this.at++;
      nodes.push(this.sequence('|)'));
    }
    this.depth--;
    this.at = end + 1;
    return this.orLiteral(start, quantified(prefix, { kind: 'choice', nodes }));
  }

  /** The node of a part that ends here, or its literal text. */
  private orLiteral(start: number, node: GlobNode): GlobNode {
    if (this.depth > 0) return node;
    return { kind: 'choice', nodes: [node, literalNode(this.text.slice(start, this.at).join(''))] };
  }

  private closerOf(opener: number): number | undefined {
    let depth = 0;
    for (let i = opener; i < this.text.length; i++) {
      if (this.text[i] === '(') depth++;
      if (this.text[i] === ')' && --depth === 0) return i;
    }
    return undefined;
  }

  private literalUpTo(end: number): GlobNode {
    const text = this.text.slice(this.at, end + 1).join('');
    this.at = end + 1;
    return literalNode(text);
  }
}

function quantified(prefix: string, node: GlobNode): GlobNode {
  switch (prefix) {
    case '?':
      return { kind: 'choice', nodes: [node, nothing] };
    case '*':
      return { kind: 'repeated', node };
    case '+':
      return { kind: 'sequence', nodes: [node, { kind: 'repeated', node }] };
    // Matches any name: more is excluded than intended, never less.
    case '!':
      return { kind: 'nameRun' };
    default:
      return node;
  }
}
