// server: smtp
// modes: answered, refused MAIL, refused RCPT, cut DATA, refused EHLO
const nodemailer = require('nodemailer');

const transport = nodemailer.createTransport({ host: '127.0.0.1', port: Number(process.env.SMTP_PORT), ignoreTLS: true });
const inMemory = nodemailer.createTransport({ jsonTransport: true });

function send(to, callback) {
  transport.verify(function (err, fine) {
    if (err) return callback(err);
    transport.sendMail({ from: 'a@example.org', to, subject: 'hello', text: 'text', date: new Date(0), messageId: '<1@example.org>' }, function (err, info) {
      if (err) return callback(err);
      callback(null, [fine, info.accepted, info.response]);
    });
  });
}

send('b@example.org', (err, info) => {
  console.log('sent', err ? [err.code, err.command, err.responseCode] : info);
  inMemory.sendMail({ to: 'c@example.org', text: 'x' }, (err, info) => {
    if (err) throw err;
    console.log(JSON.parse(info.message).text);
    inMemory.sendMail({ to: 'c@example.org', html: { path: '/nowhere' } }, (err) => {
      console.log('unreadable', err ? err.code : 'sent');
    });
  });
});
