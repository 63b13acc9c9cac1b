import { Command, Option } from 'commander';
import type { CheckOptions } from '../engine/asl/check/index.js';
import { checkDefinitionText, type LocatedDiagnostic } from './definition-text.js';
import { CommandError, exitCodes, usageError } from './exit.js';
import { expandGlobs, readText } from './files.js';

interface CheckedFile {
  file: string;
  result: 'OK' | 'FAIL';
  diagnostics: LocatedDiagnostic[];
}

const isError = ({ severity }: LocatedDiagnostic): boolean => severity === 'ERROR';

/** One line a diagnostic, as compilers write them, so that editors find the place. */
function line(file: string, { position, severity, rule, message }: LocatedDiagnostic): string {
  const [first] = message.split('\n');
  return `${file}:${position.line}:${position.column} ${severity.toLowerCase()} ${rule} ${first}\n`;
}

/** What another program reads: one object with every file in it. */
function asJson(files: readonly CheckedFile[]): string {
  const shown = files.map(({ file, result, diagnostics }) => ({
    file,
    result,
    diagnostics: diagnostics.map(({ position, severity, rule, code, message, location }) => ({
      ...position,
      severity,
      rule,
      code,
      message,
      location,
    })),
  }));
  return `${JSON.stringify({ files: shown }, null, 2)}\n`;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

function run(patterns: readonly string[], options: CheckOptions & { json?: boolean }): void {
  const files = expandGlobs(patterns).map((file): CheckedFile => {
    const diagnostics = checkDefinitionText(file, readText(file), options);
    return { file, result: diagnostics.some(isError) ? 'FAIL' : 'OK', diagnostics };
  });
  if (options.json) process.stdout.write(asJson(files));
  else
    for (const { file, diagnostics } of files)
      for (const diagnostic of diagnostics) process.stdout.write(line(file, diagnostic));
  const refused = files.filter(({ result }) => result === 'FAIL');
  if (refused.length === 0) {
    // Of what is as it should be, a program wants no word; a person does.
    if (process.stderr.isTTY) process.stderr.write(`${count(files.length, 'definition')}: no errors.\n`);
    return;
  }
  const errors = refused.flatMap(({ diagnostics }) => diagnostics.filter(isError)).length;
  throw new CommandError(
    exitCodes.nonconforming,
    `${count(errors, 'error')} in ${refused.length} of ${count(files.length, 'definition')}.`,
  );
}

/** `check`: state machine definitions, judged as CreateStateMachine would judge them. */
export function checkCommand(): Command {
  return new Command('check')
    .description(
      'Judges state machine definitions (JSON or YAML) as CreateStateMachine would. Ends with 1 when one has errors.',
    )
    .argument('<files...>', 'files or globs; - reads the standard input')
    .addOption(
      new Option('--edition <edition>', 'the language of which reference')
        .choices(['2017-03-30', 'current'])
        .default('current'),
    )
    .addOption(
      new Option('--type <type>', 'the type of state machine').choices(['STANDARD', 'EXPRESS']).default('STANDARD'),
    )
    .option('--json', 'print one JSON object with the diagnostics of every file')
    .action((files: string[], options: CheckOptions & { json?: boolean }) => {
      if (files.filter((file) => file === '-').length > 1)
        throw usageError('The standard input can be read only once.');
      run(files, options);
    });
}
