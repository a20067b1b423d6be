// Stores what is behind LINK as FILE. A link on a command line could be seen by every user of the machine.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

const { LINK, FILE } = process.env;
const response = await fetch(LINK);
if (!response.ok) {
  console.error(`The link answered ${response.status}; has it expired?`);
  process.exit(1);
}
await pipeline(response.body, createWriteStream(FILE));
console.log(`Stored ${FILE}`);
