/** No test sees the keys of the machine it runs on, or asks the metadata service of a cloud. */
for (const name of Object.keys(process.env)) {
  if (/^(?:HW|OS)_/.test(name)) Reflect.deleteProperty(process.env, name);
}
process.env.HW_METADATA_DISABLED = 'true';
process.env.CHECKPOINT_DISABLE = '1';
delete process.env.TF_CLI_CONFIG_FILE;
