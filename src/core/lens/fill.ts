/** Puts values into a translated sentence with the places {0}, {1} …, as the editor's own translations have them. */
export function fillPlaceholders(sentence: string, ...values: readonly (string | number)[]): string {
  return sentence.replace(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}
