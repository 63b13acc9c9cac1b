import { Command } from 'commander';
import { toolVersion } from './version.js';

interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** The commands. Only the one that is asked for is loaded: `--help` need not wait for the test runner. */
const COMMANDS: readonly Entry[] = [
  {
    name: 'run',
    summary: 'run the suites against a target and report',
    load: async () => (await import('./run.js')).runCommand(),
  },
  {
    name: 'serve',
    summary: 'start the reference engine, for any client',
    load: async () => (await import('./serve.js')).serveCommand(),
  },
  {
    name: 'proxy',
    summary: 'stand before an endpoint, judge live traffic, keep a transcript',
    load: async () => (await import('./proxy.js')).proxyCommand(),
  },
  {
    name: 'check',
    summary: 'check a state machine definition as CreateStateMachine would',
    load: async () => (await import('./check.js')).checkCommand(),
  },
  {
    name: 'list',
    summary: 'list targets, suites, cases, statements, faults or editions',
    load: async () => (await import('./list.js')).listCommand(),
  },
  {
    name: 'explain',
    summary: 'explain a case or a statement: the claim, the citation, the evidence, how to run it',
    load: async () => (await import('./explain.js')).explainCommand(),
  },
  {
    name: 'faults',
    summary: 'measure the suite: which seeded faults of the engine it finds',
    load: async () => (await import('./faults.js')).faultsCommand(),
  },
  {
    name: 'replay',
    summary: 'run a counterexample again, on any target',
    load: async () => (await import('./replay.js')).replayCommand(),
  },
  {
    name: 'laws',
    summary: 'measure the laws of generated tests: soak, coverage, kills, near-valid',
    load: async () => (await import('./laws.js')).lawsCommand(),
  },
  {
    name: 'spec',
    summary: "show an edition's counts or one operation's contract; read another reference",
    load: async () => (await import('./spec.js')).specCommand(),
  },
  {
    name: 'drift',
    summary: 'show what changed between two editions, with an instance for each change',
    load: async () => (await import('./drift.js')).driftCommand(),
  },
  {
    name: 'clean',
    summary: 'delete what a run on real AWS left when it was killed',
    load: async () => (await import('./clean.js')).cleanCommand(),
  },
  {
    name: 'report',
    summary: 'merge, compare or render reports; lay many side by side',
    load: async () => (await import('./report.js')).reportCommand(),
  },
];

/** The program, with the command that `args` ask for loaded. Usage errors are thrown, never exited on. */
export async function buildProgram(args: readonly string[]): Promise<Command> {
  const program = new Command('sfn-conformance')
    .description(
      'Conformance tests for the AWS Step Functions API, the Amazon States Language and Lambda durable executions.',
    )
    .version(toolVersion())
    .enablePositionalOptions()
    .addHelpText(
      'after',
      '\nExit codes: 0 all as expected, 1 the target does not conform, 2 wrong usage, 3 inconclusive, 4 the harness failed.',
    );
  const named = args.filter((arg) => !arg.startsWith('-'));
  const asked = named[0] === 'help' ? named[1] : named[0];
  for (const entry of COMMANDS) {
    const command = entry.name === asked ? await entry.load() : new Command(entry.name);
    program.addCommand(command.name(entry.name).summary(entry.summary));
  }
  throwInsteadOfExit(program);
  return program;
}

function throwInsteadOfExit(command: Command, path = command.name()): void {
  command.exitOverride().configureOutput({
    outputError: (text, write) => write(`${sentenceOf(text, path)}\n`),
  });
  for (const child of command.commands) throwInsteadOfExit(child, `${path} ${child.name()}`);
}

/** The parser's words for a command line that it does not know, or not whole. What is wrong with a value says itself what is right. */
const NOT_KNOWN = /^(unknown|too many|missing) |(argument missing|not specified)$/;

/** One sentence on one line, as all our own, and what to do. */
function sentenceOf(text: string, path: string): string {
  const line = text
    .trim()
    .replaceAll('\n', ' ')
    .replace(/^error: /, '');
  const [, wrong = line, hint] = /^(.*?) \((Did you mean .*\?)\)$/.exec(line) ?? [];
  const sentence = `${wrong.charAt(0).toUpperCase()}${wrong.slice(1)}${wrong.endsWith('.') ? '' : '.'}`;
  if (hint !== undefined) return `${sentence} ${hint}`;
  return NOT_KNOWN.test(wrong.toLowerCase()) ? `${sentence} See \`${path} --help\`.` : sentence;
}
