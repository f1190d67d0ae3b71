import type { CompleteOptions } from '../core/completionEngine.js';
import { scoredText } from '../core/decode/scoredText.js';
import { isOwnEnd } from '../core/decode/stops/stop.js';
import { completeEnds } from '../core/generate/completeEnds.js';
import { languageOf } from '../core/language/languageOf.js';
import { normalize } from '../core/prompt/lineEndings.js';
import { nearbyText, type NearbyText } from '../core/prompt/nearbyText.js';
import { endsEarly, type CompletionRequest } from '../core/request.js';
import type { CompletedText } from '../core/result.js';
import type { ServerUsage } from '../core/server/serverStream.js';
import { StreamedAnswer } from '../core/server/streamedAnswer.js';
import type { ConfidenceScorer } from '../core/suggest/confidence/confidenceModel.js';
import type { RunningStream } from './runningStream.js';
import type { ServerHost } from './serverHost.js';
import type { LinkedServer } from './serverLink.js';

/** The surroundings of a stream that is read. */
export interface ReadingParts {
  readonly host: ServerHost;
  readonly server: LinkedServer;
  readonly signal: AbortSignal;
  readonly onText?: CompleteOptions['onText'];
}

/** The text of one stream. */
export interface StreamedText {
  readonly text: CompletedText;
  readonly usage: ServerUsage | undefined;
  /** Whether its stream was begun by an earlier request. */
  readonly isContinued: boolean;
}

/** Reads streams into the texts of one request. */
export class StreamReading {
  /** When the first part of the first stream was there, by the host's clock. */
  firstPartMs: number | undefined;
  private readonly near: NearbyText;

  constructor(
    private readonly request: CompletionRequest,
    private readonly parts: ReadingParts,
  ) {
    this.near = nearbyText(normalize(request.prefix), normalize(request.suffix));
  }

  /**
   * Reads a stream to the end of its answer, and closes it there.
   *
   * @param piece the text that it has to spell first.
   * @param isContinued whether an earlier request began it.
   * @returns undefined where it says something else, was cut short, or is not wanted any more.
   */
  async read(stream: RunningStream, piece: string, isContinued: boolean): Promise<StreamedText | undefined> {
    const { signal, host } = this.parts;
    const answer = this.answer(piece);
    let usage: ServerUsage | undefined;
    let progress: ReturnType<StreamedAnswer['take']> = 'open';
    for await (const chunk of stream.read(signal)) {
      this.firstPartMs ??= host.now();
      usage = chunk.usage ?? usage;
      progress = answer.take(chunk);
      if (progress !== 'open') break;
    }
    if (signal.aborted) return undefined;
    if (progress === 'open' && !stream.isCutShort) progress = answer.finish();
    if (progress !== 'open') stream.close();
    if (progress !== 'ended') return undefined;
    const text = scoredText(answer.ended(), this.scorer(), this.request.top !== undefined);
    return { text: this.withEnds(text), usage, isContinued };
  }

  private answer(piece: string): StreamedAnswer {
    const { request, near, parts } = this;
    const { template, confidence } = parts.server;
    const threshold = endsEarly(request) ? confidence.thresholds[request.eagerness] : 0;
    const marks = template ? [...template.marks, ...template.ends] : [];
    return new StreamedAnswer({ request, near, piece, marks, scorer: this.scorer(), threshold }, parts.onText);
  }

  private scorer(): ConfidenceScorer {
    const { path, languageId } = this.request;
    return this.parts.server.confidence.begin({ ...this.near, path, languageId, source: 'model' });
  }

  /** Where a text may end, which Generate needs; by indentation and brackets, as grammars run in the worker only. */
  private withEnds(text: CompletedText): CompletedText {
    const { mode } = this.request;
    if (mode !== 'construct' && mode !== 'free') return text;
    return { ...text, ends: completeEnds(this.near, text.text, languageOf(this.request), isOwnEnd(text.stop)) };
  }
}
