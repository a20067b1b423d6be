import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';
import { cloud, connect, keys } from '../auth/log-in-fixture';
import { messageOf, here, patient } from '../cloud-of';

const list = 'GET /v3/p/backups';

/** Answers the list of backups with pages out of `ids`. */
function lists(ids: readonly string[], answer: (page: object[], ids: readonly string[]) => object) {
  cloud.answers.set(list, ({ query }) => {
    const [offset, limit] = [Number(query.offset), Number(query.limit)];
    const page = ids.slice(offset, offset + limit).map((id) => ({ id }));
    return { body: answer(page, ids) };
  });
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `b-${index}`);

async function found(settings: GivenSettings = {}): Promise<number> {
  const dds = connect({ ...keys, projectId: 'p', ...settings }).dds(here);
  return (await dds.backups({}, patient)).backups.length;
}

test('all pages are read', async () => {
  lists(many(250), (backups, { length }) => ({ backups, total_count: length }));
  expect(await found()).toBe(250);
  expect(cloud.calls).toEqual([list, list, list]);
});

test('without a total, only an empty page is the end', async () => {
  lists(many(250), (backups) => ({ backups: backups.slice(0, 40) }));
  expect(await found()).toBe(250);
});

test('the same page again and again is an error', async () => {
  const page = many(100).map((id) => ({ id }));
  cloud.answers.set(list, { body: { backups: page, total_count: 250 } });
  expect(await messageOf(() => found())).toMatchInlineSnapshot(`
   "- | Unexpected answer
   The pages of the list do not add up: they contain 100 backups, but there are at least 250.

   Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

   HTTP 200, no request id, GET http://127.0.0.1:PORT/v3/p/backups"
  `);
  cloud.answers.set(list, { body: { backups: page } });
  expect(await messageOf(() => found())).toContain('they contain 100 backups');
});

test('a list that ends before its total is an error', async () => {
  lists(many(150), (backups) => ({ backups, total_count: 160 }));
  expect(await messageOf(() => found())).toContain(
    'they contain 150 backups, but there are at least 160',
  );
});

test('a short page that repeats is the whole list', async () => {
  cloud.answers.set(list, { body: { backups: [{ id: 'a' }, { id: 'b' }] } });
  expect(await found()).toBe(2);
});

test.each([{ backups: null, total_count: 0 }, { total_count: 0 }, { backups: [] }])(
  '%j is an empty list',
  async (body) => {
    cloud.answers.set(list, { body });
    expect(await found()).toBe(0);
  },
);

test.each([{}, { backups: null }, { backups: null, total_count: 1 }, { backups: 'none' }])(
  '%j is no list',
  async (body) => {
    cloud.answers.set(list, { body });
    expect(await messageOf(() => found())).toContain('The answer contains no list of backups.');
  },
);

test('an entry without an id is left out, and no backup is missing because of it', async () => {
  cloud.answers.set(list, {
    body: { backups: [{ id: 'a' }, { name: 'b' }, null, 7], total_count: 4 },
  });
  expect(await found()).toBe(1);
  expect(cloud.calls).toEqual([list]);
});
