/** Of a character, in pixels. */
const WIDTH = 8;
const HEIGHT = 19;
const MARGIN = 18;
const TITLE = 34;

/** The colours are those of a terminal, not of the page: so it can be read on a bright and on a dark one. */
const STYLE = `
  text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #e6edf3; white-space: pre; }
  .command { font-weight: bold; }
  .prompt, .time { fill: #7ee787; }
  .value { fill: #a5d6ff; }
`;

/** Draws a terminal on which a command was typed and has printed lines. */
export function terminalSvg(command: string, lines: readonly string[], columns: number): string {
  const width = columns * WIDTH + 2 * MARGIN;
  const height = baseline(lines.length + 1) + MARGIN;
  const rows = lines.map((line, index) => row(line, baseline(index + 2)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">${escaped(`What ${command} prints`)}</title>
<style>${STYLE}</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="9" fill="#0d1117" stroke="#6e7681"/>
<circle cx="22" cy="20" r="5.5" fill="#ff5f57"/><circle cx="41" cy="20" r="5.5" fill="#febc2e"/><circle cx="60" cy="20" r="5.5" fill="#28c840"/>
<text x="${MARGIN}" y="${baseline(0)}"><tspan class="prompt">$</tspan><tspan class="command"> ${escaped(command)}</tspan></text>
${rows.filter((text) => text !== '').join('\n')}
</svg>
`;
}

const baseline = (line: number) => TITLE + (line + 1) * HEIGHT - 3;

/** A line, as wide as it is on a terminal, whatever font there is. */
function row(line: string, y: number): string {
  const text = line.trim();
  if (text === '') return '';
  const x = MARGIN + line.search(/\S/) * WIDTH;
  return `<text x="${x}" y="${y}" textLength="${text.length * WIDTH}">${coloured(text)}</text>`;
}

/** Times and what follows an equals sign stand out. */
function coloured(text: string): string {
  return escaped(text)
    .replace(/(\d+\.\d s)$/, '<tspan class="time">$1</tspan>')
    .replace(/ = (.+)$/, ' = <tspan class="value">$1</tspan>');
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
