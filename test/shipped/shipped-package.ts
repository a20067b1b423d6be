import path from 'node:path';

/**
 * A project that has the package installed from its tarball, and beside it the provider, unpacked from the zip of this
 * platform. `set-up.ts` makes it; SHIPPED_PROJECT names another one.
 */
export const project =
  process.env.SHIPPED_PROJECT ?? path.join(__dirname, '..', '..', 'build', 'shipped');

/** The package as `npm install` puts it. */
export const library = path.join(project, 'node_modules', 'cdktf-huaweicloud-dds');

/** The folder of the provider's executable, as an engine unpacks it. */
export const providerFolder = path.join(project, 'provider');

/** The provider's executable. */
export const providerExecutable = path.join(providerFolder, 'terraform-provider-dds');
