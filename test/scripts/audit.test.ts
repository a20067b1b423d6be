import { findingsOf } from '../../scripts/audit';

test('a vulnerable package that is bundled is told from one that only development needs', () => {
  const vulnerabilities = {
    socks: { name: 'socks', severity: 'high', nodes: ['node_modules/socks'] },
    ws: { name: 'ws', severity: 'moderate', nodes: ['node_modules/a/node_modules/ws'] },
  };
  const bundled = ['node_modules/socks', 'node_modules/ws'];
  expect(findingsOf({ vulnerabilities }, bundled)).toEqual({
    published: ['high     socks (node_modules/socks)'],
    development: ['moderate ws (node_modules/a/node_modules/ws)'],
  });
});

test('a report without any has no lines', () => {
  expect(findingsOf({ vulnerabilities: {} }, ['node_modules/socks'])).toEqual({
    published: [],
    development: [],
  });
});
