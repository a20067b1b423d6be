import { type Cloud } from '../huaweicloud/cloud';
import { ephemeralResource, type RequestContext } from '../terraform-plugin';
import { linkAttributes, readLinks } from './links';

/**
 * Opening is a pure read, because engines open in each plan and again in each apply. So every phase has fresh links,
 * and there is nothing to close.
 *
 * Source: DDS API reference, "Obtaining the Link for Downloading a Backup File".
 */
export const ephemeralBackupDownloadLinks = ephemeralResource('dds_backup_download_links', {
  description:
    'Links for downloading the files of a full or incremental DDS backup. Each link is a secret, is valid for 15 minutes and is never stored.',
  attributes: linkAttributes,
  timeouts: { open: '2m' },
  open: async (config, context: RequestContext<Cloud>) => ({
    result: { ...config, ...(await readLinks(config, context)) },
  }),
});
