/** The likelihood of a token in five steps from 0 (hardly) to 4 (surely): the chips' colours. */
export function likelihoodStep(probability: number): 0 | 1 | 2 | 3 | 4 {
  const step = likelihoodLimits.filter((limit) => probability >= limit).length;
  return step as 0 | 1 | 2 | 3 | 4;
}

/** The least probability of the steps 1 to 4. */
export const likelihoodLimits = [0.1, 0.3, 0.6, 0.9] as const;

/** Fills the placeholders {0}, {1} … of a translated sentence, as the editor's own translations do. */
export function fillPlaceholders(sentence: string, ...values: readonly (string | number)[]): string {
  return sentence.replace(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}

const symbols: Readonly<Record<string, string>> = { '\n': '↵', '\r': '␍', '\t': '→', ' ': '·' };

/** A token's text with visible symbols for whitespace and line ends, since they are tokens like any other. */
export const visible = (text: string): string => text.replace(/[\n\r\t ]/g, (blank) => symbols[blank]!);
