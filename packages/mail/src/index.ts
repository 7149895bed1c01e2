export { type Mail, mailOf } from './mail.js';
export { type SmtpOptions, smtpMailer } from './smtp.js';
