import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { PageCase, PageEvent, PageFailure } from '../page-model.js';
import { compare, type Piece } from './difference.js';
import { Graph } from './graph.js';
import { Fold, Reference, Script, Scrolled, Verdict } from './parts.js';

/** A case as a row that opens. */
export function CaseRow({ of, isOpen }: { readonly of: PageCase; readonly isOpen: boolean }) {
  return (
    <li id={`case:${of.id}`}>
      <Fold
        class="case"
        isOpen={isOpen}
        summary={
          <>
            <Verdict of={of.verdict} />
            <span class="title">{of.title}</span>
            <Marks of={of} />
            <span class="suite">{of.suite}</span>
          </>
        }
      >
        {() => <CaseBody of={of} />}
      </Fold>
    </li>
  );
}

function Marks({ of }: { readonly of: PageCase }) {
  return (
    <>
      {of.expectation === 'expected' ? <span class="mark">known</span> : null}
      {of.expectation === 'regression' ? <span class="mark bad">regression</span> : null}
      {of.expectation === 'unexpected-pass' ? <span class="mark good">passes now</span> : null}
      {of.isScored ? null : <span class="mark">not scored</span>}
    </>
  );
}

function Notes({ of: { notes = [] } }: { readonly of: PageCase }) {
  return notes.map((note) => (
    <p key={note} class="note">
      {note}
    </p>
  ));
}

function CaseBody({ of }: { readonly of: PageCase }) {
  const { failure } = of;
  return (
    <>
      {failure === undefined ? (
        <>
          {of.reason === undefined ? null : <p>{of.reason}</p>}
          <Notes of={of} />
        </>
      ) : (
        <FailureBody of={failure}>
          <Notes of={of} />
        </FailureBody>
      )}
      {of.expectedBecause === undefined ? null : (
        <p>
          Known: {of.expectedBecause.reason} <Reference link={of.expectedBecause.link} />
        </p>
      )}
      <dl class="facts">
        <dt>Case</dt>
        <dd>
          <a href={`#view=cases&case=${encodeURIComponent(of.id)}`}>
            <code>{of.id}</code>
          </a>
        </dd>
        <dt>Statements</dt>
        <dd>
          {of.cites.map((id) => (
            <code key={id}>{id} </code>
          ))}
        </dd>
        <dt>Standing</dt>
        <dd>
          {of.level}, {of.evidence}
          {of.blame === undefined ? '' : `; blame: ${of.blame}`}; took {of.durationMs} ms
        </dd>
      </dl>
    </>
  );
}

const SENT_NAMES: Readonly<Record<string, string>> = { sent: 'Sent', machine: 'Definition', input: 'Input' };

function FailureBody({ of, children }: { readonly of: PageFailure; readonly children: ComponentChildren }) {
  return (
    <>
      {of.claim === undefined ? null : (
        <p class="claim">
          {of.claim} <Reference text={of.citation} link={of.link} />
        </p>
      )}
      {of.sent?.map(({ name, text }) => (
        <figure key={name}>
          <figcaption>{SENT_NAMES[name] ?? name}</figcaption>
          <Scrolled label={SENT_NAMES[name] ?? name}>
            <pre>{text}</pre>
          </Scrolled>
        </figure>
      ))}
      <SideBySide expected={of.expected} actual={of.actual} />
      {children}
      {of.history === undefined ? null : (
        <div class={of.machine === undefined ? '' : 'ran'}>
          {of.machine === undefined ? null : <Graph machine={of.machine} />}
          <Timeline events={of.history} />
        </div>
      )}
      {of.curl === undefined ? null : <Script name="curl" text={of.curl} />}
      {of.sdk === undefined ? null : <Script name="SDK" text={of.sdk} />}
    </>
  );
}

/** Both sides, with what only one of them has marked. */
function SideBySide({ expected, actual }: { readonly expected: string; readonly actual: string }) {
  const [left, right] = useMemo(() => compare(expected, actual), [expected, actual]);
  return (
    <div class="sides">
      <figure>
        <figcaption>Expected</figcaption>
        <Scrolled label="Expected">
          <pre>{left.map((piece, at) => marked(piece, at, 'missing'))}</pre>
        </Scrolled>
      </figure>
      <figure>
        <figcaption>Actual</figcaption>
        <Scrolled label="Actual">
          <pre>{right.map((piece, at) => marked(piece, at, 'added'))}</pre>
        </Scrolled>
      </figure>
    </div>
  );
}

function marked({ text, isShared }: Piece, at: number, kind: 'missing' | 'added') {
  if (isShared || text.trim() === '') return text;
  return (
    <mark key={at} class={kind}>
      {text}
    </mark>
  );
}

/** The events that the execution left, in time. */
function Timeline({ events }: { readonly events: readonly PageEvent[] }) {
  const whole = Math.max(0.001, events.at(-1)?.at ?? 0);
  return (
    <section class="timeline" aria-label="History of the execution">
      <h3>
        History of the execution: {events.length} events in {whole < 0.01 ? 'no time' : `${events.at(-1)?.at ?? 0} s`}
      </h3>
      <Scrolled label="Events">
        <ol>
          {events.map((event) => (
            <li key={event.id} class={kindOf(event.type)}>
              <span class="at">{event.at.toFixed(3)} s</span>
              <span class="track" aria-hidden="true">
                <span style={{ left: `${(event.at / whole) * 100}%` }} />
              </span>
              <span class="type">
                {event.id}. {event.type}
              </span>
              <span class="about">{event.about}</span>
            </li>
          ))}
        </ol>
      </Scrolled>
    </section>
  );
}

function kindOf(type: string): string {
  if (/(Failed|TimedOut|Aborted)$/.test(type)) return 'bad';
  return /Succeeded$/.test(type) ? 'good' : '';
}
