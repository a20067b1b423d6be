import { type Cloud } from '../huaweicloud/cloud';
import { dataSource, optional, type RequestContext } from '../terraform-plugin';
import { linkAttributes, readLinks } from './links';

/** Source: DDS API reference, "Obtaining the Link for Downloading a Backup File". */
export const backupDownloadLinks = dataSource('dds_backup_download_links', {
  description:
    'Links for downloading the files of a full or incremental DDS backup. Each link is a secret, is valid for 15 minutes and is stored in the state.',
  attributes: {
    ...linkAttributes,
    read_trigger: optional.string(
      'Not interpreted. A value that is unknown at plan, such as `timestamp()`, moves the read to apply.',
    ),
  },
  timeouts: { read: '2m' },
  read: async (config, context: RequestContext<Cloud>) => ({
    ...config,
    ...(await readLinks(config, context)),
  }),
});
