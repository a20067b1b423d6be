/** What an example is told by its environment. */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`set ${name}, or run \`npm run demo\` to see it with a simulated cloud`);
  return value;
}

/** Only set to talk to the simulator: elsewhere the provider knows where the services are. */
export function simulatedEndpoints(): Record<string, string> | undefined {
  const endpoint = process.env.DDS_ENDPOINT;
  return endpoint ? { dds: endpoint, iam: endpoint } : undefined;
}
