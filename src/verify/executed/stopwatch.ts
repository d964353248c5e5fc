// How long the parts of a verification took, and how much time is left of what it may take.
import type { TimedPart } from '../../core/verification.ts';

/** All of it may take so many times what the tests and the analysis take. */
const MOST = 3;

export class Stopwatch {
  private readonly begun = performance.now();
  private readonly spent = new Map<string, number>();
  private readonly analysis: number;
  private suite = 0;

  /** @param analysis seconds that were spent before anything ran */
  constructor(analysis: number) {
    this.analysis = analysis;
  }

  /** Does `work` as a part of this name; parts of one name add up. */
  async time<T>(name: string, work: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    try {
      return await work();
    } finally {
      this.spent.set(name, (this.spent.get(name) ?? 0) + (performance.now() - begun) / 1000);
    }
  }

  /** What one plain run of the tests takes. */
  suiteTook(seconds: number): void {
    this.suite = seconds;
  }

  /** Seconds since it was started. */
  seconds(): number {
    return (performance.now() - this.begun) / 1000;
  }

  /** Seconds that are left of three times the tests and the analysis; removing the copy takes about as long as making it. */
  left(): number {
    return MOST * (this.suite + this.analysis) - this.analysis - this.seconds() - (this.spent.get('copy') ?? 0);
  }

  parts(): TimedPart[] {
    return [{ name: 'analysis', seconds: this.analysis }, ...[...this.spent].map(([name, seconds]) => ({ name, seconds }))];
  }

  /** All of the time against one run of the tests and the analysis; undefined without tests. */
  ratio(): number | undefined {
    return this.suite === 0 ? undefined : (this.analysis + this.seconds()) / (this.suite + this.analysis);
  }
}
