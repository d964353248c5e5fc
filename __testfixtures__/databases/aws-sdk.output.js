// server: stand-in
// modes: fine, refused getObject, refused putItem, refused upload
const AWS = require('aws-sdk');

const s3 = new AWS.S3({ region: 'us-east-1' });
const dynamo = new AWS.DynamoDB.DocumentClient();

class Archive {
  constructor() {
    this.s3 = s3;
  }

  async copy(key) {
    const data = await this.s3.getObject({ Bucket: 'b', Key: key }).promise();
    const uploaded = await this.s3.upload({ Bucket: 'b', Key: `${key}.copy`, Body: data.Body }).promise();
    return uploaded.Location;
  }
}

(async () => {
  let err = null;
  let location;
  try {
    location = await new Archive().copy('k');
  } catch (error) {
    err = error;
  }
  if (err) console.log('copy', err.code);
  else console.log('copy', location);
  try {
    await dynamo.put({ TableName: 't', Item: { id: 1 } }).promise();
  } catch (err) {
    console.log('put', err.code);
    return;
  }
  console.log('put');
})().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
