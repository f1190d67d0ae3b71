/** Adam (Kingma and Ba 2015) on all data at once: nothing is drawn, so the same data give the same parameters. */
export class Adam {
  private readonly mean: Float64Array;
  private readonly square: Float64Array;
  private steps = 0;

  constructor(size: number) {
    this.mean = new Float64Array(size);
    this.square = new Float64Array(size);
  }

  /** Goes one step down the gradient. */
  step(parameters: Float64Array, gradient: Float64Array, rate: number): void {
    this.steps++;
    const meanShare = 1 - 0.9 ** this.steps;
    const squareShare = 1 - 0.999 ** this.steps;
    for (let i = 0; i < parameters.length; i++) {
      this.mean[i]! += 0.1 * (gradient[i]! - this.mean[i]!);
      this.square[i]! += 0.001 * (gradient[i]! ** 2 - this.square[i]!);
      parameters[i]! -= (rate * (this.mean[i]! / meanShare)) / (Math.sqrt(this.square[i]! / squareShare) + 1e-8);
    }
  }
}
