import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/**
 * Runs a command on a pseudo-terminal, by the program `script` of Linux, and gives what it leaves on the screen.
 * Only for programs that append lines: one that moves the cursor, or colours what it prints, needs more.
 */
export async function record(command: string, columns: number): Promise<readonly string[]> {
  const sized = `stty cols ${columns}; ${command}`;
  const child = spawn('script', ['--quiet', '--return', '--command', sized, '/dev/null'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const screen = (await text(child.stdout)).replaceAll('\r\n', '\n');
  const code = await ended;
  if (code !== 0) throw new Error(`exit code ${code ?? 'none'} of ${command}:\n${screen}`);
  const control = /[^\P{Cc}\n]/u.exec(screen);
  if (control !== null) throw new Error(`a control character: ${JSON.stringify(control[0])}`);
  return screen.trimEnd().split('\n');
}
