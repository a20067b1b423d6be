import {
  backupArguments,
  locationArguments,
  optionalBackupArguments,
} from '../../lib/provider/identifiers';

const HEX = '0123456789abcdef0123456789abcdef';
const problem = (name: keyof typeof backupArguments, id: string) => {
  const required = backupArguments[name].check?.(id);
  expect(optionalBackupArguments[name].check?.(id)).toBe(required);
  return required;
};

describe('the IDs of a backup and of its instance', () => {
  test.each([`${HEX}02`, 'any-other-form', 'x'])('%j is left to the API', (id) => {
    expect([problem('instance_id', id), problem('backup_id', id)]).toEqual([undefined, undefined]);
  });

  test('an ID of the other kind is refused', () => {
    expect(problem('instance_id', `${HEX}br02`)).toBe(
      `"${HEX}br02" is the ID of a backup, not of an instance. Are instance_id and backup_id swapped?`,
    );
    expect(problem('backup_id', `${HEX}IN02`)).toBe(
      `"${HEX}IN02" is the ID of an instance, not of a backup. Are instance_id and backup_id swapped?`,
    );
    expect([problem('instance_id', `${HEX}in02`), problem('backup_id', `${HEX}br02`)]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('an empty id is refused, with an example of its kind', () => {
    expect(problem('instance_id', ' ')).toBe(`It is empty. IDs look like "${HEX}in02".`);
    expect(problem('backup_id', '')).toBe(`It is empty. IDs look like "${HEX}br02".`);
  });

  test('what cannot be an ID is refused, with an example', () => {
    expect(problem('backup_id', 'a/b')).toMatch(/ IDs look like "\w{32}br02"\.$/);
  });
});

describe('region and project', () => {
  test.each(['', ' ', ' cn-north-4 '])('the region %j is accepted', (region) => {
    expect(locationArguments.region.check?.(region)).toBeUndefined();
  });

  test('a region or project that cannot be one is refused', () => {
    expect(locationArguments.region.check?.('cn north')).toBeDefined();
    expect(locationArguments.project_id.check?.('a/b')).toBeDefined();
  });
});
