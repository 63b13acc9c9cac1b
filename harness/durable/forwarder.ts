import { crc32 } from 'node:zlib';

/** The environment variable of a forwarding function that holds the address of the harness's Lambda endpoint. */
export const ENDPOINT_VARIABLE = 'CONFORMANCE_ENDPOINT';
const FILE = 'index.js';

/** Passes each event on to the harness, and answers as it does: with its result, with its error, or by an exit of the runtime. */
const SOURCE = `exports.handler = async (event) => {
  const name = process.env.AWS_LAMBDA_FUNCTION_NAME;
  const answer = await fetch(\`\${process.env.${ENDPOINT_VARIABLE}}/2015-03-31/functions/\${name}/invocations\`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event === undefined ? null : event),
  });
  const text = await answer.text();
  if (answer.headers.get('x-amz-function-error') === null) return JSON.parse(text);
  const { errorType, errorMessage } = JSON.parse(text);
  if (errorType === 'Runtime.ExitError') process.exit(1);
  throw Object.assign(new Error(errorMessage), { name: errorType });
};
`;

/** Code of a function for targets that run code themselves, as CreateFunction takes it: a ZIP archive, base64. */
export function forwarderCode(): string {
  return zipOf(FILE, SOURCE).toString('base64');
}

/** A ZIP archive with one file, stored as it is. The fields are those of PKWARE's APPNOTE 4.3. */
function zipOf(name: string, text: string): Buffer {
  const file = Buffer.from(name);
  const data = Buffer.from(text);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  // 1980-01-01, the first day that the format knows.
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(crc32(data), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(data.length, 18);
  common.writeUInt16LE(file.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, file, data]);
  const madeBy = Buffer.from([20, 3]);
  const place = Buffer.alloc(14);
  // Readable by everyone, in the upper half of the external attributes.
  place.writeUInt32LE((0o100644 << 16) >>> 0, 6);
  const central = Buffer.concat([Buffer.from('PK\x01\x02'), madeBy, common, place, file]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end]);
}
