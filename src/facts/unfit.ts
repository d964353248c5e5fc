// Code with callbacks or promise chains that cannot be written with await, thrown where that is seen.
import type { CallbackObstacle } from '../core/callbacks.ts';
import type { ReasonCode } from '../core/plan.ts';
import type { Node } from '../syntax/node.ts';

/** A call keeps its callback, a function its parameter, a chain its form; `to` completes the sentence of the code. */
export class Unfit extends Error {
  readonly code: ReasonCode;
  readonly at: Node;
  readonly to: string | undefined;

  constructor(code: ReasonCode, at: Node, to?: string) {
    super(code);
    this.code = code;
    this.at = at;
    this.to = to;
  }

  /** The same as plain data. */
  get obstacle(): CallbackObstacle {
    return { code: this.code, at: { start: this.at.start, end: this.at.end }, ...(this.to !== undefined && { to: this.to }) };
  }
}
