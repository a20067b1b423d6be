import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';

/**
 * Watches this process from outside, so that it does not outlive its engine while a computation or a system call keeps
 * it from noticing anything. A worker thread could do the same, but costs 60 ms of computing and 9 MB; a shell costs
 * hardly anything.
 */
export class Watchdog {
  private shell: Promise<ChildProcess> | undefined;

  /** `socket` is in a folder of its own; both are removed when the process is killed. */
  constructor(
    private readonly engine: number,
    private readonly socket: () => string,
  ) {}

  /** Takes a moment the first time, a turn later: the caller has begun to send, and nothing can be answered yet. */
  start(): void {
    this.shell ??= nextTurn().then(() => this.startShell());
    this.shell.catch(() => undefined); // the process works without a watchdog, too
  }

  /** Resolves when the shell and all it started are gone. */
  async end(): Promise<void> {
    const shell = await this.shell?.catch(() => undefined);
    if (shell?.kill('SIGTERM') !== true) return; // it was gone already
    shell.ref();
    await Promise.race([once(shell, 'exit'), pause(END_GRACE)]);
  }

  private async startShell(): Promise<ChildProcess> {
    const { spawn } = await import('node:child_process'); // most processes need no watchdog
    const shell = spawn(
      '/bin/sh',
      ['-c', SCRIPT, 'watchdog', String(process.pid), String(this.engine), this.socket()],
      {
        stdio: 'ignore',
        detached: true, // signals of the terminal are not for it
        cwd: '/',
        env: { PATH: `/usr/bin:/bin:${process.env.PATH ?? ''}` },
      },
    );
    shell.on('error', () => undefined);
    shell.unref();
    return shell;
  }
}

/** How long the shell has to end, in milliseconds. */
const END_GRACE = 200;

/**
 * Checks several times a second that the parent of the process is still the engine. If not, the process has most of a
 * second to end by itself. Its start time distinguishes it from a later process with the same id.
 */
const SCRIPT = `
provider=$1 engine=$2 socket=$3 born=
trap 'kill "$!"; wait; exit' TERM
look() {
  parent=
  if [ -r /proc/self/stat ]; then
    stat=
    { read -r stat < "/proc/$provider/stat"; } 2> /dev/null
    set -- \${stat##*) }
    [ "\${born:=\${20}}" = "\${20}" ] && [ "$1" != Z ] && parent=$2
  else
    parent=$(ps -o ppid= -p "$provider") && parent=\${parent##* }
  fi
}
pause() { sleep "$1" & wait "$!"; }
while look; [ "$parent" = "$engine" ]; do
  pause 0.4 || pause 1 || exit
done
[ -n "$parent" ] || exit
pause 0.7 || pause 1
look
[ -n "$parent" ] || exit
rm -f "$socket"
rmdir "\${socket%/*}"
kill -9 "$provider"
`;
