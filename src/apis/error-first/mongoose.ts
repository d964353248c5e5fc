// Models, documents and queries of mongoose up to version 6, which give a promise, or a query to be awaited, where the callback is left out.
import type { ErrorFirst, ErrorFirstModule } from '../../core/api.ts';
import { alike, chained, methodsOf } from './methods.ts';

/** What it gives for no error is not the same everywhere. */
const takes = (count: number): ErrorFirst => ({ takes: count, to: '', form: 'omit', noError: 'any', partial: true, handle: true });

const one: Record<string, ErrorFirst> = { ...alike('findOne countDocuments estimatedDocumentCount deleteOne deleteMany', takes(0)), ...alike('findById findByIdAndDelete findByIdAndRemove findOneAndDelete findOneAndRemove', takes(1)) };

const model: Record<string, ErrorFirst> = {
  ...one, ...alike('find aggregate distinct insertMany exists', takes(1)), ...alike('updateOne updateMany replaceOne findByIdAndUpdate findOneAndUpdate', takes(2)),
  // one document; several are several values
  create: { ...takes(1), most: 2 },
};

/** Read off mongoose 5.13.22 and 6.13.8 (lib/model.js, lib/query.js, lib/helpers/promiseOrCallback.js); later ones refuse a callback. */
export const mongoose: ErrorFirstModule = {
  specifiers: ['mongoose'],
  selves: ['default'],
  promises: { from: '5.0', before: '7.0' },
  gives: {
    'model()': 'model()', 'model()()': 'Document()', 'createConnection()': 'Connection()', 'Connection().model()': 'model()', connection: 'Connection()',
    ...Object.fromEntries('find findOne findById findOneAndUpdate findByIdAndUpdate where'.split(' ').map((name) => [`model().${name}()`, 'Query()'])),
    ...chained('Query', 'batchSize collation equals exists gt gte hint in lean limit lt lte maxTimeMS ne nin or and populate read regex select set setOptions skip sort where'),
  },
  hands: Object.fromEntries('findOne findById findByIdAndUpdate findOneAndUpdate'.split(' ').map((name) => [`model().${name}`, ['Document()']])),
  functions: {
    connect: { ...takes(1), values: 0 }, disconnect: { ...takes(0), values: 0 },
    'Connection().close': { ...takes(0), values: 0 },
    ...methodsOf('model', model),
    ...methodsOf('Document', { save: takes(0) }),
    ...methodsOf('Query', { exec: takes(0) }),
  },
};
