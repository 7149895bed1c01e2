import { isIP } from 'node:net';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { fromText, textThat } from './text.js';

const highest = 65_535;

/** A port to listen on; 0 is any free one. */
export const Port = fromText(t.number, {
  expected: `a whole number from 0 to ${highest}`,
  read: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= highest ? O.some(Number(text)) : O.none),
  write: String,
});

/** An address of this machine. */
export const Address = textThat('an IP address of this machine', (text) => isIP(text) !== 0);

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  const widest = version === 4 ? 32 : 128;
  const narrows = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= widest);
  return version !== 0 && narrows && more.length === 0;
};

/** IP addresses and networks (`10.0.0.0/8`), with commas between them. */
export const Networks = fromText(t.readonlyArray(t.string), {
  expected: 'IP addresses or networks such as 10.0.0.0/8, with commas between them',
  read: (text) => {
    const networks = text.split(',').map((one) => one.trim());
    return networks.every(isNetwork) ? O.some(networks) : O.none;
  },
  write: (networks) => networks.join(','),
});
