import { handshakeLine } from '../../../../lib/terraform-plugin/server/go-plugin/handshake';

// The conversation itself is tested through a process: serve-plugin.test.ts and its neighbours.
test.each([
  [Buffer.of(0xfb), '+w'],
  [Buffer.of(0xfb, 0xff), '+/8'],
  [Buffer.of(0xfb, 0xff, 0xff), '+///'],
  [undefined, ''],
])('the certificate %p is written as %p, in standard base64 without padding', (der, field) => {
  expect(handshakeLine(6, '/tmp/s', der)).toBe(`1|6|unix|/tmp/s|grpc|${field}\n`);
});
