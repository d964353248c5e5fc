// Types for configurations written in TypeScript or JavaScript.
import type { Config } from './schema.ts';

/** Gives back `config` as it is; an editor checks and completes what is in it. */
export const defineConfig = (config: Config): Config => config;
