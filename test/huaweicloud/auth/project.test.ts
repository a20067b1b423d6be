import { failureOf } from '../cloud-of';
import { cloud, keys, links } from './log-in-fixture';
import { type ScriptedAnswer } from './scripted-cloud';

const projects = 'GET /v3/projects';

async function refusalOf(answer: ScriptedAnswer) {
  cloud.answers.set(projects, answer);
  return failureOf(() => links(keys));
}

test('what is not a project of the name is passed over', async () => {
  const others = [null, 'x', { name: 'region-1' }, { id: 1, name: 'region-1' }, { id: 'other' }];
  const found = { id: 'found', name: 'region-1' };
  cloud.answers.set(projects, { body: { projects: [...others, found] } });
  await links(keys);
  expect(cloud.calls).toContain('GET /v3/found/backups/download-file');
});

test('an answer without a list of projects is unexpected', async () => {
  expect(await refusalOf({ body: { projects: {} } })).toMatchObject({
    category: 'answer',
    detail: expect.stringContaining('The answer contains no list of projects.'),
  });
});

test('an ID that cannot be one is not sent to the cloud', async () => {
  const { category, detail } = await refusalOf({
    body: { projects: [{ id: '../other', name: 'region-1' }] },
  });
  expect(category).toBe('answer');
  expect(detail).toContain('"../other" cannot be the ID of a project');
  expect(cloud.calls).toEqual([projects]);
});

test('of many projects of one name ten are listed', async () => {
  const many = Array.from({ length: 12 }, (_, index) => ({ id: `id-${index}`, name: 'region-1' }));
  const { detail } = await refusalOf({ body: { projects: many } });
  expect(detail).toMatch(/^12 projects have the name "region-1": id-0, .*, id-9\.\n/);
});

test.each([
  [403, 'any', 'permission'],
  [400, 'any', 'project'],
  [403, 'APIGW.0302', 'permission'],
  [401, 'APIGW.0306', 'permission'],
])(
  'a refusal (%i, %s) says that with the id no lookup is needed',
  async (status, code, category) => {
    const failure = await refusalOf({ status, body: { error_code: code, error_msg: 'no' } });
    expect(failure).toMatchObject({ category, setting: 'projectId' });
    expect(failure.detail).toContain('then no lookup is needed');
  },
);
