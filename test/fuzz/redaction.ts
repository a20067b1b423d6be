import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { foreign } from '../../lib/huaweicloud/redaction/foreign-text';
import { keepSecret, withoutSecrets } from '../../lib/huaweicloud/redaction/secrets';
import { always } from './property';

/** As kept: what a key, a token or a password may be. The beginning makes it one that no other text contains. */
const secret = fc
  .oneof(
    fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }),
    fc.constantFrom('pass word"\\', 'a+b/c==', '{"a":"b"}', "it's <&>", 'ü€😀'),
  )
  .map((rest) => `Qz7Xw9${rest}Kj5Vp3`)
  .filter((text) => !/\p{Cs}/u.test(text));

const html: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The usual ways of putting a text into another one. */
const encodings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  JSON: (text) => JSON.stringify(text).slice(1, -1),
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3),
  'JSON in ASCII': (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  percent: (text) => encodeURIComponent(text),
  'percent, lower case': (text) =>
    encodeURIComponent(text).replace(/%../g, (escape) => escape.toLowerCase()),
  'percent, twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  URL: (text) => encodeURI(text),
  form: (text) => new URLSearchParams({ x: text }).toString().slice(2),
  HTML: (text) => text.replace(/[&<>"']/g, (character) => html[character] ?? character),
  'HTML in numbers': (text) =>
    text.replace(
      /[^a-z0-9]/giu,
      (character) => `&#x${character.codePointAt(0)?.toString(16) ?? ''};`,
    ),
};
const encoding = fc.constantFrom(...Object.keys(encodings));
const around = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });

export const redaction = [
  always(
    'a kept secret survives in no encoding',
    [secret, encoding, around, around],
    (kept, name, before, after) => {
      keepSecret(kept);
      const encode = encodings[name] ?? assert.fail(name);
      for (const shown of [
        withoutSecrets(`${before}${encode(kept)}${after}`),
        foreign(`${before}${encode(kept)}${after}`),
      ]) {
        assert.ok(!shown.includes('Qz7Xw9') && !shown.includes('Kj5Vp3'), shown);
      }
    },
    { examples: [['Qz7Xw9ü€😀Kj5Vp3', 'JSON in ASCII', '', '']] },
  ),

  always(
    'a kept secret does not survive a cut',
    [secret, encoding, fc.nat(60)],
    (kept, name, place) => {
      keepSecret(kept);
      const encoded = (encodings[name] ?? assert.fail(name))(kept);
      const filler = '. '.repeat(16 * 1024).slice(0, 32 * 1024 - place);
      const shown = withoutSecrets(`${filler}${encoded}${filler}`);
      assert.ok(!shown.includes('Qz7Xw9'), shown.slice(-100));
    },
    { runs: 20 },
  ),

  always(
    'what has been cleaned stays as it is',
    [around, secret, around],
    (before, kept, after) => {
      keepSecret(kept);
      const once = withoutSecrets(`${before} token=${kept}&${after}`);
      assert.equal(withoutSecrets(once), once);
    },
  ),

  always(
    'text without a secret is kept',
    [fc.stringMatching(/^(?:[a-z]{1,8}[ .]){0,12}$/)],
    (text) => {
      assert.equal(withoutSecrets(text), text);
    },
  ),

  always('what is shown steers no terminal', [fc.string({ unit: 'binary' })], (text) => {
    assert.doesNotMatch(foreign(text), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
  }),
];
