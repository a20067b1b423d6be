/**
 * `npm run hostile`: what answers of a broken or malicious cloud cost the packed provider. Needs a build.
 *
 * Arguments choose answers by a part of their names. Fails where a bound is broken.
 */
import { hostileAnswers } from '../test/hostile/hostile-answers';
import { measuredRead, READ_TIMEOUT } from '../test/hostile/measured-read';
import setUp from '../test/shipped/set-up';

const bounds = { megabytes: 200, blockedMilliseconds: 250, seconds: READ_TIMEOUT + 1 };

async function main(chosen: readonly string[]): Promise<void> {
  setUp();
  console.log('memory (MB)  blocked (ms)  time (s)  answer');
  for (const answer of hostileAnswers) {
    if (chosen.length > 0 && !chosen.some((part) => answer.name.includes(part))) continue;
    const { megabytes = NaN, blockedMilliseconds, seconds, said } = await measuredRead(answer);
    const broken = [
      megabytes > bounds.megabytes,
      blockedMilliseconds > bounds.blockedMilliseconds,
      seconds > bounds.seconds,
      answer.isFine === true && said !== 'read',
    ].some(Boolean);
    if (broken) process.exitCode = 1;
    const row = [
      megabytes.toFixed(0).padStart(11),
      blockedMilliseconds.toFixed(0).padStart(12),
      seconds.toFixed(1).padStart(8),
      `${answer.name}${broken ? '  ← beyond the bounds' : ''}`,
    ];
    console.log(row.join('  '));
    console.log(`${''.padStart(37)}${said.replace(/\s+/g, ' ').slice(0, 100)}`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
