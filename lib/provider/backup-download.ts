import { type Cloud } from '../huaweicloud/cloud';
import { type ApplyContext, type PlanContext, resource } from '../terraform-plugin';
import { downloadAttributes, type DownloadState } from './download/download-attributes';

/** Source: DDS API reference, "Obtaining the Link for Downloading a Backup File". */
export const backupDownload = resource('dds_backup_download', {
  description:
    'The files of a full or incremental DDS backup in a directory. An apply that fails or is interrupted continues in the next one.',
  attributes: downloadAttributes,
  timeouts: { create: '2h', read: '30m', update: '2h', delete: '10m' },
  // What few runs need is loaded when they need it.
  plan: async (change, context: PlanContext<Cloud>) =>
    (await handlers()).planDownload(change, context),
  planDelete: async (prior) => (await handlers()).filesToKeep(prior),
  create: async (planned, context: ApplyContext<Cloud, DownloadState>) =>
    (await handlers()).createDownload(planned, context),
  read: async (state, context) => (await handlers()).readDownload(state, context),
  update: async (change, context) => (await handlers()).updateDownload(change, context),
  delete: async (prior, context) => (await handlers()).removeDownload(prior, context),
  importState: async (id, context) => (await handlers()).importDownload(id, context),
});

function handlers() {
  return import('./download');
}
