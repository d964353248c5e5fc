// How far a search has come, in words for one line: trees tried, trees that may be left, and how long that may take.

/** What a search tells: `isKnown` when the answer was remembered and cost nothing. */
export type OnTrial = (tried: number, left: number, isKnown: boolean) => void;

/** Measures what a trial takes, and says it with the number of trials that are left. */
export function timeLeft(onProgress: (stage: string, done: number, total: number) => void, now: () => number = () => performance.now()): OnTrial {
  let begun: number | undefined;
  let spent = 0;
  let measured = 0;
  let remembered = 0;
  return (tried, left, isKnown) => {
    const at = now();
    if (isKnown) remembered++;
    else if (begun !== undefined) {
      spent += at - begun;
      measured++;
    }
    begun = at;
    const again = remembered > 0 ? `, ${remembered} remembered` : '';
    const time = measured === 0 || left === 0 ? '' : `, about ${words((spent / measured / 1000) * left)} left`;
    onProgress(`bisect${again}${time}`, tried, tried + left);
  };
}

const words = (seconds: number): string => (seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`);
