export { type Mail, mailOf } from './mail.js';
export { type Patience, type SmtpOptions, smtpMailer } from './smtp.js';
