/**
 * No test sees the keys of the machine it runs on or what is set there for engines, or asks the metadata service of a
 * cloud. Node warns of NODE_EXTRA_CA_CERTS that it cannot read, where a test expects nothing.
 */
for (const name of Object.keys(process.env)) {
  if (/^(?:(?:HW|OS|TF)_|NODE_EXTRA_CA_CERTS$)/.test(name))
    Reflect.deleteProperty(process.env, name);
}
process.env.HW_METADATA_DISABLED = 'true';
process.env.CHECKPOINT_DISABLE = '1';
