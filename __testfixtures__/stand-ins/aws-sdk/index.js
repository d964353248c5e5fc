// What the programs need of aws-sdk 2: requests that are sent where there is a callback, or by promise().
class Request {
  constructor(name, params, data, callback) {
    Object.assign(this, { name, params, data });
    if (callback) this.send(callback);
  }
  send(callback) {
    console.log(`> ${this.name} ${JSON.stringify(this.params)}`);
    setImmediate(() => {
      if (process.env.MODE === `refused ${this.name}`) callback.call(this, Object.assign(new Error(`refused: ${this.name}`), { code: 'AccessDenied' }), null);
      else callback.call(this, null, this.data);
    });
  }
  promise() {
    return new Promise((resolve, reject) => { this.send((error, data) => (error ? reject(error) : resolve(data))); });
  }
}

exports.S3 = class S3 {
  getObject(params, callback) { return new Request('getObject', params, { Body: 'content' }, callback); }
  upload(params, callback) { return new Request('upload', params, { Location: `https://example.org/${params.Key}` }, callback); }
};

exports.DynamoDB = class DynamoDB {};
exports.DynamoDB.DocumentClient = class DocumentClient {
  put(params, callback) { return new Request('putItem', params, {}, callback); }
};
