/** An error as OBS writes it (OBS API Reference, "Error Codes"); what is undefined is left out. */
export function errorXml(elements: Readonly<Record<string, string | undefined>>): string {
  const xml = Object.entries(elements).map(([name, text]) =>
    text === undefined ? '' : `<${name}>${escaped(text)}</${name}>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Error>${xml.join('')}</Error>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
