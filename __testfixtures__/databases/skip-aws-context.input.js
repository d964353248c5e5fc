// expect: callback-form, callback-values-on-error
const AWS = require('aws-sdk');

const s3 = new AWS.S3();

// the response is in `this`
s3.getObject({ Bucket: 'b', Key: 'k' }, function (err) {
  if (err) console.log(this.requestId);
});

// where it failed the data is null, and nothing would be undefined
s3.headObject({ Bucket: 'b', Key: 'k' }, function (err, data) {
  console.log(err, data);
});
