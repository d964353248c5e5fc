// Saves the page that `verify --html` asks for.
import { writeFile } from 'node:fs/promises';
import type { Verification } from '../core/verification.ts';
import { verificationPage } from '../preview/verification-page.ts';
import { usage } from './failure.ts';

/** @throws Failure 'usage' when the file cannot be written. */
export async function saveVerificationPage(file: string, verification: Verification): Promise<void> {
  try {
    await writeFile(file, verificationPage(verification));
  } catch (error) {
    throw usage(`the page cannot be written: ${(error as Error).message}`);
  }
}
