import { downloadedNode, nodeMajors } from '../matrix/downloaded-node';

/** A Node.js to measure with: its major, and the environment that puts it first on PATH. */
export interface MeasuredNode {
  readonly major: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The one that runs this, then the other supported majors, as far as npm gets them. */
export function nodes(): MeasuredNode[] {
  const [own = ''] = process.versions.node.split('.');
  const others = nodeMajors
    .filter((major) => major !== own)
    .flatMap((major) => {
      const node = downloadedNode(major);
      if ('env' in node) return [{ major, env: { ...process.env, ...node.env } }];
      console.error(`NOT MEASURED with Node ${major}: ${node.missing}`);
      return [];
    });
  return [{ major: own, env: process.env }, ...others];
}
