import type { Candidate } from '../../core/generate/candidates.js';
import { TextWriter, type Writing } from '../../core/generate/textWriter.js';
import type { ReadyEngine } from '../../core/engines/engineRouter.js';
import type { Settings } from '../settings.js';
import type { PromptContext } from '../workspace/promptContext.js';
import type { Target } from './target.js';

/** Writes texts for targets in documents, as the settings say. */
export class Writer {
  private readonly writer: TextWriter;

  constructor(
    private readonly engine: ReadyEngine,
    private readonly settings: Settings,
    private readonly context: PromptContext,
  ) {
    this.writer = new TextWriter(engine);
  }

  /**
   * Writes texts to the end of a complete statement.
   *
   * @returns one text, or several by beam search; none if nothing complete was written. When aborted, the text so far.
   * @throws UserError if there is no usable model.
   */
  async write(target: Target, writing: Writing): Promise<readonly Candidate[]> {
    // While a request waits for the model to load, the engine drops further ones: the user is waiting for this one.
    await Promise.race([this.engine.ready(), aborted(writing.signal)]);
    const settings = this.settings.at(target.document);
    const options = {
      ...settings.decoding(),
      ...this.context.of(target.document, settings),
      maxTokens: settings.get('generate.maxTokens'),
    };
    return this.writer.write(target, options, writing);
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
