/** A human-readable size: `7.1 MB`, `639 MB`, `1.6 GB`. */
export function sizeText(bytes: number): string {
  const [value, unit] =
    bytes < 999.5e3 ? [bytes / 1e3, 'kB'] : bytes < 999.5e6 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${unit}`;
}
