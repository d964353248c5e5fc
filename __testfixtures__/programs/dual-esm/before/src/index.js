export { readConfig, keysOf as keys } from './config.js';
export * from './more.js';
import { readConfig } from './config.js';

export class Config {
  static open(file) {
    return new Config(readConfig(file));
  }

  constructor(values) {
    this.values = values;
  }

  save(file) {
    return readConfig(file) !== undefined && this.has('a');
  }

  has(key) {
    return key in this.values;
  }
}
