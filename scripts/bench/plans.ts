import path from 'node:path';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { findEngine } from '../engine';
import { leanGo } from './lean-go';
import { type MeasuredNode, nodes } from './nodes';
import { ratioRow, type Row } from './row';
import { median, takingTurns } from './turns';
import { leanGoResource, nothing, readsOfLinks, Workspace } from './workspace';

/** As multiples of a plan with lean Go. */
const MOST = { planOn20: 2.1, plan: 1.8, applyOn20: 2.7, thousand: 12.5 };
const RUNS = 15;
const RUNS_OF_MANY = 10;
const PLAN = ['plan'];
const APPLY = ['apply', '-auto-approve'];

/** What an engine is asked to do, and what it is compared with. */
interface Bench {
  readonly engine: string;
  readonly cloud: Simulator;
  readonly yardstick: Yardstick;
}

/** A plan of a small provider in Go or, where there is no Go, of none: then there are no targets. */
interface Yardstick {
  readonly name: string;
  readonly goFolder?: string;
}

/** Plans and applies on each Node.js, then plans that read much. */
export async function plans(): Promise<Row[]> {
  const goFolder = leanGo();
  const yardstick =
    goFolder === undefined ? { name: 'with nothing to ask' } : { name: 'of lean Go', goFolder };
  const engine = await findEngine();
  const cloud = await startSimulator();
  try {
    const bench = { engine, cloud, yardstick };
    const rows: Row[] = [];
    for (const node of nodes()) rows.push(...(await single(bench, node)));
    return [...rows, ...(await many(bench))];
  } finally {
    await cloud.close();
  }
}

async function single(bench: Bench, { major, env }: MeasuredNode): Promise<Row[]> {
  const { engine } = bench;
  using least = leastWork(bench);
  using one = workspace(bench, readsOfLinks(bench.cloud, 1));
  const isOn20 = major === '20'; // which has no cache
  const node = { PATH: env.PATH };
  const cache = { NODE_COMPILE_CACHE: path.join(one.folder, 'compiled') };
  const times = await takingTurns(RUNS, {
    least: () => least.time(engine, PLAN),
    plan: () => one.time(engine, PLAN, node),
    cached: async () => (isOn20 ? NaN : one.time(engine, PLAN, { ...node, ...cache })),
    apply: () => one.time(engine, APPLY, node),
  });
  const row = rowsAgainst(bench, times.least);
  return [
    row(`plan of one data source, Node ${major}`, times.plan, isOn20 ? MOST.planOn20 : MOST.plan),
    ...(isOn20 ? [] : [row('the same with `NODE_COMPILE_CACHE`', times.cached)]),
    row(
      `apply of one data source, Node ${major}`,
      times.apply,
      isOn20 ? MOST.applyOn20 : undefined,
    ),
  ];
}

async function many(bench: Bench): Promise<Row[]> {
  const { engine, cloud } = bench;
  using least = leastWork(bench);
  using ten = workspace(bench, readsOfLinks(cloud, 10));
  using hundred = workspace(bench, readsOfLinks(cloud, 100));
  using thousand = workspace(bench, readsOfLinks(cloud, 1000));
  const times = await takingTurns(RUNS_OF_MANY, {
    least: () => least.time(engine, PLAN),
    ten: () => ten.time(engine, PLAN),
    hundred: () => hundred.time(engine, PLAN),
    thousand: () => thousand.time(engine, PLAN),
  });
  const row = rowsAgainst(bench, times.least);
  return [
    row('plan of 10 data sources', times.ten),
    row('plan of 100 data sources', times.hundred),
    row('plan of 1,000 data sources', times.thousand, MOST.thousand),
  ];
}

function leastWork(bench: Bench): Workspace {
  return workspace(bench, bench.yardstick.goFolder === undefined ? nothing : leanGoResource);
}

function workspace({ cloud, yardstick }: Bench, configuration: object): Workspace {
  return new Workspace(configuration, cloud.environment, yardstick.goFolder);
}

function rowsAgainst({ yardstick }: Bench, least: readonly number[]) {
  return (what: string, ours: readonly number[], most?: number): Row =>
    ratioRow(
      `${what}, against a plan ${yardstick.name}`,
      median(ours),
      median(least),
      yardstick.goFolder === undefined ? undefined : most,
    );
}
