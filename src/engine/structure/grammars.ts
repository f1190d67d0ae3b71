import type * as TreeSitter from '@vscode/tree-sitter-wasm';
import type { Language } from '../../core/language/language.js';
import { grammarFile } from '../../core/language/languages.js';

/** A failure may pass, such as a lack of file descriptors; a file that is missing stays so. */
const maxTries = 3;

/** Parsers of tree-sitter, each loaded when a file of its language first needs one. */
export class Grammars {
  private library: Promise<typeof TreeSitter> | undefined;
  private readonly parsers = new Map<string, Promise<TreeSitter.Parser | undefined>>();
  private readonly failures = new Map<string, number>();

  /**
   * @param read reads `tree-sitter.wasm` or a grammar by its name.
   * @param onProblem called once for each that cannot be loaded. It is tried again with the next requests for it.
   */
  constructor(
    private readonly read: (name: string) => Promise<Uint8Array>,
    private readonly onProblem: (error: unknown) => void,
  ) {}

  /** @returns undefined for a language without a grammar, and if the grammar cannot be loaded. */
  async parserFor(language: Language | undefined): Promise<TreeSitter.Parser | undefined> {
    const grammar = language?.grammar;
    if (grammar === undefined) return undefined;
    let parser = this.parsers.get(grammar);
    if (!parser) this.parsers.set(grammar, (parser = this.load(grammar)));
    return parser;
  }

  private async load(grammar: string): Promise<TreeSitter.Parser | undefined> {
    try {
      const { Language, Parser } = await this.started();
      const parser = new Parser();
      return parser.setLanguage(await Language.load(await this.read(grammarFile(grammar))));
    } catch (error) {
      const failures = (this.failures.get(grammar) ?? 0) + 1;
      this.failures.set(grammar, failures);
      if (failures === 1) this.onProblem(error);
      if (failures < maxTries) this.parsers.delete(grammar);
      return undefined;
    }
  }

  private async started(): Promise<typeof TreeSitter> {
    const starting = (this.library ??= this.start());
    try {
      return await starting;
    } catch (error) {
      if (this.library === starting) this.library = undefined;
      throw error;
    }
  }

  private async start(): Promise<typeof TreeSitter> {
    // The library is CommonJS: its names come as one object.
    const { default: library } = (await import('@vscode/tree-sitter-wasm')) as unknown as {
      default: typeof TreeSitter;
    };
    // An option of Emscripten's modules that the library's types do not have.
    const options = { wasmBinary: await this.read('tree-sitter.wasm') } as unknown as { locateFile: () => string };
    await library.Parser.init(options);
    return library;
  }
}
