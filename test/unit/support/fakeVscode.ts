import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemasIn, type SettingsManifest } from '../../../src/core/settingSchema.js';

/**
 * A double of VS Code's API for unit tests, which `vitest.config.mjs` puts in its place. It has no editor and no
 * documents, and answers what it does not know with an object that takes every call. What it hands out to be disposed
 * is counted, so that a test can tell what was not.
 */

/** Disposables that are not disposed yet, with the call that made each. */
const live = new Map<object, string>();

/** The calls whose disposables are not disposed, sorted. */
export const undisposed = (): string[] => [...live.values()].sort();

/** Takes every call and has every member, each of which is the same. */
const anything: unknown = new Proxy((): unknown => undefined, {
  apply: () => anything,
  get: (_, name): unknown => {
    // No promise; and one that is iterated over is done at once.
    if (name === 'then') return undefined;
    if (name === Symbol.toPrimitive) return () => '';
    return anything;
  },
});

/** An object to be disposed. @param what the call that made it, for the message. */
function counted(what: string): object {
  const disposable: object = new Proxy(
    { dispose: () => void live.delete(disposable) },
    {
      get: (target, name): unknown => Reflect.get(target, name) ?? Reflect.get(anything as object, name),
      set: () => true,
    },
  );
  live.set(disposable, what);
  return disposable;
}

/** A namespace of the API: `values`, and for other names events, registrations and whatever there may be. */
const namespaceOf = (of: string, values: object = {}): unknown =>
  new Proxy(values, {
    get: (target, name) => {
      if (name in target || typeof name === 'symbol') return Reflect.get(target, name) as unknown;
      if (/^(?:on(?:Did|Will)|register|create)/.test(name)) return () => counted(`${of}.${name}`);
      // No one answers a message or picks an item.
      return name.startsWith('show') ? () => Promise.resolve(undefined) : anything;
    },
  });

export const manifest = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
) as SettingsManifest;

const schemas = schemasIn(manifest);

/** Each setting as the manifest has it. */
function configuration(section?: string): object {
  const defaultOf = (key: string): unknown => schemas[section === undefined ? key : `${section}.${key}`]?.default;
  return {
    get: (key: string, otherwise?: unknown) => (defaultOf(key) === undefined ? otherwise : defaultOf(key)),
    inspect: (key: string) => ({ defaultValue: defaultOf(key) }),
    has: () => false,
    update: () => Promise.resolve(),
  };
}

export class Disposable {
  constructor(readonly dispose: () => unknown) {}

  static from(...all: readonly { dispose: () => unknown }[]): Disposable {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }
}

export class EventEmitter {
  private readonly emitter = counted('new EventEmitter') as Disposable;
  readonly event = (): object => counted('EventEmitter.event');
  fire(): void {
    // No test here needs a listener to be called.
  }
  dispose(): void {
    this.emitter.dispose();
  }
}

/** An error with the code that its maker has given it. */
export class FileSystemError extends Error {
  constructor(
    message: string,
    readonly code = 'Unknown',
  ) {
    super(message);
  }

  static FileNotFound = (message: string): FileSystemError => new FileSystemError(message, 'FileNotFound');
  static Unavailable = (message: string): FileSystemError => new FileSystemError(message, 'Unavailable');
}

/** A class of which only objects are made. */
class Plain {
  readonly isDouble = true;
}

const enumeration = new Proxy({}, { get: (_, name) => name });

export { Plain as CodeLens, Plain as InlineCompletionItem, Plain as MarkdownString, Plain as Position };
export { Plain as Range, Plain as RelativePattern, Plain as Selection, Plain as ThemeColor, Plain as ThemeIcon };
export { Plain as WorkspaceEdit };
export { enumeration as ConfigurationTarget, enumeration as DecorationRangeBehavior, enumeration as EndOfLine };
export { enumeration as ExtensionMode, enumeration as FileType, enumeration as InlineCompletionTriggerKind };
export { enumeration as OverviewRulerLane, enumeration as ProgressLocation, enumeration as QuickPickItemKind };
export { enumeration as StatusBarAlignment, enumeration as TextDocumentChangeReason, enumeration as UIKind };
export { enumeration as TextEditorCursorStyle, enumeration as TextEditorRevealType, enumeration as ViewColumn };
export { enumeration as ColorThemeKind };
export { anything as Uri };

export const commands = namespaceOf('commands', { getCommands: () => Promise.resolve([]) });
export const env = namespaceOf('env', { language: 'en', remoteName: undefined });
export const extensions = namespaceOf('extensions', { all: [], getExtension: () => undefined });
export const l10n = { t: (text: string): string => text, bundle: undefined };
export const languages = namespaceOf('languages');
export const window = namespaceOf('window', {
  activeTextEditor: undefined,
  visibleTextEditors: [],
  tabGroups: namespaceOf('tabGroups', { all: [] }),
});
export const workspace = namespaceOf('workspace', {
  getConfiguration: configuration,
  isTrusted: true,
  notebookDocuments: [],
  textDocuments: [],
  workspaceFolders: undefined,
});
export const version = '0.0.0';
