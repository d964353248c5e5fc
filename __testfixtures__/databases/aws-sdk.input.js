// server: stand-in
// modes: fine, refused getObject, refused putItem, refused upload
const AWS = require('aws-sdk');

const s3 = new AWS.S3({ region: 'us-east-1' });
const dynamo = new AWS.DynamoDB.DocumentClient();

class Archive {
  constructor() {
    this.s3 = s3;
  }

  copy(key, callback) {
    this.s3.getObject({ Bucket: 'b', Key: key }, (err, data) => {
      if (err) return callback(err);
      this.s3.upload({ Bucket: 'b', Key: `${key}.copy`, Body: data.Body }, (err, uploaded) => {
        if (err) return callback(err);
        callback(null, uploaded.Location);
      });
    });
  }
}

new Archive().copy('k', function (err, location) {
  if (err) console.log('copy', err.code);
  else console.log('copy', location);
  dynamo.put({ TableName: 't', Item: { id: 1 } }, function (err) {
    if (err) console.log('put', err.code);
    else console.log('put');
  });
});
