import stringWidth from 'string-width';
import { sizeText, timeText } from '../output/units';
import { type Transfer } from './transfer';

/** The state of a transfer in words: `42%  1.2 GB of 2.9 GB  12.0 MB/s  2:20 left`. */
export function progressText(transfer: Transfer): string {
  const { share, amount, rate, left } = factsOf(transfer);
  return [share, amount, rate, left].filter((fact) => fact !== '').join('  ');
}

/**
 * The state of a transfer as one line of a terminal, with a bar if there is room. What matters least
 * is left out first; what is shown keeps its place from line to line.
 * @param width columns; the line never fills all of them, because some terminals wrap then
 */
export function progressLine(label: string, transfer: Transfer, width: number): string {
  const room = Math.max(1, width - 1);
  const { share, amount, rate, left } = factsOf(transfer);
  const columns = {
    share: share.padStart(4),
    amount: amount.padStart(19),
    rate: rate.padStart(9),
    left: left.padStart(12),
    time: left.replace(' left', '').padStart(7),
  };
  const variants = [
    [barOf(transfer, 20), columns.share, columns.amount, columns.rate, columns.left],
    [barOf(transfer, 10), columns.share, columns.rate, columns.left],
    [columns.share, columns.rate, columns.left],
    [columns.share, columns.rate, columns.time],
    [columns.share, columns.time],
    [columns.share],
  ].map((facts) => facts.join('  '));
  const facts = variants.find((text) => SHORTEST_LABEL + 2 + text.length <= room) ?? columns.share;
  const forLabel = Math.min(LONGEST_LABEL, room - facts.length - 2);
  if (forLabel < 1) return facts.slice(0, room).trimEnd();
  const shown = shortened(label, forLabel);
  return `${shown}${' '.repeat(forLabel - stringWidth(shown))}  ${facts}`.trimEnd();
}

/** The end of the text if it is too wide: the names of a backup's files differ there. */
function shortened(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 0 && stringWidth(characters.join('')) >= width) characters.shift();
  return `…${characters.join('')}`;
}

const SHORTEST_LABEL = 4;
const LONGEST_LABEL = 48;

/** Each is empty if it is not known. */
function factsOf(transfer: Transfer) {
  const { bytes, total, rate, remaining } = transfer;
  const arrived = sizeText(bytes);
  return {
    share: total === undefined ? '' : `${Math.floor(shareOf(transfer) * 100)}%`,
    amount: total === undefined ? arrived : `${arrived} of ${sizeText(total)}`,
    rate: rate === undefined ? '' : `${sizeText(rate)}/s`,
    left: remaining === undefined ? '' : `${timeText(remaining)} left`,
  };
}

function barOf(transfer: Transfer, length: number): string {
  const full = Math.floor(shareOf(transfer) * length);
  return `[${'='.repeat(full)}${' '.repeat(length - full)}]`;
}

function shareOf({ bytes, total }: Transfer): number {
  if (total === undefined) return 0;
  return total === 0 ? 1 : Math.min(1, bytes / total);
}
