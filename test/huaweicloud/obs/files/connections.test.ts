import { Connections } from '../../../../lib/huaweicloud/obs/files/connections';

/** Works that begin with a connection and end when they are told to. */
function works(connections: Connections) {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const start = (name: string, turn: 'next' | 'later') =>
    connections.use(turn, () => {
      begun.push(name);
      return new Promise<void>((resolve, reject) => {
        ends.set(name, (error) => (error === undefined ? resolve() : reject(error)));
      });
    });
  return { begun, start, end: (name: string, error?: Error) => ends.get(name)?.(error) };
}

test('so many works begin at once, then one for each that ends, the next before the later', async () => {
  const { begun, start, end } = works(new Connections(2));
  const all = [
    start('first', 'later'),
    start('second', 'next'),
    start('third', 'later'),
    start('fourth', 'next'),
    start('fifth', 'next'),
  ];
  expect(begun).toEqual(['first', 'second']);
  for (const name of ['second', 'first', 'fourth', 'fifth', 'third']) {
    end(name);
    await new Promise(setImmediate);
  }
  await Promise.all(all);
  expect(begun).toEqual(['first', 'second', 'fourth', 'fifth', 'third']);
});

test('a work that fails gives its connection back, also when nobody waits', async () => {
  const connections = new Connections(1);
  const { begun, start, end } = works(connections);
  const failing = start('failing', 'next');
  end('failing', new Error('broken'));
  await expect(failing).rejects.toThrow('broken');
  const following = start('following', 'later');
  expect(begun).toEqual(['failing', 'following']);
  end('following');
  await following;
});
