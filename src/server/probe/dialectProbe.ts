import type { DialectProtocol, ServerAbilities } from '../../core/server/dialects/dialectProtocol.js';
import type { ServerAnswer, ServerClient } from '../serverClient.js';

/** A model that a server offers. */
export interface OfferedModel {
  readonly id: string;
  /** Other names that a request may use. */
  readonly aliases?: readonly string[];
  /** Tokens of prompt and answer together. */
  readonly contextLength?: number;
  /** The software that serves it, where the list tells. */
  readonly owner?: string;
}

/** What a probe finds out about one model. */
export interface ModelFacts {
  readonly abilities: ServerAbilities;
  readonly hasLogprobs: boolean;
  /** Whether the server makes the prompt from the text around the cursor. */
  readonly fillsInTheMiddle: boolean;
  readonly contextLength?: number;
  /** The path of an endpoint that splits a text into tokens, with the text's and the options' names. */
  readonly tokenize?: (text: string) => { readonly path: string; readonly json: object };
}

/** A model to examine. */
export interface Examined {
  readonly client: ServerClient;
  readonly signal: AbortSignal;
  readonly model: OfferedModel;
  readonly models: readonly string[];
}

/** Finds out whether a server speaks a dialect, and what its models can do. */
export interface DialectProbe {
  readonly protocol: DialectProtocol;
  /**
   * Asks with GETs only, so that no model has to run.
   *
   * @returns the models; or the answer that shows that the server speaks something else, or refuses.
   * @throws ServerError if the server cannot be reached.
   */
  models(client: ServerClient, signal: AbortSignal): Promise<readonly OfferedModel[] | ServerAnswer>;
  /** @throws ServerError if the model does not answer. */
  examine(examined: Examined): Promise<ModelFacts>;
}

export const isOk = ({ status }: ServerAnswer): boolean => status >= 200 && status < 300;
