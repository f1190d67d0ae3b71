/**
 * Solves A · x = b for a symmetric, positive definite A, by Cholesky's decomposition.
 *
 * @param a of each row what stands left of the diagonal, and the diagonal; overwritten by L with A = L · Lᵀ.
 */
export function solve(a: readonly Float64Array[], b: ArrayLike<number>): Float64Array {
  const size = a.length;
  for (let i = 0; i < size; i++) {
    const row = a[i]!;
    for (let j = 0; j <= i; j++) {
      let sum = row[j]!;
      for (let k = 0; k < j; k++) sum -= row[k]! * a[j]![k]!;
      row[j] = i === j ? Math.sqrt(sum) : sum / a[j]![j]!;
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= a[i]![k]! * x[k]!;
    x[i]! /= a[i]![i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= a[k]![i]! * x[k]!;
    x[i]! /= a[i]![i]!;
  }
  return x;
}
