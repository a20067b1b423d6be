/** Settings with which Maven finds what is in folders and in no public repository. */
export function mavenSettings(...repositories: readonly string[]): string {
  const entries = repositories.map(
    (folder, index) =>
      `<repository><id>local-${index}</id><url>file://${folder}</url></repository>`,
  );
  return `<settings><profiles><profile><id>local</id><repositories>${entries.join('')}</repositories></profile></profiles>
<activeProfiles><activeProfile>local</activeProfile></activeProfiles></settings>
`;
}
