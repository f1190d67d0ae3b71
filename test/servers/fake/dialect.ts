import type { FakeAnswer, Recorded } from './answer.js';
import type { SeenRequest, Served } from './served.js';

/** How one kind of server answers. */
export interface FakeDialect {
  readonly unauthorized: Recorded;
  readonly busy: Recorded;
  readonly badJson: Recorded;
  readonly notFound: Recorded;
  readonly unknownModel: Recorded;
  /** Whether a path needs no key. */
  isOpen(path: string): boolean;
  /** Whether a path is that of a request for text. */
  isCompletion(path: string): boolean;
  /** The answer to a prompt that is too long. */
  overflow(served: Served): FakeAnswer;
  /** @returns undefined for an unknown path. */
  answer(request: SeenRequest, served: Served): FakeAnswer | undefined;
}
