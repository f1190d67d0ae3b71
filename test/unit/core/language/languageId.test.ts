import { describe, expect, it } from 'vitest';
import { openBrackets } from '../../../../src/core/decode/constraints/openBrackets.js';
import { BracketTokens } from '../../../../src/core/decode/constraints/bracketTokens.js';
import { contextAtCursor } from '../../../../src/core/language/syntaxContext.js';
import { languageOf } from '../../../../src/core/language/languageOf.js';
import { AnswerFeatures } from '../../../../src/core/suggest/confidence/features.js';
import { isMultilineAt } from '../../../../src/core/suggest/multiline.js';
import { suggestionOf } from '../../../../src/core/suggest/suggestion.js';
import { checkMessage } from '../../../../src/engine/worker/checkMessage.js';
import { stopRules } from '../../../../src/core/decode/stops/stopRules.js';
import { vocabularyOf } from '../../support/vocabularies.js';

/** A file whose name does not tell its language, and one whose name tells another. */
describe.each(['bin/deploy', 'notes.css'])('the language id decides when the file is %s', (path) => {
  const python = { path, languageId: 'python' };

  it('for comments and strings', () => {
    expect(contextAtCursor(languageOf(python), 'x = 1  # a')).toBe('comment');
    expect(contextAtCursor(languageOf(python), 'x = """a\n')).toBe('literal');
  });

  it('for the end of a block', () => {
    const request = { ...python, prefix: 'if a:', suffix: '', mode: 'block', strategy: { kind: 'greedy' } } as const;
    const rules = stopRules({ ...request, maxTokens: 99 }, { prefix: 'if a:', suffix: '' }, () => false);
    const text = '\n    b()\nelse:\n    c()\nd';
    const stops = rules.flatMap((rule) => rule({ text, added: 0, count: 1 }) ?? []);
    expect(stops).toEqual([{ reason: 'block', keep: text.length - 2 }]);
  });

  it('for brackets', () => {
    const tokens = new BracketTokens(vocabularyOf(')', 'a', '# it)'));
    const allowed = openBrackets(tokens, { ...python, prefix: 'a = ', suffix: '' }).allowed();
    expect(allowed).toEqual({ kind: 'except', ids: Int32Array.of(0) });
  });

  it('for the length of a suggestion', () => {
    expect(isMultilineAt({ ...python, prefix: 'def f(a):', suffix: '\n' }, false)).toBe('block');
  });

  it('for the features of the confidence model', () => {
    const { isPython, isScript } = new AnswerFeatures({ ...python, prefix: '', suffix: '', source: 'model' }).cut();
    expect([isPython, isScript]).toEqual([1, 0]);
  });

  it('for the rules of what is shown', () => {
    const around = { ...python, prefix: 'from a import b\n', suffix: '' };
    const decoded = { text: 'from c import b', tokens: [], confidence: 1, stop: 'newline' } as const;
    expect(suggestionOf(around, decoded, 0)).toBeUndefined();
  });
});

describe('checkMessage', () => {
  const args = { prefix: '', suffix: '', mode: 'line', maxTokens: 1 };

  it.each([undefined, 'python'])('accepts a request when its language id is %j', (languageId) => {
    const message = { id: 1, call: 'complete', args: { ...args, languageId } };
    expect(checkMessage(message)).toBe(message);
  });

  it('rejects a request when its language id is no string', () => {
    const message = { id: 1, call: 'complete', args: { ...args, languageId: 5 } };
    expect(() => checkMessage(message)).toThrow('complete was called with a wrong languageId.');
  });
});
