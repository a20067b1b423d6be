/** How long running operations have to finish, and how often this is checked, in milliseconds. */
const GRACE = 300;
const CHECK_INTERVAL = 20;

/**
 * Ends the process with this exit code. `process.exit` waits for the threads of Node.js. One that hangs in a system call
 * (opening a pipe that nobody writes to, say, or looking up a name) would keep the process alive for ever, so then the
 * process kills itself: there is no other way.
 */
export function leave(code: number): void {
  process.on('uncaughtException', () => undefined); // failures no longer matter
  const deadline = Date.now() + GRACE;
  const look = () => {
    if (!threadIsBusy()) process.exit(code);
    if (Date.now() < deadline) setTimeout(look, CHECK_INTERVAL);
    else process.kill(process.pid, 'SIGKILL');
  };
  look();
}

/** Whether an operation on a file, or a look-up of a name, is running. */
function threadIsBusy(): boolean {
  return process
    .getActiveResourcesInfo()
    .some((name) => /FSReq|GetAddrInfoReq|GetNameInfoReq/.test(name));
}
