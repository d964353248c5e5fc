// The JSON schema of the configuration, made from what checks it.
import { toJsonSchema } from '@valibot/to-json-schema';
import { configSchema } from '../../src/config/schema.ts';

export const configSchemaText = (): string => `${JSON.stringify({ title: 'Configuration of unblock', ...toJsonSchema(configSchema) }, null, 2)}\n`;
