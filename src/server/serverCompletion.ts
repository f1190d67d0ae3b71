import { distinct } from '../core/decode/scoredText.js';
import { normalize } from '../core/prompt/lineEndings.js';
import type { CompletionRequest } from '../core/request.js';
import type { CompletedText, Completion, Timings } from '../core/result.js';
import { ServerError } from '../core/server/serverError.js';
import { serverPrompt, type PreparedPrompt } from '../core/server/serverPrompt.js';
import { serverSamplings } from '../core/server/serverSampling.js';
import type { ServerSampling } from '../core/server/serverStream.js';
import { RunningStream, type OpenStream } from './runningStream.js';
import type { StreamPool } from './streamPool.js';
import { StreamReading, type ReadingParts, type StreamedText } from './streamReading.js';

/** The surroundings of a completion by a server. */
export interface CompletionParts extends ReadingParts {
  readonly pool: StreamPool;
}

/** The context of servers that do not tell theirs. */
const usualContextTokens = 2048;
/** Alternatives that tell the probability of a token given a typed piece; servers of OpenAI's kind allow 5. */
const minAlternatives = 5;
/** Text is typed again before the answer, at one token for this many characters or more. */
const charactersPerPieceToken = 2;

/** One completion by a server: the steps of `complete` and the values that they share. */
export class ServerCompletion {
  private readonly startMs: number;
  private readonly reading: StreamReading;
  private readonly key: string;

  constructor(
    private readonly request: CompletionRequest,
    private readonly parts: CompletionParts,
  ) {
    this.startMs = parts.host.now();
    this.reading = new StreamReading(request, parts);
    // Neither what is typed nor what ends the answer on this side changes the stream.
    this.key = JSON.stringify({ ...request, prefix: '', eagerness: undefined, drafters: undefined });
  }

  /** @returns undefined when cancelled. @throws ServerError */
  async run(): Promise<Completion | undefined> {
    const samplings = serverSamplings(this.request.strategy);
    const texts = samplings.length === 1 ? await this.single(samplings[0]!) : await this.several(samplings);
    const [best, ...others] = texts;
    if (!best || this.parts.signal.aborted) return undefined;
    return this.report(best, distinct([best, ...others].map(({ text }) => text)).slice(1));
  }

  /**
   * One text, token healing included: from a stream that matches what is typed; else from one that begins with the
   * half-typed piece; else, where the model would write another one and cannot be made to, from one with the piece in
   * its prompt.
   */
  private async single(sampling: ServerSampling): Promise<readonly StreamedText[]> {
    const { pool } = this.parts;
    const isGreedy = sampling.temperature === 0;
    const found = isGreedy ? pool.find(this.key, normalize(this.request.prefix)) : undefined;
    if (found) {
      const text = await this.reading.read(found.stream, found.typed, true);
      if (text || this.parts.signal.aborted) return text ? [text] : [];
    }
    for (const heals of [true, false]) {
      const prompt = this.prepare(heals);
      if (heals && prompt.piece === '') continue;
      if (heals && isGreedy && pool.contradicts({ key: this.key, base: prompt.base }, prompt.piece)) continue;
      const text = await this.fromServer(sampling, heals, (open, { base, piece }) =>
        this.reading.read(
          pool.open({ key: isGreedy ? this.key : '', base, isForced: piece !== '' && this.canForce }, open),
          piece,
          false,
        ),
      );
      if (text || this.parts.signal.aborted) return text ? [text] : [];
    }
    return [];
  }

  /** Whether the server can be made to spell the half-typed piece. */
  private get canForce(): boolean {
    return this.parts.server.info.dialect === 'llama.cpp';
  }

  /** Several texts at once, best first. A sample hardly ever spells a half-typed word unless it has to. */
  private async several(samplings: readonly ServerSampling[]): Promise<readonly StreamedText[]> {
    this.parts.pool.close();
    const heals = this.canForce || this.prepare(true).piece.trim() === '';
    const texts = await Promise.all(
      samplings.map((sampling) =>
        this.fromServer(sampling, heals, async (open, { piece }) => {
          const stream = new RunningStream(open);
          const text = await this.reading.read(stream, piece, false);
          stream.close();
          return text;
        }),
      ),
    );
    return texts.filter((text) => text !== undefined).sort((a, b) => b.text.score - a.text.score);
  }

  /** Asks the server; once more with a shorter prompt where it does not fit the context. */
  private async fromServer<T>(
    sampling: ServerSampling,
    heals: boolean,
    read: (open: OpenStream, prompt: PreparedPrompt) => Promise<T>,
  ): Promise<T> {
    const { estimate } = this.parts.server;
    const prompt = this.prepare(heals);
    try {
      return await read(this.opener(prompt, sampling), prompt);
    } catch (error) {
      if (!(error instanceof ServerError) || error.kind !== 'contextOverflow') throw error;
      estimate.overflowed(prompt.characters, error.facts.promptTokens);
      const shorter = this.prepare(heals);
      return read(this.opener(shorter, sampling), shorter);
    }
  }

  private prepare(heals: boolean): PreparedPrompt {
    const { host, server } = this.parts;
    const tokens = host.tokens?.(this.request);
    const prompt = serverPrompt(
      this.request,
      {
        template: server.template,
        contextTokens: server.info.contextLength ?? usualContextTokens,
        charactersPerToken: server.estimate.charactersPerToken,
      },
      heals,
    );
    if (!tokens) return prompt;
    const prefix = normalize(this.request.prefix);
    const base = prefix.slice(0, prefix.length - tokens.piece.length);
    return { ...prompt, base, piece: tokens.piece, prompt: { kind: 'tokens', ids: tokens.ids }, characters: 0 };
  }

  private opener({ prompt, piece, characters }: PreparedPrompt, sampling: ServerSampling): OpenStream {
    const { connection, template, info, estimate } = this.parts.server;
    const { maxTokens, top = 0 } = this.request;
    // llama.cpp ends at its own special tokens, and stop words make vLLM hold back text.
    const stop = info.dialect === 'ollama' && template ? [...template.marks, ...template.ends] : [];
    const request = {
      prompt,
      maxTokens: maxTokens + Math.ceil(piece.length / charactersPerPieceToken),
      sampling,
      top: Math.max(top, minAlternatives),
      stop,
      ...(piece !== '' && this.canForce ? { begin: piece } : {}),
    };
    return async function* (signal) {
      for await (const chunk of connection.stream(request, signal)) {
        if (chunk.usage) estimate.learn(characters, chunk.usage.promptTokens);
        yield chunk;
      }
    };
  }

  private report(best: StreamedText, others: readonly CompletedText[]): Completion {
    const { snippets } = this.prepare(false);
    return {
      ...best.text,
      source: 'server',
      thresholds: this.parts.server.confidence.thresholds,
      others,
      ...(snippets.length > 0 ? { snippets } : {}),
      drafts: {},
      timings: this.timings(best),
    };
  }

  private timings({ usage, isContinued, text }: StreamedText): Timings {
    const nowMs = this.parts.host.now();
    const firstMs = this.reading.firstPartMs ?? nowMs;
    const promptTokens = usage?.promptTokens ?? 0;
    return {
      tokenizeMs: 0,
      prefillMs: firstMs - this.startMs,
      decodeMs: nowMs - firstMs,
      totalMs: nowMs - this.startMs,
      promptTokens,
      reusedTokens: isContinued ? promptTokens : (usage?.cachedTokens ?? 0),
      forwards: isContinued ? 0 : text.tokens.length,
    };
  }
}
