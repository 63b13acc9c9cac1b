const TOKEN =
  /<\?xml[^>]*\?>|<!\[CDATA\[[\s\S]*?\]\]>|<\/([\w:-]+)\s*>|<([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|[^<]+/gy;
const TEXT = /^(?:[^&<]|&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)*$/;

/** What makes a text no well-formed XML document, as far as a renderer can get it wrong; `undefined` when nothing does. */
export function xmlDefect(text: string): string | undefined {
  const open: string[] = [];
  let roots = 0;
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    if (match === null) return `no token at ${at}: ${text.slice(at, at + 80)}`;
    const [whole, closed, opened, attributes = '', empty] = match;
    if (closed !== undefined) {
      const last = open.pop();
      if (last !== closed) return `</${closed}> closes <${last ?? 'nothing'}>`;
    } else if (opened !== undefined) {
      for (const [, value = ''] of attributes.matchAll(/="([^"]*)"/g))
        if (!TEXT.test(value)) return `bad value ${value}`;
      if (open.length === 0 && roots++ > 0) return 'two roots';
      if (empty === '') open.push(opened);
    } else if (!whole.startsWith('<?xml')) {
      if (!TEXT.test(whole)) return `bad text ${whole.slice(0, 80)}`;
      if (open.length === 0 && whole.trim() !== '') return 'text outside the root';
    }
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) return 'a forbidden character';
  return open.length > 0 ? `<${open.join('> <')}> is open at the end` : roots === 1 ? undefined : 'no root';
}
