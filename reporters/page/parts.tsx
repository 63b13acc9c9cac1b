import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PageVerdict } from '../page-model.js';

export const SIGNS: Readonly<Record<PageVerdict, readonly [sign: string, word: string]>> = {
  pass: ['✓', 'passed'],
  fail: ['✗', 'failed'],
  skipped: ['–', 'skipped'],
  inconclusive: ['?', 'inconclusive'],
};

/** A verdict as a word and a sign: never by colour alone. */
export function Verdict({ of }: { readonly of: PageVerdict }) {
  const [sign, word] = SIGNS[of];
  return (
    <span class={`verdict ${of}`}>
      <span aria-hidden="true">{sign} </span>
      {word}
    </span>
  );
}

/** How much of a whole passed, failed, or tells nothing. */
export function Bar({ totals }: { readonly totals: Readonly<Record<PageVerdict, number>> }) {
  const all = totals.pass + totals.fail + totals.skipped + totals.inconclusive;
  const text = (Object.keys(SIGNS) as PageVerdict[])
    .filter((verdict) => totals[verdict] > 0)
    .map((verdict) => `${totals[verdict]} ${SIGNS[verdict][1]}`)
    .join(', ');
  return (
    <span class="bar" role="img" aria-label={text} title={text}>
      {(['pass', 'fail', 'inconclusive', 'skipped'] as const).map((verdict) => (
        <span key={verdict} class={verdict} style={{ width: `${(totals[verdict] / Math.max(1, all)) * 100}%` }} />
      ))}
    </span>
  );
}

/** A script with a button that copies it. */
export function Script({ name, text }: { readonly name: string; readonly text: string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    copyText(text).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  };
  return (
    <section class="script" aria-label={name}>
      <header>
        <h3>{name}</h3>
        <button type="button" onClick={copy}>
          Copy<span class="hidden"> the {name} script</span>
        </button>
        <span role="status">
          {state === 'copied'
            ? 'Copied.'
            : state === 'refused'
              ? 'The browser refused: mark the text and copy it.'
              : ''}
        </span>
      </header>
      <Scrolled label={`${name} script`}>
        <pre>{text}</pre>
      </Scrolled>
    </section>
  );
}

/** What may be larger than its place: it scrolls, by keyboard too. */
export function Scrolled({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scrolled" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) {
    try {
      await navigator.clipboard.writeText(text);
      return;
    } catch {
      // Some browsers give pages from disk no clipboard: the old way is tried.
    }
  }
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (!done) throw new Error('refused');
}

/** A part that is made only once it is opened. */
export function Fold(props: {
  readonly isOpen?: boolean;
  readonly class?: string;
  readonly summary: ComponentChildren;
  readonly children: () => ComponentChildren;
}) {
  const [isOpen, setOpen] = useState(props.isOpen ?? false);
  const element = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (props.isOpen) setOpen(true);
  }, [props.isOpen]);
  return (
    <details
      ref={element}
      class={props.class ?? ''}
      open={isOpen}
      onToggle={() => setOpen(element.current?.open ?? false)}
    >
      <summary>{props.summary}</summary>
      {isOpen ? <div class="inside">{props.children()}</div> : null}
    </details>
  );
}

const PAGE = 100;
/** About the height of a row that is closed. */
const ROW_PX = 46;

/**
 * The items by the hundred, as many as the reader came to, and what asks for more: the next come when it is near, or pressed.
 * A hundred that is there stays as it is when others come.
 */
export function useMore<Item>(
  items: readonly Item[],
  noun: string,
  draw: (items: readonly Item[], from: number) => ComponentChildren,
): [drawn: ComponentChildren, more: ComponentChildren] {
  const [count, setCount] = useState(PAGE);
  const more = useRef<HTMLButtonElement>(null);
  useEffect(() => setCount(PAGE), [items]);
  useEffect(() => {
    if (more.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setCount((before) => before + PAGE);
      },
      { rootMargin: '800px' },
    );
    observer.observe(more.current);
    return () => observer.disconnect();
  }, [count, items]);
  const left = items.length - count;
  const drawn = Array.from({ length: Math.ceil(Math.min(count, items.length) / PAGE) }, (_, at) => (
    <Page key={at * PAGE} items={items} from={at * PAGE} draw={draw} />
  ));
  const button =
    left > 0 ? (
      <button type="button" class="more" ref={more} onClick={() => setCount(count + PAGE)}>
        Show more ({left} {noun} left)
      </button>
    ) : null;
  return [drawn, button];
}

/** Items are what decides how a page looks: while they are the same it is not drawn again. */
function Page<Item>(props: {
  readonly items: readonly Item[];
  readonly from: number;
  readonly draw: (items: readonly Item[], from: number) => ComponentChildren;
}) {
  const { items, from, draw } = props;
  return useMemo(() => <>{draw(items.slice(from, from + PAGE), from)}</>, [items, from]);
}

/** A long list. `row` may depend on nothing that changes without the items. */
export function Lazy<Item>(props: {
  readonly items: readonly Item[];
  readonly noun: string;
  readonly row: (item: Item, index: number) => ComponentChildren;
}) {
  const [drawn, more] = useMore(props.items, props.noun, (items, from) => (
    <ul class="list" style={{ containIntrinsicSize: `auto ${items.length * ROW_PX}px` }}>
      {items.map((item, at) => props.row(item, from + at))}
    </ul>
  ));
  return (
    <>
      {drawn}
      {more}
    </>
  );
}

/** To what the reader came for. A link would change the hash, which is the filters' own. */
export function SkipLink() {
  return (
    <button type="button" class="skip" onClick={() => document.getElementById('results')?.focus()}>
      Skip to the results
    </button>
  );
}

export function Reference({ text, link }: { readonly text?: string | undefined; readonly link?: string | undefined }) {
  if (link === undefined) return text === undefined ? null : <span class="citation">{text}</span>;
  return (
    <span class="citation">
      {text ?? ''}{' '}
      <a href={link} rel="noreferrer noopener" target="_blank">
        reference<span class="hidden"> (opens a new page)</span>
      </a>
    </span>
  );
}
