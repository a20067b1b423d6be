import { encode } from '../../../lib/terraform-plugin/cty/msgpack';
import { unknown, type Value } from '../../../lib/terraform-plugin/cty/value';
import { DiagnosticsError } from '../../../lib/terraform-plugin/framework/diagnostics';
import { Engine, silent, text } from '../../../lib/terraform-plugin/testing/engine';
import { sampleProvider } from './sample-provider';
import { NOTE, note } from './sample-resource';

async function configured(read?: Parameters<typeof sampleProvider>[0], logger = silent) {
  const engine = new Engine(sampleProvider(read), 'sample_greeting', logger);
  await engine.configure({ greeting: 'Hello' });
  return engine;
}

describe('a read that fails', () => {
  test('diagnostics that the handler throws are reported', async () => {
    const engine = await configured(() =>
      Promise.reject(
        new DiagnosticsError({
          severity: 'error',
          summary: 'No',
          detail: 'Never.',
          path: [{ attribute: 'name' }],
        }),
      ),
    );
    expect(await engine.read({ name: 'Ann' })).toEqual({
      state: undefined,
      diagnostics: ['error: No; Never. @ name'],
    });
  });

  test('an error that the provider can explain is reported as it says', async () => {
    const engine = await configured(() => Promise.reject(new RangeError('Too loud.')));
    expect((await engine.read({ name: 'Ann' })).diagnostics).toEqual([
      'error: Out of range; Too loud. @ loudness',
    ]);
  });

  test('an unexpected error is reported without message and stack, and its stack is logged', async () => {
    const lines: unknown[] = [];
    const logger = {
      ...silent,
      error: (message: string, fields?: object) => void lines.push(message, fields),
    };
    const engine = await configured(() => {
      throw new TypeError('secret');
    }, logger);
    const { diagnostics } = await engine.read({ name: 'Ann' });
    expect(diagnostics).toEqual([
      'error: The provider failed; This is a bug in the provider (TypeError). Run again with TF_LOG_PROVIDER=debug and report what it logs.',
    ]);
    expect(JSON.stringify(lines)).toContain('at ');
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  test('a diagnostic neither steers a terminal nor floods it, whoever wrote it', async () => {
    const evil = '\u001b[2J\r\u009b\u202e\u200bFAKE';
    const engine = await configured(() =>
      Promise.reject(
        new DiagnosticsError(
          { severity: 'error', summary: `${evil}\n`, detail: `First.\n\n${evil}` },
          { severity: 'error', summary: 'x'.repeat(1e6), detail: 'y'.repeat(1e6) },
        ),
      ),
    );
    const shown = '\\u001b[2J\\r\\u009b\\u202e\\u200bFAKE';
    const { diagnostics } = await engine.read({ name: 'Ann' });
    expect(diagnostics[0]).toBe(`error: ${shown}\\n; First.\n\n${shown}`);
    expect(diagnostics[1]?.length).toBeLessThan(11_000);
  });

  test('a thrown value that is not an error is reported by its type', async () => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- third parties do this
    const engine = await configured(() => Promise.reject('why not'));
    expect((await engine.read({ name: 'Ann' })).diagnostics[0]).toContain('(string)');
  });

  test('a state that does not match the schema is reported', async () => {
    const engine = await configured(() => Promise.resolve(7 as unknown as string));
    expect((await engine.read({ name: 'Ann' })).diagnostics[0]).toMatch(/bug in the provider \(/);
  });

  test('a configuration that does not match the schema is reported', async () => {
    const engine = await configured();
    const { diagnostics } = await engine.call('readDataSource', {
      typeName: 'sample_greeting',
      config: { msgpack: encode({}, ['object', {}]) },
    });
    expect(diagnostics.map(text)[0]).toContain('value is missing');
  });

  test('a configuration of which something is unknown is reported', async () => {
    const engine = await configured();
    const configs: Record<string, Value>[] = [{ name: unknown }, { name: 'Ann', title: unknown }];
    for (const config of configs) {
      expect((await engine.read(config)).diagnostics).toEqual([
        expect.stringMatching(/^error: The provider failed; .*\(TypeError\)/),
      ]);
    }
  });

  test('an invalid configuration is reported', async () => {
    const engine = await configured();
    expect((await engine.read({ name: '' })).diagnostics).toEqual([
      'error: Invalid value of "name"; It is empty. @ name',
    ]);
  });
});

describe('a read that ends early', () => {
  const never = () => new Promise<string>(() => undefined);
  afterEach(() => void jest.useRealTimers());

  test('it ends when it times out, and the diagnostic says so', async () => {
    const engine = await configured(never);
    expect((await engine.read({ name: 'Ann', timeouts: { read: '1ms' } })).diagnostics).toEqual([
      'error: No answer within 1ms; Waited 1ms for "read". Try again, or allow more with timeouts { read = "…" }. @ timeouts.read',
    ]);
  });

  test('the diagnostic says what the handler was waiting for', async () => {
    const engine = await configured((_, { waitingFor }) => {
      waitingFor('Ann to wake up');
      return never();
    });
    const { diagnostics } = await engine.read({ name: 'Ann', timeouts: { read: '1ms' } });
    expect(diagnostics[0]).toContain('Waited 1ms for Ann to wake up.');
  });

  test('the diagnostic says how far the handler came, if its error says so', async () => {
    const engine = await configured(
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new RangeError('Ann is at 3 of 5.')));
        }),
    );
    const { diagnostics } = await engine.read({ name: 'Ann', timeouts: { read: '1ms' } });
    expect(diagnostics[0]).toMatch(/^error: No answer within 1ms; [^]*\n\nAnn is at 3 of 5\./);
  });

  test('it has as long as the definition allows if the configuration does not say', async () => {
    jest.useFakeTimers();
    const aborted: boolean[] = [];
    const engine = await configured((_, { signal }) => {
      signal.addEventListener('abort', () => aborted.push(true));
      return never();
    });
    const read = engine.read({ name: 'Ann' });
    await jest.advanceTimersByTimeAsync(119_999);
    expect(aborted).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(aborted).toEqual([true]);
    await jest.advanceTimersByTimeAsync(100);
    expect((await read).diagnostics[0]).toContain('No answer within 2m;');
  });

  test('an empty string is no limit, in any request about a resource', async () => {
    jest.useFakeTimers();
    const ends: string[] = [];
    const took = async <T>(value: T, { signal }: { signal: AbortSignal }) => {
      await jest.advanceTimersByTimeAsync(60_000);
      ends.push(signal.aborted ? 'too early' : 'done');
      return value;
    };
    const resource = await note({
      plan: (_, context) => took(undefined, context),
      create: (_, context) => took(NOTE, context),
      read: took,
    });
    const timeouts = { create: '', read: '', update: '', delete: '' };
    const now = await resource.apply(await resource.plan({ name: 'a', timeouts }));
    await resource.read(now);
    expect(ends).toEqual(['done', 'done', 'done']);
  });

  test('the handler learns why it has to end', async () => {
    const reasons: unknown[] = [];
    const engine = await configured((_, { signal }) => {
      signal.addEventListener('abort', () => reasons.push(signal.reason));
      call.abort(new Error('the client has hung up'));
      return never();
    });
    const call = new AbortController();
    await engine.read({ name: 'Ann' }, call.signal);
    await engine.read({ name: 'Ann', timeouts: { read: '1ms' } });
    expect(reasons).toEqual([
      new Error('the client has hung up'),
      expect.objectContaining({ name: 'TimeoutError' }),
    ]);
  });

  test('it ends when the engine stops the provider, and the signal of the handler aborts', async () => {
    const seen: boolean[] = [];
    const engine = await configured(async (_, { signal }) => {
      await engine.call('stopProvider', {});
      seen.push(signal.aborted);
      return never();
    });
    expect((await engine.read({ name: 'Ann' })).diagnostics).toEqual([
      'error: Interrupted; The engine asked to stop before "read" had finished.',
    ]);
    expect(seen).toEqual([true]);
  });

  test('no timer is left when the handler has ended at once', async () => {
    jest.useFakeTimers();
    const engine = await configured(async (_, { signal }) => {
      await engine.call('stopProvider', {});
      signal.throwIfAborted();
      return never();
    });
    expect((await engine.read({ name: 'Ann' })).diagnostics[0]).toContain('Interrupted');
    expect(jest.getTimerCount()).toBe(0);
  });

  test('what the engine requests after a stop is done', async () => {
    const answers: (() => Promise<string>)[] = [never, () => Promise.resolve('Here I am')];
    const engine = await configured(() => (answers.shift() ?? never)());
    const first = engine.read({ name: 'Ann' });
    await engine.call('stopProvider', {});
    expect((await first).diagnostics[0]).toContain('Interrupted');
    await engine.call('stopProvider', {});
    await engine.configure({ greeting: 'Hi' });
    expect((await engine.read({ name: 'Ann' })).state).toHaveProperty('text', 'Here I am');
  });

  test('it ends when the engine stops the provider a second time', async () => {
    const engine = await configured(async () => {
      await engine.call('stopProvider', {});
      return never();
    });
    for (let run = 1; run <= 2; run += 1) {
      expect((await engine.read({ name: 'Ann' })).diagnostics[0]).toContain('Interrupted');
    }
  });

  test('it ends when the engine cancels the call', async () => {
    const call = new AbortController();
    const engine = await configured(() => {
      call.abort();
      return never();
    });
    expect((await engine.read({ name: 'Ann' }, call.signal)).diagnostics[0]).toContain(
      'Interrupted',
    );
  });
});

describe('the configuration of the provider', () => {
  test('it is checked, and a secret argument is named but not shown', async () => {
    const engine = new Engine(sampleProvider(), 'sample_greeting');
    expect(
      await engine.configure({
        password: 'ab',
        role: [
          { name: 'a', remark: null },
          { name: null, remark: null },
        ],
      }),
    ).toEqual([
      'error: Invalid value of "password"; It is too short.',
      'error: Invalid value of "name"; It must be set. @ role.1.name',
    ]);
  });

  test.each<[string, Record<string, Value>, string]>([
    ['an argument', { greeting: unknown }, 'greeting'],
    ['an argument, beside one that is known', { greeting: unknown, password: 'abc' }, 'greeting'],
    ['one key of a map', { addresses: { office: unknown, home: 'x' } }, 'addresses.office'],
    ['a whole map', { addresses: unknown }, 'addresses'],
    ['something in a block', { role: [{ name: unknown, remark: null }] }, 'role[0].name'],
    ['how many blocks there are', { role: unknown }, 'role'],
    [
      'several',
      { greeting: unknown, role: [{ name: unknown, remark: unknown }] },
      'greeting, role[0].name',
    ],
  ])('if %s is unknown, this is reported only when something is read', async (_, config, names) => {
    const engine = new Engine(sampleProvider(), 'sample_greeting');
    expect(await engine.configure(config)).toEqual([]);
    expect((await engine.read({ name: 'Ann' })).diagnostics).toEqual([
      `error: Provider configuration is not known yet; These arguments of the provider depend on something that has not been created yet: ${names}. ` +
        'Add a depends_on on that resource to the data source, so that it is read afterwards, or create that resource in an earlier run.',
    ]);
  });

  test.each<[string, Record<string, Value>]>([
    ['an argument', { label: unknown }],
    ['a key of a map', { addresses: { home: unknown, office: 'x' } }],
    ['something in a block', { role: [{ name: 'a', remark: unknown }] }],
  ])('%s without effect may be unknown', async (_, config) => {
    const engine = new Engine(sampleProvider(), 'sample_greeting');
    expect(await engine.configure({ greeting: 'Hi', ...config })).toEqual([]);
    expect((await engine.read({ name: 'Ann' })).state).toHaveProperty('text', 'Hi, Ann');
  });

  test('the last one counts if the engine configures several times', async () => {
    const engine = new Engine(sampleProvider(), 'sample_greeting');
    for (const greeting of ['Hi', unknown, 'Ho']) await engine.configure({ greeting });
    expect((await engine.read({ name: 'Ann' })).state).toHaveProperty('text', 'Ho, Ann');
  });

  test('a read without it is an error', async () => {
    const engine = new Engine(sampleProvider(), 'sample_greeting');
    expect((await engine.read({ name: 'Ann' })).diagnostics[0]).toContain(
      'Provider is not configured',
    );
  });
});
