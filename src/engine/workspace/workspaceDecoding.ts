import type { CompletionRequest, WorkspaceUse } from '../../core/request.js';
import type { WorkspaceTrace } from '../../core/result.js';
import type { AnswerRules } from '../../core/decode/answer.js';
import type { Drafter } from '../../core/decode/drafters/drafter.js';
import { workspaceDrafter } from '../../core/decode/drafters/workspace.js';
import { MixedModel, type AnswerContext, type MixedStep } from '../../core/mixture/mixedModel.js';
import type { FindMatches, Mixture } from '../../core/mixture/mixture.js';
import { workspaceOnlyDecode, type WorkspaceOnlyText } from '../../core/mixture/workspaceOnlyDecode.js';
import { supportOf } from '../../core/workspace/matchBuffer.js';
import { OpenDocument } from '../../core/workspace/openDocument.js';
import type { LoadedModel } from '../load/loadModel.js';
import type { PromptTokens } from '../worker/promptTokens.js';
import { portable } from './workspace.js';

/** The workspace's part in one completion. */
export class WorkspaceDecoding {
  /** The model mixed with the workspace. */
  readonly model: MixedModel;
  private readonly mixture: Mixture;
  private readonly place: AnswerContext;
  private readonly find: FindMatches;
  /** The workspace's part at each step, by the tokens before it. */
  private readonly steps = new Map<string, MixedStep>();

  constructor(loaded: LoadedModel, { weight }: WorkspaceUse, prompt: PromptTokens, { path }: CompletionRequest) {
    const { model, index, mixture } = loaded;
    const asker = { path: path === undefined ? undefined : portable(path) };
    const document = openDocument(loaded, prompt);
    if (index) index.currentPath = asker.path;
    this.place = { before: prompt.before, promptLength: prompt.tokens.length };
    this.find = (context, matches) => {
      document.find(context, matches);
      index?.find(context, asker, matches);
    };
    this.mixture = mixture;
    const onMixed = (answered: readonly number[], step: MixedStep): unknown => this.steps.set(answered.join(), step);
    this.model = new MixedModel(model, { mixture, answerContext: this.place, find: this.find, weight, onMixed });
  }

  drafter(): Drafter {
    return workspaceDrafter(this.place, this.find, this.mixture.matches, this.mixture.counts);
  }

  /** A text of the workspace alone; undefined where it is not sure enough. */
  sure(rules: AnswerRules): WorkspaceOnlyText | undefined {
    const { place: answerContext, find } = this;
    const { matches, counts, parameters } = this.mixture;
    return workspaceOnlyDecode({ ...rules, parameters, answerContext, find, matches, counts });
  }

  /** The workspace's part in the last of some tokens of an answer; undefined if it had none. */
  trace(ids: readonly number[]): WorkspaceTrace | undefined {
    const step = this.steps.get(ids.slice(0, -1).join());
    return step && { weight: step.weight, ...supportOf(step.matches, ids.at(-1)!) };
  }
}

/** The text around the cursor's line, in the tokens that the index has for the same text. */
export function openDocument({ encode }: LoadedModel, { prefix, suffix }: PromptTokens): OpenDocument {
  const lineStart = prefix.lastIndexOf('\n') + 1;
  const lineEnd = suffix.indexOf('\n');
  return new OpenDocument([encode(prefix.slice(0, lineStart)), lineEnd < 0 ? [] : encode(suffix.slice(lineEnd + 1))]);
}
