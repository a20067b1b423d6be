import { RequestLog, type RequestRecord } from '../../lib/simulator/request-log';

function recordOf(index: number): RequestRecord {
  const told = { requestId: String(index), method: 'GET', path: '/', query: {}, action: 'Unknown' };
  return { ...told, range: undefined, at: new Date(0), status: 200 };
}

test('of very many requests the newest are kept', () => {
  const log = new RequestLog();
  for (let index = 0; index < 100_000; index += 1) log.add(recordOf(index));
  expect(log.records.length).toBeGreaterThanOrEqual(20_000);
  expect(log.records.length).toBeLessThan(40_000);
  const first = 100_000 - log.records.length;
  const ids = log.records.map(({ requestId }) => Number(requestId));
  expect(ids).toEqual(Array.from(ids, (_, index) => first + index));
});
