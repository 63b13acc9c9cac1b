/** The suite that a file holds: its path from the suites' folder, without its ending. `sfn/start-execution`. */
export function suiteOf(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/\.(?:test|suite|spec|case)?\.?[cm]?[jt]sx?$/, '');
  return path.replace(/^(?:.*\/)?suites\//, '');
}

/** A title as it stands in an id: lower case, words joined by hyphens. */
export function slug(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    // StartExecution: start-execution.
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/**
 * `sfn/start-execution/start-execution/refuses-a-used-name`: the suite, the titles around the case, its own.
 * @throws Error when a title has nothing that can stand in an id
 */
export function caseId(suite: string, titles: readonly string[]): string {
  const slugs = titles.map((title) => {
    const part = slug(title);
    if (part === '') throw new Error(`The title "${title}" has no letter or digit, so the case can't have an id.`);
    return part;
  });
  return [suite, ...slugs].join('/');
}
