import type { EngineChoice } from '../../src/core/engines/engineRouter.js';
import { seededRng } from '../../src/core/sampling/rng.js';
import { Pipeline, type Provided, type ShownSuggestion } from '../pipeline.js';
import type { Completer } from '../completers.js';
import { humanRhythm, type Rhythm } from '../typing/replay.js';
import { TypedText, type Region } from '../typing/typedText.js';
import { nextWord, verdictOn, type Verdict } from '../typing/verdict.js';
import { shipped } from '../variants.js';
import { SimulatedServer } from './simulatedServer.js';
import { VirtualClock } from './virtualClock.js';

/** The engines at work. */
export interface EngineSetup {
  readonly choice: EngineChoice;
  /** The simulated server's time from a request to its answer. */
  readonly latencyMs: number;
}

/** A text that appeared, or another one that extended it. */
export interface Appearance {
  readonly verdict: Verdict;
  /** Time since the key before it, with debounces. */
  readonly latencyMs: number;
  readonly isExtension: boolean;
}

/** The record of typing a region in simulated time. */
export interface TimedTyping {
  readonly keys: number;
  readonly appearances: readonly Appearance[];
  /** How often text that was still right disappeared at a key, or changed to something that does not begin with it. */
  readonly flickers: number;
  /** How often displayed text was replaced between two keys by something that does not begin with it. */
  readonly replaced: number;
  readonly serverRequests: number;
  readonly typedMs: number;
}

/** A user who accepts what is right and types in simulated time, so that answers may come between the keys. */
class TimedReplay {
  private readonly clock = new VirtualClock();
  private readonly text: TypedText;
  private readonly server: SimulatedServer;
  private readonly pipeline: Pipeline;
  private shown: ShownSuggestion | undefined;
  private asking = new AbortController();
  private keyMs = 0;
  private readonly appearances: Appearance[] = [];
  private readonly counts = { keys: 0, flickers: 0, replaced: 0 };

  constructor(
    engine: Completer,
    private readonly region: Region,
    { choice, latencyMs }: EngineSetup,
    private readonly chance: { readonly rhythm: Rhythm; readonly seed: number },
  ) {
    const { clock } = this;
    this.text = new TypedText(region);
    const { seed } = chance;
    this.server = new SimulatedServer(region.goal, () => this.text.toCome, { clock, latencyMs, seed });
    const builtIn: Completer = { complete: (request) => clock.during(engine.complete(request)) };
    const remote: Completer = { complete: (request, options = {}) => this.server.complete(request, options) };
    this.pipeline = new Pipeline(choice === 'server' ? remote : builtIn, shipped.options, shipped.parts, {
      pause: (ms, signal) => clock.pause(ms, signal),
      later: {
        isUsed: () => choice === 'both',
        complete: (request, options) => this.server.complete(request, options),
        onAnswer: () => void this.ask(true),
      },
    });
  }

  async run(): Promise<TimedTyping> {
    const { text, clock, chance } = this;
    while (!text.isDone) {
      const nextMs = this.keyMs + chance.rhythm();
      await clock.advanceTo(nextMs);
      this.keyMs = nextMs;
      this.press();
    }
    const { counts, appearances, server } = this;
    return { ...counts, appearances, serverRequests: server.requests, typedMs: this.keyMs };
  }

  private press(): void {
    const { text, shown } = this;
    const before = text.prefix;
    this.asking.abort();
    const { hasAccepted, isKey, isPassed } = this.step();
    if (isKey) this.counts.keys++;
    this.shown = undefined;
    if (isPassed) return;
    const added = text.prefix.startsWith(before) ? text.prefix.slice(before.length) : undefined;
    const isTypedThrough = shown && added !== undefined && shown.text.startsWith(added);
    const left = isTypedThrough ? shown.text.slice(added.length) : '';
    // VS Code keeps it until the answer is there.
    if (shown && left !== '' && !hasAccepted) this.shown = { ...shown, text: left };
    this.pipeline.keyAt(this.keyMs);
    void this.ask(false, hasAccepted);
  }

  private step(): { hasAccepted: boolean; isKey: boolean; isPassed: boolean } {
    const { shown, text } = this;
    const verdict = shown && verdictOn(shown, text.toCome, text.pendingOnLine);
    if (shown && verdict === 'right') {
      text.accept(shown.text, shown.replaces);
      return { hasAccepted: true, isKey: true, isPassed: false };
    }
    if (shown && verdict === 'partly right') {
      text.accept(nextWord(shown.text), 0);
      return { hasAccepted: false, isKey: true, isPassed: false };
    }
    const { kind, isKey } = text.step();
    return { hasAccepted: false, isKey, isPassed: kind === 'passed' };
  }

  private async ask(isLater: boolean, hasAccepted = false): Promise<void> {
    const { text, region, clock, keyMs } = this;
    this.asking.abort();
    const asking = new AbortController();
    this.asking = asking;
    const document = { path: region.path, prefix: text.prefix, suffix: text.suffix };
    const provided = await this.pipeline.suggest(document, asking.signal, hasAccepted);
    if (asking.signal.aborted) return;
    this.display(provided, isLater, clock.nowMs - keyMs);
  }

  private display({ shown, completion }: Provided, isLater: boolean, waitedMs: number): void {
    const { text, counts } = this;
    const { shown: before } = this;
    const verdict = (some: ShownSuggestion): Verdict => verdictOn(some, text.toCome, text.pendingOnLine);
    // A closing bracket that is there already need not be shown any longer.
    const isThere = before?.text === text.pendingOnLine.slice(0, before?.replaces);
    const stays = before !== undefined && shown !== undefined && isSame(before.text, shown, text.pendingOnLine);
    const isExtension = before !== undefined && shown?.text.startsWith(before.text) === true;
    if (before && !stays && !isExtension && !isThere) {
      if (isLater) counts.replaced++;
      else if (verdict(before) !== 'wrong') counts.flickers++;
    }
    this.shown = shown;
    if (!shown || stays) return;
    const computedMs = completion && !isLater && waitedMs === 0 ? completion.timings.totalMs : 0;
    this.appearances.push({ verdict: verdict(shown), latencyMs: waitedMs + computedMs, isExtension });
  }
}

/** Whether the rest of an earlier suggestion is what is shown now, with closing brackets after the cursor or without. */
const isSame = (left: string, { text, replaces }: ShownSuggestion, pendingOnLine: string): boolean =>
  left.startsWith(text) && pendingOnLine.slice(replaces).startsWith(left.slice(text.length));

/** Types a region in simulated time with one engine, or both. */
export const typeTimed = (engine: Completer, region: Region, setup: EngineSetup, seed: number): Promise<TimedTyping> =>
  new TimedReplay(engine, region, setup, { rhythm: humanRhythm(seededRng(seed)), seed }).run();
