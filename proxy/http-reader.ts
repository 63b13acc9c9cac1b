/** The head of an HTTP/1.x message. */
export interface Head {
  /** Without its line end: `POST / HTTP/1.1`, `HTTP/1.1 200 OK`. */
  readonly startLine: string;
  /** Names in lower case; values of a repeated header joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How a body ends. `opaque`: what follows is no HTTP any more (an upgrade, a tunnel). */
export type BodyLength =
  | { readonly kind: 'none' | 'chunked' | 'until-close' | 'opaque' }
  | { readonly kind: 'fixed'; readonly bytes: number };

export interface Listener {
  /** A head has come whole. @returns how its body ends */
  head(head: Head): BodyLength;
  /** A part of the body, as it is on the wire but for the framing of chunks. */
  body(part: Buffer): void;
  end(): void;
  /** What came is no HTTP that this reader knows: it looks at nothing any more. */
  opaque(): void;
}

/** A head may be so long. Beyond that, nobody is to be watched at the price of memory. */
const LONGEST_HEAD = 1024 * 1024;
const LONGEST_CHUNK_LINE = 16 * 1024;

type State =
  | { readonly at: 'head' | 'chunk-size' | 'chunk-end' | 'trailers' | 'until-close' | 'opaque' }
  | { readonly at: 'fixed' | 'chunk'; left: number };

/**
 * Reads the messages of one direction of a connection (RFC 9112) as a bystander: whoever passes the bytes on doesn't wait for it,
 * and what it does not understand it leaves alone.
 */
export class HttpReader {
  private state: State = { at: 'head' };
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly listener: Listener) {}

  push(bytes: Buffer): void {
    if (this.state.at === 'opaque') return;
    let input = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    this.rest = EMPTY;
    while (input.length > 0) {
      const used = this.step(input);
      if (used === 0) {
        this.rest = input;
        return;
      }
      input = input.subarray(used);
    }
  }

  /** The connection sends no more. */
  close(): void {
    if (this.state.at === 'until-close') this.finish();
  }

  /** @returns how many bytes were used; 0 when more are needed */
  private step(input: Buffer): number {
    const { state } = this;
    switch (state.at) {
      case 'head':
        return this.readHead(input);
      case 'fixed':
      case 'chunk': {
        const part = input.subarray(0, state.left);
        this.listener.body(part);
        state.left -= part.length;
        if (state.left === 0) {
          if (state.at === 'fixed') this.finish();
          else this.state = { at: 'chunk-end' };
        }
        return part.length;
      }
      case 'until-close':
        this.listener.body(input);
        return input.length;
      case 'chunk-size':
        return this.line(input, (line) => {
          const size = /^[0-9a-f]+/i.exec(line)?.[0];
          if (size === undefined || size.length > 12) return this.giveUp();
          const left = Number.parseInt(size, 16);
          this.state = left === 0 ? { at: 'trailers' } : { at: 'chunk', left };
        });
      case 'chunk-end':
        return this.line(input, (line) => {
          if (line !== '') return this.giveUp();
          this.state = { at: 'chunk-size' };
        });
      case 'trailers':
        return this.line(input, (line) => {
          if (line === '') this.finish();
        });
      case 'opaque':
        return input.length;
    }
  }

  private line(input: Buffer, use: (line: string) => void): number {
    const end = input.indexOf(0x0a);
    if (end < 0) {
      if (input.length > LONGEST_CHUNK_LINE) this.giveUp();
      return 0;
    }
    use(input.toString('latin1', 0, end).replace(/\r$/, ''));
    return end + 1;
  }

  private readHead(input: Buffer): number {
    // Empty lines before a request line are passed over, as servers do (RFC 9112, 2.2).
    if (input[0] === 0x0d || input[0] === 0x0a) return 1;
    const end = input.indexOf('\r\n\r\n');
    if (end < 0) {
      if (input.length > LONGEST_HEAD || !looksLikeHttp(input)) this.giveUp();
      return 0;
    }
    const head = parseHead(input.toString('latin1', 0, end));
    if (head === undefined) this.giveUp();
    else this.begin(this.listener.head(head));
    return end + 4;
  }

  private begin(length: BodyLength): void {
    switch (length.kind) {
      case 'none':
        this.finish();
        break;
      case 'fixed':
        if (length.bytes === 0) this.finish();
        else this.state = { at: 'fixed', left: length.bytes };
        break;
      case 'chunked':
        this.state = { at: 'chunk-size' };
        break;
      case 'until-close':
        this.state = { at: 'until-close' };
        break;
      case 'opaque':
        this.giveUp();
        break;
    }
  }

  private finish(): void {
    this.state = { at: 'head' };
    this.listener.end();
  }

  private giveUp(): void {
    this.state = { at: 'opaque' };
    this.rest = EMPTY;
    this.listener.opaque();
  }
}

const EMPTY = Buffer.alloc(0);

/** The first bytes of a request line or a status line: a method, or a version. */
function looksLikeHttp(input: Buffer): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z/-]+( |$)/.test(input.toString('latin1', 0, 64).split('\r\n', 1)[0] ?? '');
}

function parseHead(text: string): Head | undefined {
  const [startLine = '', ...lines] = text.split('\r\n');
  if (!/^(HTTP\/1\.[01] \d{3}( .*)?|[!#$%&'*+.^_`|~0-9A-Za-z-]+ \S+ HTTP\/1\.[01])$/.test(startLine)) return undefined;
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) return undefined;
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return { startLine, headers };
}
