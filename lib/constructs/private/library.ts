/** The name of this package. Its twin for CDK Terrain has another one (`scripts/package/cdk-terrain.ts`). */
export const LIBRARY = 'cdktf-huaweicloud-dds';

/** The package whose stacks these constructs are for: CDKTF or CDK Terrain, which continues it. */
export const CDK = LIBRARY.split('-')[0] as 'cdktf' | 'cdktn';
