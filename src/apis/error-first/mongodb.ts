// Methods of mongodb up to version 4, which give a promise where the callback is left out.
import type { ErrorFirst, ErrorFirstModule } from '../../core/api.ts';
import { alike, chained, methodsOf } from './methods.ts';

/** Versions differ in what they give for no error, and in what comes with one. */
const takes = (count: number): ErrorFirst => ({ takes: count, to: '', form: 'omit', noError: 'any', partial: true });

const collection: Record<string, ErrorFirst> = {
  ...alike('countDocuments estimatedDocumentCount findOne drop dropIndexes indexes isCapped options', takes(0)),
  ...alike('bulkWrite createIndex createIndexes deleteMany deleteOne distinct dropIndex findOneAndDelete insertMany insertOne rename', takes(1)),
  ...alike('findOneAndReplace findOneAndUpdate replaceOne updateMany updateOne', takes(2)),
};

const client = takes(0);

/** Read off mongodb 3.7.4 (lib/operations/execute_operation.js, lib/collection.js, lib/cursor.js) and 4.17.2 (lib/utils.js); later ones call no callback. */
export const mongodb: ErrorFirstModule = {
  specifiers: ['mongodb'],
  selves: ['default'],
  promises: { from: '3.1', before: '5.0' },
  gives: {
    'MongoClient()': 'MongoClient()', 'MongoClient.connect()': 'MongoClient()', 'connect()': 'MongoClient()', 'MongoClient().connect()': 'MongoClient()',
    'MongoClient().db()': 'Db()', 'Db().collection()': 'Collection()', 'Db().listCollections()': 'Cursor()', 'Collection().find()': 'Cursor()', 'Collection().aggregate()': 'Cursor()',
    ...chained('Cursor', 'batchSize collation comment filter hint limit max maxTimeMS min project skip sort match group'),
  },
  hands: { 'MongoClient.connect': ['MongoClient()'], connect: ['MongoClient()'], 'MongoClient().connect': ['MongoClient()'], 'Db().createCollection': ['Collection()'] },
  functions: {
    'MongoClient.connect': takes(1), connect: takes(1),
    ...methodsOf('MongoClient', { connect: client, close: { ...client, values: 0 } }),
    ...methodsOf('Db', { ...alike('command createCollection dropCollection', takes(1)), ...alike('collections dropDatabase stats', takes(0)) }),
    ...methodsOf('Collection', collection),
    ...methodsOf('Cursor', alike('toArray next hasNext count', takes(0))),
  },
};
