/** A probability as text, rounded like the terminal's: `87.3 %`, `0.42 %`, `0.0003 %`. */
export function percent(probability: number): string {
  const inPercent = 100 * probability;
  if (inPercent > 0 && inPercent < 0.005) return `${inPercent.toPrecision(1)} %`;
  return `${inPercent.toFixed(probability < 0.0995 ? 2 : 1)} %`;
}

/** A factor of a product: `0.87`, `3e-5`. */
export const factor = (probability: number): string =>
  probability > 0 && probability < 0.005 ? probability.toExponential(0) : probability.toFixed(2);

/** A number of nats. */
export const nats = (value: number): string => value.toFixed(2);

/** A product that may be very small: `0.713`, `4.2e-7`. */
export const small = (value: number): string =>
  value !== 0 && value < 0.001 ? value.toExponential(1) : value.toFixed(3);

/** The likelihood of a token in five steps from 0 (hardly) to 4 (surely): the chips' colours. */
export function likelihoodStep(probability: number): 0 | 1 | 2 | 3 | 4 {
  if (probability >= 0.9) return 4;
  if (probability >= 0.6) return 3;
  if (probability >= 0.3) return 2;
  return probability >= 0.1 ? 1 : 0;
}

/** Fills the placeholders {0}, {1} … of a translated sentence, as the editor's own translations do. */
export function fillPlaceholders(sentence: string, ...values: readonly (string | number)[]): string {
  return sentence.replace(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}

const symbols: Readonly<Record<string, string>> = { '\n': '↵', '\r': '␍', '\t': '→', ' ': '·' };

/** A token's text with visible symbols for whitespace and line ends, since they are tokens like any other. */
export const visible = (text: string): string => text.replace(/[\n\r\t ]/g, (blank) => symbols[blank]!);
