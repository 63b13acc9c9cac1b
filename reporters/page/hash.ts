import { useEffect, useState } from 'preact/hooks';

/** What the reader chose to see, as parts of an address: texts, and lists of texts. */
export type Chosen = object;

export function hashOf(chosen: Chosen): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(chosen) as [string, string | readonly string[]][]) {
    for (const one of typeof value === 'string' ? [value] : value) if (one !== '') parameters.append(key, one);
  }
  return `#${parameters}`;
}

/**
 * What the reader chose, kept in the address, so that it can be sent to someone; and how to change it.
 * @param read makes it of an address's parameters
 * @param write makes what the address holds: without what is as it always is
 * @param isStep whether the change is one that the browser's way back undoes
 */
export function useHash<Of extends Chosen>(
  read: (parameters: URLSearchParams) => Of,
  write: (chosen: Of) => Chosen,
  isStep: (before: Of, after: Of) => boolean,
): [Of, (next: Of) => void] {
  const current = () => read(new URLSearchParams(location.hash.replace(/^#/, '')));
  const [chosen, setChosen] = useState(current);
  useEffect(() => {
    const follow = () => setChosen(current());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const change = (next: Of) => {
    setChosen(next);
    const hash = hashOf(write(next));
    if (isStep(chosen, next)) history.pushState(null, '', hash);
    else history.replaceState(null, '', hash);
  };
  return [chosen, change];
}
