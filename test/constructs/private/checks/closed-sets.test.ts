import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Backup, type BackupFilter, BackupQuery } from '../../../../lib';

const define: readonly [string, (filter: BackupFilter) => unknown][] = [
  [
    'a query',
    (filter) => new BackupQuery(new TerraformStack(Testing.app(), 'stack'), 'it', filter),
  ],
  [
    'a lookup',
    (filter) => Backup.fromLookup(new TerraformStack(Testing.app(), 'stack'), 'it', filter),
  ],
];

const sets = [
  ['status', '"COMPLETED", "BUILDING" or "FAILED"', ['COMPLETED', 'building', 'Failed'], 'DONE'],
  ['backupType', '"Auto", "Manual" or "Incremental"', ['AUTO', 'manual', 'Incremental'], 'full'],
  ['mode', '"Sharding", "ReplicaSet" or "Single"', ['sharding', 'REPLICASET', 'Single'], 'replica'],
] as const;

describe.each(define)('%s', (_, of) => {
  test.each(sets)('accepts exactly the known values of %s', (name, list, values, wrong) => {
    for (const value of values) {
      expect(() => of({ [name]: value, instanceId: 'instance' })).not.toThrow();
    }
    expect(() => of({ [name]: wrong })).toThrow(
      `stack/it: ${name} must be ${list}, got ${JSON.stringify(wrong)}`,
    );
    expect(() => of({ [name]: `${values[0]} ` })).toThrow(`${name} must be`);
  });

  test.each(sets)('leaves an expression for %s to the engine', (name) => {
    const variable = new TerraformVariable(new TerraformStack(Testing.app(), 'stack'), 'x', {});
    expect(() => of({ [name]: variable.stringValue })).not.toThrow();
    expect(() => of({ [name]: '${var.x}' })).not.toThrow();
  });
});
