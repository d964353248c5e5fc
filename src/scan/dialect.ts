// Names the grammar a file is written in, from its extension and its Flow pragma.
import type { Dialect } from '../core/source.ts';
import { headerComments } from './header.ts';

/** Extensions that are always scanned. */
const SCANNED = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const DECLARATION = /\.d\.[cm]?ts$/;
const FLOW = /@(?:no)?flow\b/;

export const hasScannedExtension = (id: string): boolean => SCANNED.test(id);
export const isDeclaration = (id: string): boolean => DECLARATION.test(id);

/** The dialect of a file with this name and text. Files without a known extension are JavaScript unless a TypeScript runner starts them. */
export function dialectOf(id: string, text: string): Dialect {
  if (DECLARATION.test(id)) return 'dts';
  if (id.endsWith('.tsx')) return 'tsx';
  if (/\.[cm]?ts$/.test(id)) return 'ts';
  if (!SCANNED.test(id) && /^#!.*\b(?:tsx|ts-node)\b/.test(text)) return 'ts';
  if (text.includes('flow') && FLOW.test(headerComments(text))) return 'flow';
  return id.endsWith('.jsx') ? 'jsx' : 'js';
}
