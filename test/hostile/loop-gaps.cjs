// Preloaded into a provider: notes in the file LOOP_GAPS how long the event loop did nothing else at most.
// What counts is computing time, so that a busy machine does not look like a busy loop.
const fs = require('node:fs');

const file = process.env.LOOP_GAPS;
let longest = 0;
let last = { time: performance.now(), cpu: process.cpuUsage() };

setInterval(() => {
  const time = performance.now();
  const { user, system } = process.cpuUsage(last.cpu);
  const gap = Math.min(time - last.time, (user + system) / 1000);
  last = { time, cpu: process.cpuUsage() };
  if (fs.existsSync(`${file}.reset`)) {
    fs.rmSync(`${file}.reset`);
    longest = 0;
  } else if (gap > longest) {
    longest = gap;
    fs.writeFileSync(file, String(Math.round(gap)));
  }
}, 10).unref();
