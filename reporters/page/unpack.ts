/** Unpacks the data that the page holds (JSON, deflated, in base64) and shows it; says so where the browser can't. */
export function show<Data>(draw: (data: Data) => void): void {
  unpack<Data>().then(draw, (error: unknown) => {
    document.getElementById('page')?.append(`This browser can't unpack the report: ${String(error)}`);
  });
}

async function unpack<Data>(): Promise<Data> {
  const packed = document.getElementById('data')?.textContent ?? '';
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return (await new Response(stream).json()) as Data;
}
