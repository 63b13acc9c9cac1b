import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../specs/package-root.js';

/** The reference texts and models, where they lie beside the project. Users lack them: tests on them are skipped then. */
export const sourcesFolder = join(packageRoot, '..', 'shared');

export const hasSources = existsSync(join(sourcesFolder, 'seeds')) && existsSync(join(sourcesFolder, 'models'));

/** Why such a test did not run. */
export const withoutSources = hasSources ? '' : ' (skipped: the reference texts are not at ../shared)';
