/** The name of a prop as the program spells it, followed by the name in the documentation if that is another. */
export function propName(name: string): string {
  const own = respelled(name);
  return own === name ? name : `${own} (${name})`;
}

/** Tag for the text of a message. Names of props and methods in it are spelled as in the program; values are left alone. */
export function message(texts: TemplateStringsArray, ...values: readonly string[]): string {
  return texts.map((text, index) => respelled(text) + (values[index] ?? '')).join('');
}

/** Text with names such as `instanceId` as jsii makes them in the language of the program. */
function respelled(text: string): string {
  const spelling = SPELLINGS.find(({ agent }) => agent.test(process.env.JSII_AGENT ?? ''));
  if (spelling === undefined) return text;
  return text.replace(/\b[a-z][a-z\d]*(?:[A-Z][a-z\d]*)+\b/g, spelling.of);
}

/** The languages that do not spell names as TypeScript does. jsii says in the environment which one runs the program. */
const SPELLINGS = [
  { agent: /^Python\//, of: (name: string) => name.replace(/[A-Z]/g, '_$&').toLowerCase() },
  {
    // Go may call itself `devel go1.28-…`.
    agent: /^DotNet\/|\bgo\d/,
    of: (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1),
  },
];
