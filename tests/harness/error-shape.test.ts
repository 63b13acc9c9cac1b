import { describe, expect, test } from 'vitest';
import { parseBody } from '../../harness/judge/body.js';
import { errorName, serviceError } from '../../harness/judge/error-shape.js';

const URI = 'http://internal.amazon.com/coral/com.amazon.coral.validate/';

/** The tests that Smithy has for clients of AWS JSON 1.0, by their ids: what a client must make of an answer. */
describe('as Smithy asks of clients', () => {
  test.for<[string, Record<string, string>, string]>([
    ['AwsJson10FooErrorUsingXAmznErrorType', { 'x-amzn-errortype': 'FooError' }, ''],
    ['AwsJson10FooErrorUsingXAmznErrorTypeWithUri', { 'x-amzn-errortype': `FooError:${URI}` }, ''],
    [
      'AwsJson10FooErrorUsingXAmznErrorTypeWithUriAndNamespace',
      { 'x-amzn-errortype': `aws.protocoltests.json10#FooError:${URI}` },
      '',
    ],
    ['AwsJson10FooErrorUsingCode', {}, '{"code":"FooError"}'],
    ['AwsJson10FooErrorUsingCodeAndNamespace', {}, '{"code":"aws.protocoltests.json10#FooError"}'],
    ['AwsJson10FooErrorUsingCodeUriAndNamespace', {}, `{"code":"aws.protocoltests.json10#FooError:${URI}"}`],
    ['AwsJson10FooErrorWithDunderType', {}, '{"__type":"FooError"}'],
    ['AwsJson10FooErrorWithDunderTypeAndNamespace', {}, '{"__type":"aws.protocoltests.json10#FooError"}'],
    [
      'AwsJson10FooErrorWithDunderTypeAndDifferentNamespace',
      {},
      '{"__type":"aws.different.protocoltests.json10#FooError"}',
    ],
    ['AwsJson10FooErrorWithDunderTypeUriAndNamespace', {}, `{"__type":"aws.protocoltests.json10#FooError:${URI}"}`],
    [
      'AwsJson10FooErrorWithNestedTypeProperty',
      {},
      '{"__type":"aws.protocoltests.json10#FooError","ErrorDetails":[{"__type":"com.amazon.internal#ErrorDetails","reason":"x"}]}',
    ],
  ])('%s', ([, headers, text]) => {
    const error = serviceError({ status: 500, headers, text }, parseBody(text));
    expect(error).toMatchObject({ type: 'FooError', status: 500 });
  });

  test('AwsJson10HandlesEmptyOutputShape, AwsJson10HandlesUnexpectedJsonOutput', () => {
    for (const text of ['{}', '{"foo":true}', '{"__type":"FooError"}', '']) {
      expect(serviceError({ status: 200, headers: {}, text }, parseBody(text))).toBeUndefined();
    }
  });

  test('AwsJson10InvalidGreetingError', () => {
    const text = '{"__type":"aws.protocoltests.json10#InvalidGreeting","Message":"Hi"}';
    expect(serviceError({ status: 400, headers: {}, text }, parseBody(text))).toEqual({
      type: 'InvalidGreeting',
      message: 'Hi',
      status: 400,
    });
  });
});

test.for([
  ['com.amazonaws.swf.service.v2.model#InvalidArn', 'InvalidArn'],
  ['InvalidArn', 'InvalidArn'],
  [' InvalidArn ', 'InvalidArn'],
  ['#', ''],
  [':', ''],
  ['', ''],
] as const)('the name in "%s" is "%s"', ([text, name]) => {
  expect(errorName(text)).toBe(name);
});

test.for<[string, string, string, string]>([
  ['an empty element', '<UnknownOperationException/>', 'UnknownOperationException', '<UnknownOperationException/>'],
  ['HTML', '<html><body>no</body></html>', '', '<html><body>no</body></html>'],
  ['nothing', '', '', ''],
  ['a list', '["no"]', '', '["no"]'],
  ['a code that is a number', '{"code":400,"message":"no"}', '', 'no'],
  ['a message that is none', '{"__type":"A","message":{"text":"no"}}', 'A', ''],
])('a refusal that is %s', ([, text, type, message]) => {
  expect(serviceError({ status: 404, headers: {}, text }, parseBody(text))).toEqual({ type, message, status: 404 });
});

test('an answer is a refusal from status 300 on, and below 200', () => {
  const at = (status: number) => serviceError({ status, headers: {}, text: '' }, parseBody(''));
  expect([199, 200, 299, 300].map((status) => at(status) !== undefined)).toEqual([true, false, false, true]);
});

test('a name that is empty is none, and the next place is looked at', () => {
  const text = '{"__type":"","code":"FooError"}';
  expect(serviceError({ status: 400, headers: {}, text }, parseBody(text))?.type).toBe('FooError');
  const plain = '  no such thing\n';
  expect(serviceError({ status: 400, headers: {}, text: plain }, parseBody(plain))?.message).toBe('no such thing');
});
