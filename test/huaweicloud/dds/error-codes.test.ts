import { linksRefusals } from '../../../lib/huaweicloud/dds/links-refusals';
import { listRefusals } from '../../../lib/huaweicloud/dds/list-refusals';
import { ownNames, withNames } from '../../../lib/huaweicloud/errors/setting-names';
import { entryFor } from '../../../lib/huaweicloud/http/error-catalogue';

const codes = Object.keys(linksRefusals().codes ?? {});

test('every documented code has a meaning and a next step', () => {
  expect(codes.length).toBeGreaterThan(50);
  for (const code of codes) {
    const { means, next } = entryFor(400, code, undefined, linksRefusals());
    expect(means).toMatch(/\.$/);
    expect(next).toMatch(/\.$/);
  }
});

test('only transient errors are retried', () => {
  const repeated = codes.filter(
    (code) => entryFor(400, code, undefined, linksRefusals()).retry === 'later',
  );
  expect(repeated.sort()).toEqual(['DBS.200998', 'DBS.201509', 'DBS.280005', 'DBS.280443']);
});

test('the code decides, not the status', () => {
  expect(entryFor(500, 'DBS.201214', undefined, linksRefusals()).summary).toBe('Backup not found');
});

describe('a refused list', () => {
  const words = (
    filter: Parameters<typeof listRefusals>[0],
    code: string | undefined,
    status = 400,
  ) => {
    const { means, next, setting } = entryFor(status, code, undefined, listRefusals(filter));
    return { text: withNames(`${means} ${next}`, ownNames), setting };
  };
  const statuses = [400, 403, 404, 409, 422];
  const asked = [
    ...codes.map((code) => [code, 400] as const),
    ...statuses.map((s) => [undefined, s] as const),
  ];

  test.each(asked)(
    'the error never mentions downloads, or ids that are not set (%s, HTTP %d)',
    (code, status) => {
      for (const filter of [{}, { mode: 'replica' }, { status: 'DONE', backupType: 'full' }]) {
        const { text, setting } = words(filter, code, status);
        expect(text).not.toMatch(/download|instanceId|backupId/);
        expect(setting ?? '').not.toMatch(/instanceId|backupId/);
      }
    },
  );

  test.each<[string, Parameters<typeof listRefusals>[0], string]>([
    ['DBS.280342', { mode: 'replica' }, 'mode'],
    ['DBS.280001', { status: 'DONE' }, 'status'],
    ['DBS.280067', { startedFrom: new Date(), startedUntil: new Date() }, 'startedFrom'],
    ['DBS.280068', { startedFrom: new Date(), startedUntil: new Date() }, 'startedUntil'],
    ['DBS.280404', { instanceId: 'x' }, 'instanceId'],
    ['DBS.201502', { backupId: 'x' }, 'backupId'],
    ['DBS.200010', {}, 'projectId'],
  ])('%s of %j is about %s', (code, filter, setting) => {
    expect(words(filter, code).setting).toBe(setting);
  });

  test('the error names all filters if it is not clear which one is meant', () => {
    expect(words({ status: 'DONE', backupType: 'full' }, 'DBS.280001')).toEqual({
      text: 'The cloud does not accept one of the filters. Check status, backupType.',
      setting: undefined,
    });
  });

  test.each(['DBS.280063', 'DBS.280032', 'DBS.280015', 'APIGW.0302'])(
    'the error names the permission to list (%s)',
    (code) => {
      expect(words({}, code).text).toContain('Grant dds:backup:list');
    },
  );
});
