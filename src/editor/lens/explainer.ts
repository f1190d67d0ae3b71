import * as vscode from 'vscode';
import type { CompletedText, CompletedToken, Completion, StepChoice } from '../../core/result.js';
import type { CompletionRequest } from '../../core/request.js';
import { givenUp } from '../../core/lens/beamTree.js';
import { byProbability } from '../../core/lens/chain.js';
import type { Contest, ComparedStrategy, Explanation } from '../../core/lens/messages.js';
import { repeating, comparing, explaining, continuingFrom, samplesShown, stepAfter } from '../../core/lens/requests.js';
import { healedBy, textOfPrefix } from '../../core/lens/pieces.js';
import type { SliderValues } from '../../core/lens/sliders.js';
import type { Settings } from '../settings.js';
import type { Completed } from './lastCompletion.js';
import type { PatientEngine } from './patientEngine.js';

/** As much of the text before a completion as the lens may show on a line. */
const maxBeforeCharacters = 200;

/** The engine of the built-in model, and that of the server. */
export interface LensEngines {
  readonly builtIn: PatientEngine;
  readonly server: PatientEngine;
  /** Whether the server makes the suggestions. */
  readonly isServerAlone: () => boolean;
}

/** Asks the engine that has made a completion for all that the lens shows of it. */
export class Explainer {
  private number = 0;
  private subject: Completed | undefined;
  /** The request of the explanation at hand. */
  private asked: CompletionRequest | undefined;
  private tokens: readonly CompletedToken[] = [];
  /** That of the explanation at hand. */
  private engine: PatientEngine;

  constructor(
    private readonly engines: LensEngines,
    private readonly settings: Settings,
  ) {
    this.engine = engines.builtIn;
  }

  /** What is explained. */
  get completed(): Completed | undefined {
    return this.subject;
  }

  /** Whether that is the explanation at hand. */
  isCurrent(number: number): boolean {
    return number === this.number;
  }

  /**
   * Makes a completion once more, with everything that there is to know about it.
   *
   * @param begin tokens that it starts with, if the user picked some.
   * @returns undefined when aborted.
   * @throws UserError if there is no usable model.
   */
  async explain(completed: Completed, begin: readonly number[], signal: AbortSignal): Promise<Explanation | undefined> {
    const asked = completed === this.subject && this.asked ? this.asked : requestOf(completed);
    const request = begin.length > 0 ? continuingFrom(asked, begin) : explaining(asked);
    const engine = this.engineOf(completed);
    const completion = await engine.complete(request, signal);
    if (!completion) return undefined;
    this.engine = engine;
    this.subject = completed;
    this.asked = repeating(asked, completion);
    this.tokens = begin.length > 0 ? completion.tokens : withDrafters(completion, completed.completion);
    const { document, position } = completed;
    return {
      number: ++this.number,
      file: vscode.workspace.asRelativePath(document.uri, false),
      line: position.line + 1,
      column: position.character + 1,
      model: modelOf(engine),
      strategy: request.strategy,
      tokens: this.tokens,
      stop: completion.stop,
      endLogprob: completion.endLogprob ?? 0,
      confidence: completion.confidence,
      requiredTokenCount: begin.length,
      ...this.promptOf(completion, request),
      sampling: this.settings.at(document).samplingNumbers(0),
    };
  }

  private engineOf({ completion }: Completed): PatientEngine {
    const { builtIn, server, isServerAlone } = this.engines;
    const isByServer = completion ? completion.source === 'server' : isServerAlone();
    return isByServer ? server : builtIn;
  }

  /** What is known of the prompt. A server tokenizes it itself. */
  private promptOf(
    { prompt, tokens, timings }: Completion,
    { prefix }: CompletionRequest,
  ): Pick<Explanation, 'before' | 'healed' | 'prompt' | 'served'> {
    if (prompt) {
      const { healed } = prompt;
      return { before: textOfPrefix(prompt.tokens).slice(-maxBeforeCharacters), healed, prompt };
    }
    const healed = healedBy(tokens);
    const { promptTokens, reusedTokens } = timings;
    return {
      before: prefix.slice(0, prefix.length - healed.length).slice(-maxBeforeCharacters),
      healed,
      served: { ...(this.engine.served ?? { host: '', hasLogprobs: false }), promptTokens, cachedTokens: reusedTokens },
    };
  }

  /** The ids of the tokens before one of the explanation at hand. */
  idsBefore(index: number): number[] {
    return this.tokens.slice(0, index).flatMap(({ id }) => id ?? []);
  }

  /** Whether a token was among the alternatives of another one. */
  hasAlternative(index: number, id: number): boolean {
    return this.tokens[index]?.alternatives?.some((alternative) => alternative.id === id) ?? false;
  }

  /** The distribution before one of the tokens; undefined when aborted. */
  async step(index: number, signal: AbortSignal): Promise<StepChoice | undefined> {
    if (!this.asked || index >= this.tokens.length) return undefined;
    return this.engine.step(stepAfter(this.asked, this.idsBefore(index)), signal);
  }

  /**
   * The same prompt by each strategy; undefined when aborted.
   *
   * @param draw another number draws other samples.
   */
  async contest(sliders: SliderValues, draw: number, signal: AbortSignal): Promise<Contest | undefined> {
    if (!this.subject || !this.asked) return undefined;
    const { document } = this.subject;
    const settings = this.settings.at(document);
    const seed = (settings.get('seed') ?? 0) + draw * samplesShown;
    const lengthPenalty = settings.get('lengthPenalty');
    const requests = comparing(this.asked, {
      sampling: { ...settings.samplingNumbers(seed), ...sliders, samples: samplesShown },
      beamWidth: settings.get('beamWidth'),
      lengthPenalty,
    });
    const greedy = await this.engine.complete(requests.greedy, signal);
    const sample = greedy && (await this.engine.complete(requests.sample, signal));
    const beam = sample && (await this.engine.complete(requests.beam, signal));
    return beam && { greedy: contestant(greedy), sample: contestant(sample), beam: contestant(beam, lengthPenalty) };
  }
}

function modelOf({ modelName, served }: PatientEngine): string {
  return served ? vscode.l10n.t('{0} on {1}', modelName, served.host) : modelName;
}

const requestOf = ({ request, completion }: Completed): CompletionRequest =>
  completion ? repeating(request, completion) : request;

/**
 * A strategy's answer, ranked by the figure that is shown with each text: beams by their score, if that is not their
 * probability.
 */
function contestant(completion: Completion, lengthPenalty = 0): ComparedStrategy {
  const { others, timings, followed = [] } = completion;
  const texts = [completion, ...others].map(
    ({ text, tokens, stop, confidence, endLogprob = 0, score }): CompletedText => {
      return { text, tokens, stop, confidence, endLogprob, score };
    },
  );
  return {
    lengthPenalty,
    texts: lengthPenalty === 0 ? byProbability(texts) : texts,
    givenUp: givenUp(followed, texts),
    forwards: timings.forwards,
    totalMs: timings.totalMs,
  };
}

/** Only the first run knows the drafters; they are copied to the second if it took the same tokens. */
function withDrafters({ tokens }: Completion, first: Completion | undefined): readonly CompletedToken[] {
  const isSame =
    first?.tokens.length === tokens.length && tokens.every(({ text }, i) => text === first.tokens[i]!.text);
  if (!isSame) return tokens;
  return tokens.map((token, i) => {
    const { drafter } = first.tokens[i]!;
    return drafter === undefined ? token : { ...token, drafter };
  });
}
