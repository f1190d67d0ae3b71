import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatTokens, choiceTokens, type RawToken } from '../../../../src/core/server/dialects/rawTokens.js';
import { TokenJoiner } from '../../../../src/core/server/dialects/tokenJoiner.js';

const raw = (bytes: readonly number[], logprob = -1): RawToken => ({ bytes: Uint8Array.from(bytes), logprob });
const textToken = (text: string, logprob = -1): RawToken => raw([...Buffer.from(text)], logprob);

describe('TokenJoiner', () => {
  it('makes one token of the parts of a character, with the product of their probabilities', () => {
    const joiner = new TokenJoiner();
    expect(joiner.add('', [raw([0xc3], -0.5)])).toEqual([]);
    expect(joiner.add('é', [raw([0xa9], -0.25)])).toEqual([{ text: 'é', logprob: -0.75 }]);
  });

  it('keeps the parts of a character apart from whole tokens of the same chunk', () => {
    const tokens = [textToken('a'), raw([0xc3], -0.5), raw([0xa9], -0.25), textToken('b')];
    expect(new TokenJoiner().add('aéb', tokens)).toEqual([
      { text: 'a', logprob: -1 },
      { text: 'é', logprob: -0.75 },
      { text: 'b', logprob: -1 },
    ]);
  });

  it('gives the id and the alternatives of the last part of a character to no whole character', () => {
    const last = { ...raw([0x80], -0.5), id: 228, alternatives: [{ text: '\ufffd', logprob: -0.5 }] };
    expect(new TokenJoiner().add('😀', [last])).toEqual([{ text: '😀', logprob: -0.5 }]);
  });

  it('keeps to the text where the tokens have a space more, as SentencePiece’s first does', () => {
    const token = { ...textToken(' foo', -0.5), id: 7 };
    expect(new TokenJoiner().add('foo', [token])).toEqual([{ text: 'foo', logprob: -0.5, id: 7 }]);
  });

  it('gives no tokens for a text without', () => {
    expect(new TokenJoiner().add('foo', [])).toEqual([]);
  });

  it('gives the token that ended the answer, without a text', () => {
    const joiner = new TokenJoiner();
    joiner.add('', [textToken('<|endoftext|>', -0.5)]);
    expect(joiner.end()).toEqual([{ text: '', logprob: -0.5 }]);
    expect(joiner.end()).toEqual([]);
  });

  it('gives tokens whose texts joined are the text, however its bytes are cut', () => {
    const cuts = fc.array(fc.nat(200));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), cuts, (text, at) => {
        const bytes = [...Buffer.from(text)];
        const ends = [...new Set(at.map((end) => end % (bytes.length + 1))), bytes.length].sort((a, b) => a - b);
        const joiner = new TokenJoiner();
        const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
        let joined = '';
        let start = 0;
        for (const end of ends) {
          const part = bytes.slice(start, end);
          start = end;
          const sent = decoder.decode(Uint8Array.from(part), { stream: true });
          const tokens = joiner.add(sent, part.length > 0 ? [raw(part)] : []);
          if (sent !== '') expect(tokens.map((token) => token.text).join('')).toBe(sent);
          joined += tokens.map((token) => token.text).join('');
        }
        expect(joined).toBe(text);
      }),
    );
  });
});

describe('choiceTokens', () => {
  const decoder = new TextDecoder();
  const textsOf = (tokens: readonly RawToken[]): (readonly [string, number | undefined])[] =>
    tokens.map(({ bytes, logprob }) => [decoder.decode(bytes), logprob] as const);

  it('reads the legacy lists, alternatives in descending order', () => {
    const logprobs = {
      tokens: ['a', 'bytes:\\xc3\\xa9'],
      token_logprobs: [-1, null],
      top_logprobs: [{ b: -2, a: -1 }, null],
    };
    const tokens = choiceTokens(logprobs);
    expect(textsOf(tokens)).toEqual([
      ['a', -1],
      ['é', undefined],
    ]);
    expect(tokens[0]!.alternatives).toEqual([
      { text: 'a', logprob: -1 },
      { text: 'b', logprob: -2 },
    ]);
    expect(tokens[1]!.alternatives).toBeUndefined();
  });

  it('prefers the bytes of a token to its text', () => {
    expect(textsOf(choiceTokens({ content: [{ token: '\ufffd', bytes: [0xc3, 0xa9], logprob: -1 }] }))).toEqual([
      ['é', -1],
    ]);
  });

  it.each([null, undefined, 1, 'x', [], {}, { content: null }, { content: [null, 1] }, { tokens: 'x' }])(
    'takes %j for tokens without a text at most',
    (logprobs) => {
      expect(textsOf(choiceTokens(logprobs)).filter(([text]) => text !== '')).toEqual([]);
    },
  );

  it('never fails, for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        choiceTokens(json);
        chatTokens(json);
      }),
    );
  });
});
