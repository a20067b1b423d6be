export { createDownload, updateDownload } from './apply-download';
export { importDownload } from './import-download';
export { planDownload } from './plan-download';
export { readDownload } from './read-download';
export { filesToKeep, removeDownload } from './remove-download';
