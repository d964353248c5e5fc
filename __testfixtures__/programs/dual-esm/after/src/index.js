export { readConfig, readConfigAsync, keysOf as keys, keysOfAsync as keysAsync } from './config.js';
export * from './more.js';
import { readConfig, readConfigAsync } from './config.js';

export class Config {
  static open(file) {
    return new Config(readConfig(file));
  }

  static async openAsync(file) {
    return new Config(await readConfigAsync(file));
  }

  constructor(values) {
    this.values = values;
  }

  save(file) {
    return readConfig(file) !== undefined && this.has('a');
  }

  async saveAsync(file) {
    return await readConfigAsync(file) !== undefined && this.has('a');
  }

  has(key) {
    return key in this.values;
  }
}
