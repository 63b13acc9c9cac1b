import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Conversation, type RawExchange, type Side } from '../../proxy/conversation.js';

/** What a connection was seen to carry, cut into pieces as the network might. */
function watch(pieces: readonly (readonly [Side, string | Buffer])[], failure?: string) {
  const exchanges: RawExchange[] = [];
  let opaque = 0;
  const conversation = new Conversation({
    exchange: (exchange) => exchanges.push(exchange),
    opaque: () => {
      opaque++;
    },
  });
  let at = 1_000;
  for (const [side, bytes] of pieces) conversation.push(side, Buffer.from(bytes), at++);
  if (failure !== undefined) conversation.close(failure, at);
  return { exchanges, opaque, texts: exchanges.map(textsOf) };
}

function textsOf({ request, response, failure }: RawExchange) {
  return [
    request.head.startLine,
    request.body.toString('latin1'),
    response === undefined ? failure : `${response.head.startLine} ${response.body.toString('latin1')}`,
  ];
}

const REQUESTS =
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello' +
  'POST /chunks HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;ext=1\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\nTrailer: 1\r\n\r\n' +
  'HEAD /h HTTP/1.1\r\n\r\n\r\nGET /g HTTP/1.0\r\n\r\n';
const ANSWERS =
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\n{}' +
  'HTTP/1.1 400 Bad Request\r\ntransfer-encoding: gzip, chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n' +
  'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nHTTP/1.1 200 OK\r\n\r\nuntil the end';
const READ = [
  ['POST / HTTP/1.1', 'hello', 'HTTP/1.1 200 OK {}'],
  ['POST /chunks HTTP/1.1', 'abc0123456789abcdef', 'HTTP/1.1 400 Bad Request no'],
  ['HEAD /h HTTP/1.1', '', 'HTTP/1.1 200 OK '],
  ['GET /g HTTP/1.0', '', 'HTTP/1.1 200 OK until the end'],
];

describe('a conversation', () => {
  test('is read however its bytes are cut', () => {
    const cuts = (text: string) =>
      fc.array(fc.nat(text.length), { maxLength: 30 }).map((places) => {
        const sorted = [0, ...places.sort((a, b) => a - b), text.length];
        return sorted.slice(1).map((end, at) => text.slice(sorted[at], end));
      });
    fc.assert(
      fc.property(cuts(REQUESTS), cuts(ANSWERS), (requests, answers) => {
        const pieces = [
          ...requests.map((text) => ['client', text] as const),
          ...answers.map((text) => ['target', text] as const),
        ];
        expect(watch(pieces, 'closed').texts).toEqual(READ);
      }),
    );
  });

  test('joins repeated headers, in lower case, whatever they are called', () => {
    const { exchanges } = watch([
      ['client', 'GET / HTTP/1.1\r\n__proto__: x\r\n\r\n'],
      ['target', 'HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 0\r\n\r\n'],
    ]);
    expect(exchanges[0]?.response?.head.headers['x-a']).toBe('1, 2');
    expect(exchanges[0]?.request.head.headers).toHaveProperty(['__proto__'], 'x');
  });

  test('tells when the first byte came, and how long it took to the last', () => {
    const { exchanges } = watch([
      ['client', 'GET / HTTP/1.1\r\n\r\n'],
      ['target', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n'],
      ['target', '{'],
      ['target', '}'],
    ]);
    expect(exchanges[0]).toMatchObject({ startedAt: 1_000, durationMs: 3 });
  });

  test('that ends before the answer has come keeps why', () => {
    const cutOff = watch(
      [
        ['client', 'POST / HTTP/1.1\r\ncontent-length: 9\r\n\r\nhal'],
        ['target', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nha'],
      ],
      'it broke',
    );
    expect(cutOff.texts).toEqual([['POST / HTTP/1.1', 'hal', 'it broke']]);
  });

  test.each([
    [
      'an upgrade',
      'GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n',
      'HTTP/1.1 101 Switching Protocols\r\n\r\n\u0001\u0002',
    ],
    ['a tunnel', 'CONNECT x:443 HTTP/1.1\r\n\r\n', 'HTTP/1.1 200 OK\r\n\r\n\u0016\u0003'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', ''],
    ['TLS', '\u0016\u0003\u0001\u0002\u0000', ''],
    ['an answer that nobody asked for', '', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello', ''],
    ['a chunk of no size', 'POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', ''],
    ['a head without end', `GET / HTTP/1.1\r\n${'x: y\r\n'.repeat(200_000)}`, ''],
  ])('that becomes %s is left alone', (_, client, target) => {
    const { exchanges, opaque } = watch([
      ['client', Buffer.from(client, 'latin1')],
      ['target', Buffer.from(target, 'latin1')],
    ]);
    expect(exchanges).toEqual([]);
    expect(opaque).toBe(1);
  });

  test('of any bytes at all throws nothing', () => {
    const sides = fc.constantFrom<Side>('client', 'target');
    const bytes = fc.oneof(
      fc.uint8Array().map((array) => Buffer.from(array)),
      fc.constantFrom(REQUESTS, ANSWERS, '\r\n'),
    );
    fc.assert(fc.property(fc.array(fc.tuple(sides, bytes)), (pieces) => void watch(pieces, 'closed')));
  });
});
