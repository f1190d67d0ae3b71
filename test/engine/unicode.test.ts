import { afterAll, expect, test } from 'vitest';
import { watchedEngine } from './support/engines.js';
import { greedy, requestAt, sampled } from './support/requests.js';

const { engine } = watchedEngine();

afterAll(() => engine.dispose());

/** A surrogate whose other half is missing. */
const halfPair = /\p{Surrogate}/u;

const documents = [
  ['an emoji before the cursor', "const faces = ['😀', '😎‸\n"],
  ['an emoji after the cursor', "const face = '‸😀';\n"],
  ['emoji on both sides', "const faces = ['👍', '🎉‸🎉', '👍'];\n"],
  ['emoji alone', '😀😀😀‸😀😀😀'],
  ['a family of joined emoji', 'const family = "👨‍👩‍👧‍👦‸";\n'],
  ['characters outside the basic plane', 'let 𝒙 = 1;\nlet 𝒚 = 𝒙‸ + 1;\n'],
  ['Chinese', '// 计算两个数的和\nfunction 相加(左, 右) {\n  return 左‸;\n}\n'],
  ['a long run of emoji', `${'🎉'.repeat(100)}‸${'🎉'.repeat(100)}`],
  ['Cyrillic and accents', 'const grüße = "Привет, café‸";\n'],
] as const;

const strategies = [
  greedy,
  sampled(1),
  { kind: 'sample', filters: [{ kind: 'temperature', value: 3 }], seed: 2 },
] as const;

test.each(documents)('an answer is whole characters: %s', async (_, text) => {
  for (const strategy of strategies) {
    const answer = (await engine.complete(requestAt(text, { mode: 'free', strategy, maxTokens: 60 })))!;
    expect(answer.text).not.toContain('\uFFFD');
    expect(answer.text).not.toMatch(halfPair);
    expect(answer.tokens.map((token) => token.text).join('')).toBe(answer.text);
  }
});

test.each([
  ['a half pair before the cursor', requestAt("const face = '\ud83d‸';\n")],
  ['a half pair after the cursor', requestAt("const face = '‸\ude00';\n")],
  ['a pair that the cursor cuts', requestAt("const face = '\ud83d‸\ude00';\n")],
])('%s is no obstacle', async (_, request) => {
  const answer = await engine.complete(request);
  expect(answer!.stop).not.toBe('constraint');
  expect(answer!.text).not.toMatch(halfPair);
});
