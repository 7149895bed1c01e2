import { afterEach, describe, expect, it } from 'vitest';
import { running, type Running } from '../express/running.js';
import { invented, scripted } from '../express/scripted.js';

describe('two addresses are one only by the written rule', () => {
  let house: Running | undefined;
  afterEach(() => house?.stop());

  const areOne = async (one: string, other: string): Promise<boolean> => {
    const person = (email: string) => new Map([['Ali', { ...invented('Ali'), email }]]);
    house = await running({
      providers: [scripted('scripted', person(one)), scripted('other', person(other))],
    });
    const first = await house.signIn('Ali');
    return (await house.signIn('Ali', 'other')).identityId === first.identityId;
  };

  it.each([
    ['ali@x.com', 'Ali@X.com'],
    ['ali@bücher.test', 'ALI@xn--bcher-kva.test'],
    ['ali@mail。x.com', 'ali@mail.x.com'],
  ])('B7 %s and %s are one', async (one, other) => {
    expect(await areOne(one, other)).toBe(true);
  });

  it.each([
    ['kim@x.com', '\u212Aim@x.com'],
    ['ali@x.com', 'al\u0131@x.com'],
    ['sam@x.com', '\u017Fam@x.com'],
    ['strasse@x.com', 'straße@x.com'],
    ['fin@x.com', '\uFB01n@x.com'],
    ['jos\u00E9@x.com', 'jose\u0301@x.com'],
    ['ali@x.com', '\uFF41li@x.com'],
  ])('B7 %s and %s are two', async (one, other) => {
    expect(await areOne(one, other)).toBe(false);
  });

  it.each([
    ['a@corp.test', '"a@evil.test x"@corp.test'],
    ['a@corp.test', 'a(x)@corp.test'],
    ['a@corp.test', '=?utf-8?q?a?=@corp.test'],
    ['a@corp.test', 'a%00@corp.test'],
    ['a@corp.test', 'a@corp.test@evil.test'],
    ['a@corp.test', ' a@corp.test'],
    ['a@corp.test', 'a@corp.test.'],
  ])('B8 %s and %j are two', async (one, other) => {
    expect(await areOne(one, other)).toBe(false);
  });

  it.each([
    ['ali@gmail.com', 'a.l.i@gmail.com'],
    ['ali@gmail.com', 'ali+news@gmail.com'],
    ['ali@gmail.com', 'ali@googlemail.com'],
  ])('B9 %s and %s are two', async (one, other) => {
    expect(await areOne(one, other)).toBe(false);
  });
});
