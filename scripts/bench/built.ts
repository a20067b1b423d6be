import path from 'node:path';

export const root = path.join(__dirname, '..', '..');
export const providerFolder = path.join(root, 'build', 'provider');
export const provider = path.join(providerFolder, 'terraform-provider-dds');
