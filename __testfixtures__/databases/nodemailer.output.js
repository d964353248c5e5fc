// server: smtp
// modes: answered, refused MAIL, refused RCPT, cut DATA, refused EHLO
const nodemailer = require('nodemailer');
const { promisify } = require('util');

const transport = nodemailer.createTransport({ host: '127.0.0.1', port: Number(process.env.SMTP_PORT), ignoreTLS: true });
const inMemory = nodemailer.createTransport({ jsonTransport: true });

async function send(to) {
  const fine = await promisify(transport.verify.bind(transport))();
  const info = await transport.sendMail({ from: 'a@example.org', to, subject: 'hello', text: 'text', date: new Date(0), messageId: '<1@example.org>' });
  return [fine, info.accepted, info.response];
}

(async () => {
  let err = null;
  let info;
  try {
    info = await send('b@example.org');
  } catch (error) {
    err = error;
  }
  console.log('sent', err ? [err.code, err.command, err.responseCode] : info);
  const info1 = await inMemory.sendMail({ to: 'c@example.org', text: 'x' });
  console.log(JSON.parse(info1.message).text);
  let err1 = null;
  try {
    await inMemory.sendMail({ to: 'c@example.org', html: { path: '/nowhere' } });
  } catch (error1) {
    err1 = error1;
  }
  console.log('unreadable', err1 ? err1.code : 'sent');
})().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
