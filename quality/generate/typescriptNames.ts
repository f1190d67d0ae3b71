import ts from 'typescript';
import type { SourceFile } from '../material/material.js';

const root = '/workspace/';

/** Cannot find name (also with a proposal, as a type, or in a shorthand); no such property. */
const unknownNameCodes: ReadonlySet<number> = new Set([2304, 2552, 2503, 2693, 18004, 2339, 2551]);

/** TypeScript's language service in a workspace: finds the names of a text that are not declared. */
export class TypeScriptNames {
  private readonly texts: Map<string, string>;
  private readonly versions = new Map<string, number>();
  private readonly service: ts.LanguageService;

  constructor(files: readonly SourceFile[]) {
    const sources = files.filter(({ path }) => /\.[cm]?tsx?$/.test(path));
    this.texts = new Map(sources.map(({ path, text }) => [root + path, text]));
    this.service = ts.createLanguageService(this.host());
  }

  /** The undeclared names in a range of a file, if the file had another text; each once. */
  undeclared(path: string, text: string, start: number, end: number): readonly string[] {
    const file = root + path;
    const saved = this.texts.get(file);
    this.change(file, text);
    try {
      const found = this.service
        .getSemanticDiagnostics(file)
        .filter(({ code, start: at = -1 }) => unknownNameCodes.has(code) && at >= start && at < end);
      return [...new Set(found.map(({ start: at = 0, length = 0 }) => text.slice(at, at + length)))];
    } finally {
      this.change(file, saved);
    }
  }

  dispose(): void {
    this.service.dispose();
  }

  private change(file: string, text: string | undefined): void {
    if (text === undefined) this.texts.delete(file);
    else this.texts.set(file, text);
    this.versions.set(file, (this.versions.get(file) ?? 0) + 1);
  }

  private host(): ts.LanguageServiceHost {
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      jsx: ts.JsxEmit.ReactJSX,
      skipLibCheck: true,
      noEmit: true,
      types: [],
    };
    const readText = (file: string): string | undefined => this.texts.get(file) ?? ts.sys.readFile(file);
    return {
      getCompilationSettings: () => options,
      getScriptFileNames: () => [...this.texts.keys()],
      getScriptVersion: (file) => String(this.versions.get(file) ?? 0),
      getScriptSnapshot: (file) => {
        const text = readText(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => root,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: (file) => this.texts.has(file) || (!file.startsWith(root) && ts.sys.fileExists(file)),
      readFile: readText,
    };
  }
}
