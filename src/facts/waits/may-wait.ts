// What the text of a file shows of waits without being parsed.
import { SLEEP_PACKAGES } from '../../apis/sleeps.ts';

/** A loop that does nothing but ask the clock has the clock near its beginning. */
const BUSY = /\b(?:while|for|do)\b[\s\S]{0,400}?\b(?:Date|performance|hrtime)\b/;
const SLEEPS = new RegExp(`\\bAtomics\\b|['"\`](?:${SLEEP_PACKAGES.join('|')})['"\`]|['"\`]\\s*sleep\\b`);

const PROMISED = /\bnew\s+Promise\b[\s\S]{0,200}?\bsetTimeout\b/;

export const mayWait = (text: string): boolean => SLEEPS.test(text) || PROMISED.test(text) || BUSY.test(text);
