import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { editions } from '../specs/load.js';
import { packageRoot } from '../specs/package-root.js';
import { parsedYamlFile, parseForBuild } from '../specs/yaml-file.js';
import { type JsonSchema, SCHEMA_KINDS } from './generate.js';

/** Files whose own schema is compiled beside those of the editions. */
export const FILE_KINDS = ['adjudications', 'statements', 'untested'] as const;

/** Where the compiled validators are: CommonJS modules, so that every loader takes them as they are. */
export const validatorsFolder = join(packageRoot, 'dist', 'validators');

/**
 * Compiles every schema to validator code that needs no compilation at run time: `<service>-<edition>.cjs` exports a function
 * for `requests/<Operation>`, `responses/<Operation>`, `data-types/<Name>` and `errors/<Name>`, `files.cjs` one for each kind of
 * file. It reads the committed schemas, so what they say is what is checked.
 */
export function compileSchemas(): void {
  mkdirSync(validatorsFolder, { recursive: true });
  const filesAjv = newAjv();
  for (const kind of FILE_KINDS) filesAjv.addSchema(readSchema(`${kind}.schema.json`), kind);
  const files = Object.fromEntries(FILE_KINDS.map((kind) => [kind, kind]));
  writeFileSync(join(validatorsFolder, 'files.cjs'), standalone.default(filesAjv, files));
  for (const { service, edition } of editions()) {
    const ajv = newAjv();
    const exported: Record<string, string> = {};
    const prefix = `urn:sfn-conformance:${service}:${edition}`;
    const added = new Set<string>();
    for (const kind of SCHEMA_KINDS) {
      const file = readSchema(join(service, edition, `${kind}.schema.json`));
      const dataTypes =
        kind === 'data-types' ? undefined : readSchema(join(service, edition, 'data-types.schema.json'));
      for (const [name, schema] of Object.entries(file.$defs ?? {})) {
        // A data type in another file is the same as in its own: compiled once.
        if (dataTypes?.$defs && Object.hasOwn(dataTypes.$defs, name)) continue;
        const id = `${prefix}:${kind}:${name}`;
        if (added.has(id)) throw new Error(`${id} is defined twice.`);
        added.add(id);
        ajv.addSchema({ ...withReferences(schema, `${prefix}:data-types:`), $id: id });
        exported[`${kind}/${name}`] = id;
      }
    }
    writeFileSync(join(validatorsFolder, `${service}-${edition}.cjs`), standalone.default(ajv, exported));
  }
}

function newAjv(): Ajv2020 {
  return new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    code: { source: true },
  });
}

function readSchema(path: string): JsonSchema {
  return JSON.parse(readFileSync(join(packageRoot, 'schemas', path), 'utf8')) as JsonSchema;
}

/** Turns references within a file into references to the data types' own ids. */
function withReferences(schema: JsonSchema, prefix: string): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', `"${prefix}`)) as JsonSchema;
}

/** Keeps the parsed values of the package's YAML files beside the validators. */
export function compileYaml(): void {
  const folders = ['adjudications', ...new Set(editions().map(({ service }) => join(service, 'statements')))];
  const texts = folders
    .map((folder) => join(packageRoot, 'specs', folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readFileSync(file, 'utf8'));
  writeFileSync(parsedYamlFile, JSON.stringify(parseForBuild(texts)));
}

/** `node dist/schemas/compile.js` runs in `npm run build`. */
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  compileSchemas();
  compileYaml();
}
