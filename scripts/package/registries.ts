/** Whether the registries answer that the tests of other languages need; for CI, which may be without a network. */
const REGISTRIES = [
  'https://pypi.org/simple/constructs/',
  'https://proxy.golang.org/github.com/aws/constructs-go/constructs/v10/@v/list',
  'https://repo.maven.apache.org/maven2/software/constructs/constructs/maven-metadata.xml',
];

/** Milliseconds. */
const LONGEST_ANSWER = 20_000;

async function check(url: string): Promise<void> {
  const signal = AbortSignal.timeout(LONGEST_ANSWER);
  const { ok, status } = await fetch(url, { method: 'HEAD', signal });
  if (!ok) throw new Error(`it answers ${status}`);
}

async function main(): Promise<void> {
  for (const url of REGISTRIES) {
    try {
      await check(url);
    } catch (error) {
      const { message, cause } = error as Error;
      const reason = cause instanceof Error ? cause.message : message;
      console.error(`NOT RUN: the tests of other languages, because of ${url}: ${reason}`);
      process.exitCode = 1;
    }
  }
}

void main();
