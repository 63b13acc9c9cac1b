import type { ComponentChildren } from 'preact';

/** The filters of a page: a text, what else there is to choose, and a way back to all. */
export function FilterBar(props: {
  readonly text: string;
  /** What is searched. */
  readonly placeholder: string;
  readonly onText: (text: string) => void;
  /** Present while something is filtered. */
  readonly onClear?: (() => void) | undefined;
  readonly children: ComponentChildren;
}) {
  return (
    <search>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <label class="wide">
          Text
          <input
            type="search"
            value={props.text}
            placeholder={props.placeholder}
            onInput={(event) => props.onText(event.currentTarget.value)}
          />
        </label>
        {props.children}
        {props.onClear === undefined ? null : (
          <button type="button" onClick={props.onClear}>
            Clear
          </button>
        )}
      </form>
    </search>
  );
}

/** One choice among some. */
export function Choice(props: {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Its options. */
  readonly children: ComponentChildren;
}) {
  return (
    <label>
      {props.name}
      <select value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.children}
      </select>
    </label>
  );
}
