import { reportOf } from '../../../scripts/matrix/report';

test('each runtime has a line: how its tests came out, or why they did not run', () => {
  const rows = [
    {
      name: 'opentofu-1.12',
      outcome: { passed: 40, failed: 0, skipped: 0 },
      secondsToGet: 181.4,
      secondsOfTests: 90,
    },
    {
      name: 'terraform-1.5',
      outcome: { passed: 37, failed: 1, skipped: 2 },
      secondsToGet: 2,
      secondsOfTests: 80.6,
    },
    {
      name: 'node-24',
      outcome: { missing: 'npm could not download it' },
      secondsToGet: 0,
      secondsOfTests: 0,
    },
  ];
  expect(reportOf(rows)).toMatchInlineSnapshot(`
   "  opentofu-1.12  40 passed, 0 failed; 181 s to get it, 90 s of tests
     terraform-1.5  37 passed, 1 failed, 2 skipped (see above); 2 s to get it, 81 s of tests
     node-24        NOT RUN: npm could not download it"
  `);
});
