import { describe, expect, it } from 'vitest';
import { type Answer, client } from './hostile-provider.js';
import { google, provider, returning } from './round-trip.js';

/** How the client showed itself to a provider that announces these methods. */
const shown = async (announced: unknown) => {
  const seen = { header: false, form: '' };
  const token: Answer = (request, response) => {
    seen.header = request.headers.authorization !== undefined;
    request.on('data', (chunk) => {
      seen.form += String(chunk);
    });
    request.on('end', () => {
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}');
    });
  };
  const metadata = () => ({ token_endpoint_auth_methods_supported: announced });
  const hostile = await provider({ metadata, answers: { '/token': token } });
  const us = google(hostile.issuer);
  const { callback, kept } = await returning(hostile, us);
  await us.finish(callback, kept)();
  return { header: seen.header, form: new URLSearchParams(seen.form).get('client_secret') };
};

describe('the client secret is shown', () => {
  it.each<[string, unknown]>([
    ['says nothing', undefined],
    ['takes a header', ['client_secret_basic']],
    ['takes both', ['client_secret_post', 'client_secret_basic']],
    ['takes neither', ['private_key_jwt']],
    ['says it badly', 'client_secret_post'],
  ])('in a header to a provider that %s', async (_, announced) => {
    expect(await shown(announced)).toEqual({ header: true, form: null });
  });

  it('in the form to a provider that takes it there only', async () => {
    const form = { header: false, form: client.clientSecret };
    expect(await shown(['private_key_jwt', 'client_secret_post'])).toEqual(form);
  });
});
