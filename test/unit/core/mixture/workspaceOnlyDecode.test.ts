import { describe, expect, it } from 'vitest';
import { mustBeginWith } from '../../../../src/core/decode/constraints/mustBeginWith.js';
import { workspaceOnlyFeatureCount } from '../../../../src/core/mixture/features.js';
import type { MixtureParameters } from '../../../../src/core/mixture/parameters.js';
import { workspaceOnlyDecode } from '../../../../src/core/mixture/workspaceOnlyDecode.js';
import { NextTokenCounts } from '../../../../src/core/mixture/nextTokenCounts.js';
import { atLimit, atNewline } from '../../../../src/core/decode/stops/stop.js';
import { MatchBuffer } from '../../../../src/core/workspace/matchBuffer.js';
import { bytesOf } from '../../support/bytes.js';
import { findIn, randomMixture } from '../../support/mixtures.js';
import { bytesAnd } from '../../support/vocabularies.js';

const { vocabulary, encode } = bytesAnd('value', ' = ', 'count');

/** Each token is right with this probability, whatever the workspace says. */
function parametersOf(each: number, minimumProbability: number): MixtureParameters {
  const row = Array.from({ length: 11 }, (_, i) => i);
  return {
    ...randomMixture(1),
    places: [row, row, row],
    sure: {
      hidden: [Array.from({ length: 1 + workspaceOnlyFeatureCount }, () => 0)],
      output: [Math.log(each / (1 - each)), 0],
      minimumProbability,
    },
  };
}

function textAfter(before: string, file: string, { each = 0.9, minimum = 0.5, piece = '', limit = 40 } = {}) {
  const parameters = parametersOf(each, minimum);
  const sure = workspaceOnlyDecode({
    vocabulary,
    parameters,
    answerContext: { before: encode(before), promptLength: 99 },
    find: findIn(new Map([['file', encode(file)]]), vocabulary.size),
    matches: new MatchBuffer(512),
    counts: new NextTokenCounts(parameters, vocabulary.size),
    stop: [atNewline, atLimit(limit)],
    constraint: mustBeginWith(vocabulary, bytesOf(piece)),
    skipBytes: piece.length,
  });
  return (
    sure && {
      text: sure.tokens
        .map(({ text }) => text)
        .join('')
        .slice(0, sure.stop.keep),
      probability: sure.probability,
      places: sure.support.map(({ count }) => count),
    }
  );
}

describe('workspaceOnlyDecode', () => {
  it('returns what followed the same context, to the line’s end, with the product of its tokens’ probabilities', () => {
    const found = textAfter('let value', 'x\nlet value = 1;\ny');
    expect(found!.text).toBe(' = 1;');
    // Three tokens, and the newline.
    expect(found!.probability).toBeCloseTo(0.9 ** 4, 10);
    expect(found!.places).toEqual([1, 1, 1, 1]);
  });

  it('starts with what is typed already', () => {
    expect(textAfter('let ', 'let count = 2;\nlet value = 1;\n', { piece: 'va' })!.text).toBe('lue = 1;');
    expect(textAfter('let ', 'let count = 2;\n', { piece: 'va' })).toBeUndefined();
  });

  it('returns nothing when it is not probable enough, when nothing matches, and when it does not end by itself', () => {
    expect(textAfter('let value', 'let value = 1;\n', { each: 0.8 })).toBeUndefined();
    expect(textAfter('let value', 'let count = 1;\n', { piece: '!' })).toBeUndefined();
    expect(textAfter('let value', 'let value = 1;\n', { limit: 2 })).toBeUndefined();
    expect(textAfter('let value', 'let value = 1')).toBeUndefined();
  });
});
