/** How long operations under way have for coming to an end, and how often we look, in milliseconds. */
const patience = 300;
const interval = 20;

/**
 * Ends the process with this exit code. `process.exit` waits for the threads of Node; one that hangs in the system,
 * in opening a pipe that nobody writes to, say, or in a look-up of a name, would keep the process alive for ever.
 * So with such a thread the process kills itself, since there is no other way left.
 */
export function leave(code: number): void {
  process.on('uncaughtException', () => undefined); // what fails from now on concerns nobody
  const deadline = Date.now() + patience;
  const look = () => {
    if (!threadIsBusy()) process.exit(code);
    if (Date.now() < deadline) setTimeout(look, interval);
    else process.kill(process.pid, 'SIGKILL');
  };
  look();
}

/** Whether an operation on a file, or a look-up of a name, is under way. */
function threadIsBusy(): boolean {
  return process
    .getActiveResourcesInfo()
    .some((name) => /^(?:FSReq|GetAddrInfoReq|GetNameInfoReq)/.test(name));
}
