import { interruptSignal } from '../../lib/cli/interrupts';

let handlers: Map<string | symbol, () => void>;
let told: string[];

beforeEach(() => {
  handlers = new Map();
  told = [];
  jest.useFakeTimers();
  jest.spyOn(process, 'on').mockImplementation((name, handler) => {
    handlers.set(name, handler as () => void);
    return process;
  });
  jest.spyOn(process, 'exit').mockImplementation((code) => {
    told.push(`exit ${code}`);
    return undefined as never;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

const started = () => interruptSignal(() => told.push('says why'));
const arrives = (name: string) => handlers.get(name)?.();

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
  '%s asks the command to end, and ends it if it has not 0.8 s later',
  (name) => {
    const signal = started();
    jest.advanceTimersByTime(10_000);
    expect(signal.aborted).toBe(false);
    arrives(name);
    expect(signal.aborted).toBe(true);
    jest.advanceTimersByTime(799);
    expect(told).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(told).toEqual(['says why', 'exit 130']);
  },
);

test('a second signal ends it at once, unless it comes within 0.1 s and so is the first one passed on', () => {
  started();
  jest.advanceTimersByTime(10_000);
  arrives('SIGINT');
  jest.advanceTimersByTime(100);
  arrives('SIGTERM');
  expect(told).toEqual([]);
  jest.advanceTimersByTime(1);
  arrives('SIGINT');
  expect(told).toEqual(['says why', 'exit 130']);
});
