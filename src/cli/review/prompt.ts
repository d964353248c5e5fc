// The review as a prompt: keys in, screens out.
import { createPrompt, useEffect, useKeypress, useState } from '@inquirer/core';
import type { Look, Palette } from '../../preview/palette.ts';
import type { Explainer } from '../../preview/why.ts';
import { firstView, press, type Desk, type Key, type ReviewEnd, type View } from './keys.ts';
import type { Review } from './review.ts';
import { pageOf, screenOf, type Size } from './screen.ts';

export interface ReviewPrompt {
  readonly review: Review;
  readonly explainer: Explainer;
  readonly colours: Palette;
  /** The question to begin with, and something to say about it. */
  readonly at: number;
  readonly note?: string;
  /** How large the terminal is, now. */
  readonly size: () => Size;
  /** Calls back when that changes; answers how to end that. */
  readonly onResize?: (listener: () => void) => () => void;
}

/** Asks until all is answered, somebody quits, or an editor is wanted. @throws ExitPromptError on Ctrl-C */
export const askReview = createPrompt<ReviewEnd, ReviewPrompt>((config, done) => {
  const [view, setView] = useState<View>(firstView(config.at, config.note));
  const [, setResized] = useState(0);
  const [ended, setEnded] = useState(false);
  const size = config.size();
  const desk: Desk = { review: config.review, explainer: config.explainer, page: pageOf(size) };
  useEffect(() => {
    let times = 0;
    return config.onResize?.(() => setResized(++times));
  }, []);
  useKeypress((key, line) => {
    line.clearLine(0);
    const next = press(view, key as Key, desk);
    if ('kind' in next) {
      setEnded(true);
      done(next);
    } else setView(next);
  });
  if (ended) return '';
  const look: Look = { colours: config.colours, width: size.columns };
  return screenOf(view, desk, look, size);
});
