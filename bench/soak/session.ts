import { type CompletionRequest, drafterKinds } from '../../src/core/request.js';
import { withTextCount, samplingStrategy } from '../../src/core/sampling/sampling.js';
import type { Rng } from '../../src/core/sampling/rng.js';
import { tidyEnd, tidyStart, windowAround } from '../../src/core/prompt/window.js';
import { restOfLine, type CursorContext, promptTexts } from '../../src/core/suggest/cursorContext.js';
import { modeAt } from '../../src/core/suggest/multiline.js';
import { Suggester } from '../../src/core/suggest/suggester.js';
import type { SuggestionItem } from '../../src/core/suggest/suggestionRequest.js';
import type { Engine } from '../../src/engine/engine.js';
import { EditedDocument } from './editedDocument.js';
import type { SoakFile } from './documents.js';
import { stepAt, type StepName } from './stepPlan.js';

const openDocuments = 12;
/** Characters of a document that are deleted to be typed again. */
const regionCharacters = 400;

/** A completed step. */
export interface CompletedStep {
  readonly step: StepName;
  /** Time from a key to its ghost text; absent for other steps. */
  readonly latencyMs?: number;
}

/** An open document and the text left to type at its cursor. */
interface Tab {
  readonly document: EditedDocument;
  readonly source: SoakFile;
  toType: string;
}

/** Everything that a session works with. */
interface SessionParts {
  readonly engine: Engine;
  readonly sources: readonly SoakFile[];
  readonly rng: Rng;
  /** An empty folder for the saved index. */
  readonly indexFolder: string;
  /** A clock in milliseconds. */
  readonly now: () => number;
}

/**
 * A user's random editing session without an editor: the requests, and the rules for shown texts, are those of
 * `editor/inline/provider.ts`.
 *
 * The random numbers of a step are drawn before any request, so the same seed gives the same steps, however cancellations
 * change the answers.
 */
export class Session {
  private readonly suggester: Suggester;
  private readonly tabs: Tab[] = [];
  private tab!: Tab;
  private shown: SuggestionItem | undefined;
  private steps = 0;

  constructor(private readonly parts: SessionParts) {
    const { engine, rng } = parts;
    this.suggester = new Suggester({
      complete: (request, signal) => engine.complete(request, { signal }),
      pause: () => Promise.resolve(),
    });
    this.switchDocument(rng(), rng());
  }

  /** Indexes all sources. */
  async open(): Promise<void> {
    const updates = this.parts.sources.map(({ path, text }) =>
      this.parts.engine.workspace({ kind: 'update', path, text }),
    );
    await Promise.all([...updates, this.parts.engine.workspace({ kind: 'finish' })]);
  }

  /** Does the next random step. */
  async step(): Promise<CompletedStep> {
    this.steps++;
    const [choice, a, b] = [this.parts.rng(), this.parts.rng(), this.parts.rng()];
    const step = stepAt(this.steps, choice);
    const latencyMs = await this.act(step, a, b);
    return { step, ...(latencyMs === undefined ? {} : { latencyMs }) };
  }

  private async act(step: StepName, a: number, b: number): Promise<number | undefined> {
    const { engine, indexFolder } = this.parts;
    const { document } = this.tab;
    switch (step) {
      case 'type':
        this.type(a, b);
        return this.suggest();
      case 'accept':
      case 'accept word':
        if (!this.accept(step === 'accept')) this.type(a, b);
        return this.suggest();
      case 'undo':
        document.undo();
        return this.suggest();
      case 'delete':
        document.edit('', 1 + Math.floor(4 * a));
        return this.suggest();
      case 'switch':
        this.switchDocument(a, b);
        return this.suggest();
      case 'ask':
        await this.suggestAs(true, new AbortController().signal);
        return undefined;
      case 'generate':
        await this.generate(a, b);
        return undefined;
      case 'cancel':
        await this.overtaken(a);
        return undefined;
      case 'update file':
        await this.update(a, b);
        return undefined;
      case 'remove file':
        await engine.workspace({ kind: 'remove', path: this.sourceAt(a).path });
        return undefined;
      case 'save index':
        await engine.workspace({ kind: 'finish' });
        await engine.workspace({ kind: 'save', folder: indexFolder });
        return undefined;
      case 'load index':
        await engine.workspace({ kind: 'load', folder: indexFolder });
        return undefined;
      case 'step':
        await engine.step(this.request(this.place, false));
        return undefined;
      case 'reload':
        await engine.reload();
        return undefined;
      case 'restart':
        await engine.restart();
        // The new thread has an empty index, which the editor fills from disk and from the files.
        await this.open();
        return undefined;
    }
  }

  private sourceAt(share: number): SoakFile {
    return this.parts.sources[Math.floor(share * this.parts.sources.length)]!;
  }

  /** Opens a document, or goes back to one that is open, and deletes a stretch of it that is then typed again. */
  private switchDocument(which: number, where: number): void {
    if (this.tabs.length >= openDocuments) this.tabs.shift();
    const source = this.sourceAt(which);
    const { text } = source;
    const start = text.lastIndexOf('\n', Math.floor(where * text.length)) + 1;
    const toType = text.slice(start, start + regionCharacters);
    const document = new EditedDocument(source.path, text, start);
    document.edit('', 0, toType.length);
    this.tab = { document, source, toType };
    this.tabs.push(this.tab);
    this.shown = undefined;
  }

  /** The next character of what was deleted; once in a while a wrong one, which stays until it is undone. */
  private type(a: number, b: number): void {
    const { tab } = this;
    const next = tab.toType[0];
    if (next === undefined) return this.switchDocument(a, b);
    if (a < 0.02) return tab.document.edit('xyz;({['[Math.floor(7 * b)]!);
    tab.document.edit(next);
    tab.toType = tab.toType.slice(1);
  }

  /** @returns false if nothing is shown. */
  private accept(isWhole: boolean): boolean {
    const { shown, tab } = this;
    if (!shown) return false;
    const text = isWhole ? shown.text : /^\s*\S+/.exec(shown.text)![0];
    tab.document.edit(text, 0, isWhole ? shown.replaces : 0);
    if (tab.toType.startsWith(text)) tab.toType = tab.toType.slice(text.length);
    if (isWhole) this.suggester.accepted({ context: this.place, request: (place) => this.request(place, false) });
    return true;
  }

  private async suggest(): Promise<number> {
    const startMs = this.parts.now();
    this.suggester.keyAt(startMs);
    await this.suggestAs(false, new AbortController().signal);
    return this.parts.now() - startMs;
  }

  private async suggestAs(isExplicit: boolean, signal: AbortSignal): Promise<void> {
    const request = (place: CursorContext): CompletionRequest => this.request(place, isExplicit);
    const suggestionRequest = { context: this.place, isExplicit, maxItems: isExplicit ? 3 : 1, delayMs: 0, request };
    const answer = await this.suggester.suggest(suggestionRequest, signal);
    if (!signal.aborted) this.shown = answer?.items[0];
  }

  /** Asks and gives up after up to 20 ms, with a newer key on top of it. */
  private async overtaken(a: number): Promise<void> {
    const cancel = new AbortController();
    const first = this.suggestAs(false, cancel.signal);
    await new Promise((resolve) => setTimeout(resolve, 20 * a));
    if (a < 0.5) cancel.abort();
    this.type(0.5, a);
    await Promise.all([first, this.suggestAs(false, new AbortController().signal)]);
  }

  private async generate(a: number, b: number): Promise<void> {
    const cancel = new AbortController();
    const stopAfter = a < 0.5 ? Math.floor(100 * a) : Number.POSITIVE_INFINITY;
    let pieces = 0;
    const { prefix, suffix } = promptTexts(this.place);
    const seed = Math.floor(b * 2 ** 31);
    await this.parts.engine.complete(
      {
        ...this.common,
        ...{ prefix, suffix, mode: 'free', maxTokens: 256 },
        strategy: samplingStrategy({ temperature: 0.7, topK: 40, topP: 0.95, seed }),
      },
      {
        signal: cancel.signal,
        onText: () => {
          if (++pieces >= stopAfter) cancel.abort();
        },
      },
    );
  }

  /** A file was saved: the open document as it is now, or a new version of another one. */
  private async update(a: number, b: number): Promise<void> {
    const { document } = this.tab;
    const { path, text } = this.sourceAt(b);
    const [file, version] = a < 0.6 ? [document.path, document.text] : [path, text.slice(Math.floor(a * 200))];
    const updated = this.parts.engine.workspace({ kind: 'update', path: file, text: version, isEdited: true });
    await Promise.all([updated, this.parts.engine.workspace({ kind: 'finish' })]);
  }

  private get place(): CursorContext {
    const { before, after, cursor, path, text } = this.tab.document;
    const { start, end } = windowAround(cursor, cursor + restOfLine(after).length, text.length);
    return {
      document: path,
      path,
      offset: cursor,
      prefix: tidyStart(text.slice(start, before.length), start === 0),
      suffix: tidyEnd(text.slice(before.length, end)),
    };
  }

  /** What the settings say by default, for each request. */
  private get common(): Pick<CompletionRequest, 'path' | 'drafters' | 'context' | 'workspace'> {
    return {
      path: this.tab.document.path,
      drafters: drafterKinds,
      workspace: { weight: { kind: 'fitted' } },
      context: { snippets: true, recent: this.tabs.map(({ document }) => ({ path: document.path, line: 1 })) },
    };
  }

  private request(place: CursorContext, isExplicit: boolean): CompletionRequest {
    return {
      ...this.common,
      ...promptTexts(place),
      mode: modeAt('auto', place, isExplicit),
      strategy: isExplicit ? withTextCount({ kind: 'greedy' }, 3) : { kind: 'greedy' },
      maxTokens: 48,
      ...(isExplicit ? {} : { eagerness: 'balanced' }),
      workspace: { weight: { kind: 'fitted' }, sure: !isExplicit },
    };
  }
}
