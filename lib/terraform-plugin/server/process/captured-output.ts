import { type Logger } from '../log/logger';

/**
 * Turns what others print (`console.log` of a library, say) into log lines, and returns a function that undoes it.
 * Standard output belongs to the handshake, and a JSON line on standard error that is not quite a log line would crash
 * the engine.
 */
export function captureOutput(log: Logger): () => void {
  const undo = [capture('stdout', log), capture('stderr', log)];
  return () => undo.forEach((step) => step());
}

function capture(name: 'stdout' | 'stderr', log: Logger): () => void {
  const stream = process[name];
  const write = stream.write.bind(stream);
  const ignore = () => undefined;
  stream.on('error', ignore); // the reader is gone
  stream.write = (text: string | Uint8Array, ...rest: unknown[]): boolean => {
    log.debug(Buffer.from(text).toString().trimEnd(), { printed_on: name });
    const done = rest.at(-1);
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
  return () => {
    stream.write = write;
    stream.off('error', ignore);
  };
}
