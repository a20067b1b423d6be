// DER (ITU-T X.690) as far as certificates need it: tag, length, content.

function element(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag), length(body.length), body]);
}

function length(size: number): Buffer {
  if (size < 0x80) return Buffer.of(size);
  if (size < 0x100) return Buffer.of(0x81, size);
  return Buffer.of(0x82, size >> 8, size & 0xff);
}

export const sequence = (...items: readonly Buffer[]) => element(0x30, ...items);
export const set = (...items: readonly Buffer[]) => element(0x31, ...items);
export const yes = () => element(0x01, Buffer.of(0xff));
/** Of bytes that do not begin with a set bit, or it would be negative. */
export const integer = (bytes: Buffer) => element(0x02, bytes);
export const octets = (content: Buffer) => element(0x04, content);
export const bits = (bytes: Buffer, unused = 0) => element(0x03, Buffer.of(unused), bytes);
export const oid = (hex: string) => element(0x06, Buffer.from(hex.replaceAll(' ', ''), 'hex'));
export const utf8 = (text: string) => element(0x0c, Buffer.from(text));
/** Up to the year 2049. */
export const utcTime = (time: Date) =>
  element(0x17, Buffer.from(time.toISOString().replace(/^\d\d|\.\d+|[-:T]/g, '')));
/** `[number]` around something with a tag of its own. */
export const explicit = (number: number, item: Buffer) => element(0xa0 | number, item);
/** `[number]` in place of the tag of a string. */
export const implicit = (number: number, content: Buffer) => element(0x80 | number, content);
