import { setTimeout as wait } from 'node:timers/promises';
import type { CompletionEngine } from '../../src/core/completionEngine.js';
import { UserError } from '../../src/core/errors.js';
import { tidyEnd, tidyStart, windowAround } from '../../src/core/prompt/window.js';
import type { Completion } from '../../src/core/result.js';
import type { CompletionRequest } from '../../src/core/request.js';
import type { Rng } from '../../src/core/sampling/rng.js';
import { promptTexts, restOfLine, type CursorContext } from '../../src/core/suggest/cursorContext.js';
import { modeAt } from '../../src/core/suggest/multiline.js';
import { Suggester } from '../../src/core/suggest/suggester.js';
import type { SuggestionRequest } from '../../src/core/suggest/suggestionRequest.js';
import { humanRhythm, keyIntervalMs, type Rhythm } from '../../quality/typing/replay.js';
import type { SoakFile } from '../soak/documents.js';
import type { LoadCounts } from './loadCounts.js';

/** The parts of a simulated user. */
export interface TypistParts {
  readonly engine: CompletionEngine;
  readonly file: SoakFile;
  readonly rng: Rng;
  readonly counts: LoadCounts;
  readonly typingShare: number;
  /** Ends the typing. */
  readonly signal: AbortSignal;
}

/** The number of keys of a line, on average: sets the pauses after lines. */
const keysPerLine = 25;

/** Waits; an aborted wait ends at once. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  wait(ms, undefined, { signal }).catch(() => undefined);

/** A user who types a file into an editor without a window, in real time: the requests are those of the editor. */
export class Typist {
  private readonly suggester: Suggester;
  private readonly rhythm: Rhythm;
  private at: number;
  private shown = '';
  private running = new AbortController();

  constructor(private readonly parts: TypistParts) {
    const { rng, file } = parts;
    this.rhythm = humanRhythm(rng);
    this.at = file.text.indexOf('\n', Math.floor((rng() * file.text.length) / 2)) + 1;
    this.suggester = new Suggester({ complete: (request, signal) => this.complete(request, signal), pause });
  }

  /** Types until the signal is aborted; at the end of the file, from its start again. */
  async run(): Promise<void> {
    const { signal, file } = this.parts;
    // Not all at the same moment.
    await pause(this.pauseMs(), signal);
    while (!signal.aborted) {
      await this.key();
      if (this.at >= file.text.length) this.at = 0;
    }
    this.running.abort();
  }

  private async key(): Promise<void> {
    const { counts, file, signal } = this.parts;
    counts.keys++;
    const hasAccepted = this.accept();
    if (!hasAccepted) this.at++;
    this.suggester.keyAt(performance.now());
    this.running.abort();
    this.running = new AbortController();
    const request = this.request();
    if (hasAccepted) this.suggester.accepted(request);
    void this.suggest(request, this.running.signal);
    const intervalMs = this.rhythm();
    counts.typingMs += intervalMs;
    await pause(intervalMs, signal);
    if (file.text[this.at - 1] === '\n') await pause(this.pauseMs(), signal);
  }

  /** Takes a suggestion that is right. */
  private accept(): boolean {
    const { shown } = this;
    this.shown = '';
    if (shown === '' || !this.parts.file.text.startsWith(shown, this.at)) return false;
    this.at += shown.length;
    this.parts.counts.accepted++;
    return true;
  }

  private async suggest(request: SuggestionRequest, signal: AbortSignal): Promise<void> {
    const { counts } = this.parts;
    const startMs = performance.now();
    const result = await this.suggester.suggest(request, signal).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      return undefined;
    });
    if (signal.aborted || !result) return;
    this.shown = result.items[0]?.text ?? '';
    if (result.isCached) counts.fromCache++;
    else if (result.fresh) counts.keyToAnswerMs.push(performance.now() - startMs);
  }

  private async complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion | undefined> {
    const { engine, counts } = this.parts;
    try {
      const completion = await engine.complete(request, { signal });
      if (!completion) counts.overtaken++;
      else if (completion.timings.forwards === 0) counts.continued++;
      else counts.answered++;
      return completion;
    } catch (error) {
      counts.failed(error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  private request(): SuggestionRequest {
    const { text, path } = this.parts.file;
    // The rest of the file is there already, but for the line that is typed.
    const lineEnd = text.indexOf('\n', this.at);
    const rest = lineEnd < 0 ? '' : text.slice(lineEnd);
    const all = text.slice(0, this.at) + rest;
    const { start, end } = windowAround(this.at, this.at + restOfLine(rest).length, all.length);
    const context: CursorContext = {
      document: path,
      path,
      offset: this.at,
      prefix: tidyStart(all.slice(start, this.at), start === 0),
      suffix: tidyEnd(all.slice(this.at, end)),
    };
    const request = (cursor: CursorContext): CompletionRequest => ({
      path,
      ...promptTexts(cursor),
      mode: modeAt('auto', cursor, false),
      strategy: { kind: 'greedy' },
      maxTokens: 48,
      eagerness: 'balanced',
    });
    return { context, isExplicit: false, maxItems: 1, request };
  }

  private pauseMs(): number {
    const { rng, typingShare } = this.parts;
    const meanMs = keysPerLine * keyIntervalMs * (1 / typingShare - 1);
    return -meanMs * Math.log(1 - rng());
  }
}
