/** The workflows of GitHub; `npm run lint:workflows` looks closer. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { scripts } from '../package.json';

interface Job {
  readonly 'timeout-minutes'?: number;
  readonly permissions?: object;
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: object;
  readonly concurrency?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = path.join(__dirname, '..', '.github', 'workflows');
const texts = new Map(
  readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
);

describe.each([...texts.keys()])('%s', (name) => {
  const text = texts.get(name) ?? '';
  const workflow = parse(text) as Workflow;
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test('each action is pinned by the hash of a commit, and says which version that is', () => {
    const uses = text.match(/^.*\buses:.*$/gm) ?? [];
    expect(uses).toHaveLength(steps.filter((step) => step.uses !== undefined).length);
    const loose = uses.filter(
      (line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line),
    );
    expect(loose).toEqual([]);
  });

  test('it has no permissions but those that a job asks for', () => {
    expect(workflow.permissions).toEqual({});
    for (const [, job] of jobs) expect(job.permissions).toEqual(expect.any(Object));
  });

  test('no job hangs for hours, and no two runs get in the way of each other', () => {
    expect(workflow.concurrency).toEqual(expect.objectContaining({ group: expect.any(String) }));
    for (const [, job] of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(90);
  });

  test('code of others gets neither secrets nor a token', () => {
    expect(workflow.on).not.toHaveProperty('pull_request_target');
    expect(workflow.on).not.toHaveProperty('workflow_run');
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const { with: inputs } of checkouts) {
      expect(inputs).toHaveProperty('persist-credentials', false);
    }
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });

  test('the scripts that it runs exist', () => {
    const runs = steps.flatMap(({ run }) => [...(run ?? '').matchAll(/npm run ([\w:-]+)/g)]);
    for (const [, script] of runs) expect(Object.keys(scripts)).toContain(script);
  });
});
